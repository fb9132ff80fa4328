// What the page asks the service. Every address is this server's own.

/** What went wrong, in a sentence of the server's. */
export class Problem extends Error {}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem("");
  }
  const text = await response.text();
  const json = text ? JSON.parse(text) : {};
  if (!response.ok) throw new Problem(json.detail ?? json.title ?? json.error ?? String(response.status));
  return json;
}

/** The names of the models that are ready. */
export async function models() {
  const { models: ready } = await ask("explain", {});
  return ready.map((model) => model.name);
}

/** The network, its units and classes, and how pictures are prepared. */
export function describe(model) {
  return ask(`explain/${encodeURIComponent(model)}`, {});
}

/** Explains a picture; the questions are said in docs/serve.md. */
export function explain(model, picture, questions, signal) {
  const query = new URLSearchParams(questions);
  return ask(`explain/${encodeURIComponent(model)}?${query}`, {
    method: "POST",
    body: picture,
    headers: { "Content-Type": picture.type || "application/octet-stream" },
    signal,
  });
}
