// What the page asks the service. Every address is this server's own.

/** What went wrong, in a sentence of the server's. */
export class Problem extends Error {}

async function ask(path, options) {
  let response;
  let text;
  try {
    response = await fetch(path, options);
    text = await response.text();
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem("");
  }
  const json = parsed(text);
  if (!response.ok) throw new Problem(json?.detail ?? json?.title ?? json?.error ?? String(response.status));
  if (json === undefined) throw new Problem("");
  return json;
}

/** What a text of JSON says; undefined where something between here and the service answered in its own way. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

/** Explains a picture; the questions are said in docs/page.md. */
export function explain(model, picture, questions, signal) {
  const query = new URLSearchParams(questions);
  return ask(`explain/${encodeURIComponent(model)}?${query}`, {
    method: "POST",
    body: picture,
    headers: { "Content-Type": picture.type || "application/octet-stream" },
    signal,
  });
}
