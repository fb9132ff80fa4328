// The page: what is shown, and what happens when something is done.

import * as answer from "./answer.js";
import * as api from "./api.js";
import { el } from "./dom.js";
import { current, t, use } from "./i18n.js";
import { listen, showExamples } from "./intake.js";
import * as kernels from "./kernels.js";
import * as network from "./network.js";
import { failed, sentence } from "./pending.js";
import { Slot } from "./slot.js";
import * as stage from "./stage.js";
import * as whatIf from "./whatif.js";
import * as why from "./why.js";

const TABS = { answer, kernels, whatif: whatIf, why, network };
const byId = (id) => document.getElementById(id);

/** Networks of more multiply-adds are asked about fewer enlargements. */
const LARGE = 2e9;

const state = {
  model: null,
  description: null,
  /** Why there is no network to ask: its title, what says it, and what tries again. */
  missing: null,
  units: [],
  labels: [],
  colors: {},
  /** The units as people call them: without what all their names end in. */
  short: new Map(),
  a: new Slot("A"),
  b: new Slot("B"),
  comparing: false,
  tab: "answer",
  scale: 1,
  unit: null,
  label: null,
  level: null,
  forced: {},
  opacity: 0.55,
  /** The pictures that there are. */
  shown() {
    return [this.a, this.b].filter((slot) => slot.bitmap && (slot === this.a || this.comparing));
  },
};

const actions = {
  choose(unit) {
    state.unit = unit;
    keepFocus(renderPanel);
  },
  showUnit(unit) {
    state.unit = unit;
    chooseTab("kernels");
  },
  chooseLevel(level) {
    state.level = level;
    keepFocus(renderPanel);
  },
  async chooseClass(label) {
    state.label = label;
    const asked = state.shown().filter((slot) => slot.classMaps && !slot.classMaps.some((map) => map.label === label));
    await Promise.all(asked.map((slot) => asking(slot, () => askForClass(slot, label))));
    keepFocus(renderPanel);
  },
  force(unit, kernel) {
    if (kernel) state.forced[unit] = kernel;
    else delete state.forced[unit];
    askForced();
  },
  forceAll(kernel) {
    state.forced = {};
    for (const unit of state.units) {
      if (kernel && unit.kernels.some((each) => each.name === kernel)) state.forced[unit.name] = kernel;
    }
    askForced();
  },
  setOpacity(opacity) {
    state.opacity = opacity;
    drawStage();
  },
  again(slot) {
    ask(slot);
  },
};

/** What was focused is so again, though its element is another. */
function keepFocus(change) {
  const focused = document.activeElement;
  const panel = focused?.closest(".panel");
  const place = panel ? [...panel.querySelectorAll("button, input, select, canvas")].indexOf(focused) : -1;
  change();
  if (place >= 0) panel.querySelectorAll("button, input, select, canvas")[place]?.focus({ preventScroll: true });
}

function render() {
  const main = byId("main");
  main.dataset.view = state.missing ? "missing" : state.a.bitmap ? "picture" : "empty";
  renderMissing();
  main.dataset.compare = String(state.comparing);
  byId("slot-b").hidden = !state.comparing;
  byId("compare").setAttribute("aria-pressed", String(state.comparing));
  stage.show(byId("slot-a"), state.a, state.comparing && "A");
  if (state.comparing) stage.show(byId("slot-b"), state.b, "B");
  drawStage();
  for (const name of Object.keys(TABS)) {
    const chosen = name === state.tab;
    byId(`tab-${name}`).setAttribute("aria-selected", String(chosen));
    byId(`tab-${name}`).tabIndex = chosen ? 0 : -1;
    byId(`panel-${name}`).hidden = !chosen;
  }
  keepFocus(renderPanel);
}

function renderMissing() {
  byId("missing").hidden = !state.missing;
  if (!state.missing) return;
  const { title, say, again } = state.missing;
  byId("missing").replaceChildren(el("h2", {}, t(title)), failed(say(), again));
}

function renderPanel() {
  if (state.a.bitmap && state.description) TABS[state.tab].render(byId(`panel-${state.tab}`), state, actions);
}

function drawStage() {
  const forced = state.tab === "whatif" && Object.keys(state.forced).length > 0;
  for (const slot of state.shown()) {
    stage.draw(slot, state.scale, forced ? (slot.forced ?? slot.answer) : slot.answer, state.colors, state.opacity);
  }
}

function problem(said) {
  const toast = byId("problem");
  toast.textContent = said;
  toast.hidden = false;
  clearTimeout(problem.timer);
  problem.timer = setTimeout(() => (toast.hidden = true), 8000);
}

/** Takes a picture in, shows it, and asks about it. */
async function take(blob, name, wanted) {
  const slot = wanted === "a" || !state.comparing ? (wanted === "b" ? state.b : state.a) : state.b;
  if (slot === state.b) state.comparing = true;
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    problem(t("unreadable"));
    return;
  }
  slot.clear();
  Object.assign(slot, { blob, bitmap, name: name || t("picture", { name: slot.letter }) });
  render();
  if (state.description) await ask(slot);
}

/** Does what asks about a picture; what goes wrong is kept with it. Says whether it was done. */
async function asking(slot, work) {
  try {
    await work();
    return true;
  } catch (failure) {
    if (failure.name === "AbortError") return false;
    if (!(failure instanceof api.Problem)) throw failure;
    slot.problem = failure;
    slot.busy = false;
    problem(sentence(failure));
    render();
    return false;
  }
}

/** All that is asked of a picture, the answer first. */
async function ask(slot) {
  slot.forgetAnswers();
  slot.waiting = new AbortController();
  slot.busy = true;
  render();
  if (!(await asking(slot, () => askAll(slot, slot.waiting.signal)))) return;
  slot.busy = false;
  render();
}

async function askAll(slot, signal) {
  const say = (questions) => api.explain(state.model, slot.blob, questions, signal);
  const start = performance.now();
  const first = await say({ scales: "1", layers: "true" });
  const ms = performance.now() - start;
  const [answered, seenBitmap] = [await withMask(first), await bitmapOf(first.layers.seen)];
  signal.throwIfAborted();
  Object.assign(slot, { ms, answer: answered, seen: first.seen, seenBitmap });
  slot.drawUnder(state.description.preprocessing, network.isFitted(state.description.task));
  slot.keepShares(first);
  render();
  byId("status").textContent = t("answered", { answer: answer.summary(first), ms: Math.round(slot.ms) });
  if (state.units.length > 0) {
    slot.keepShares(await say({ scales: enlargements().join(",") }));
    renderPanel();
  }
  const explained = await say({ scales: "", maps: "true" });
  Object.assign(slot, { maps: explained.maps ?? null, classMaps: explained.classMaps ?? null, mapsAsked: true });
  renderPanel();
  if (!isLarge() || state.tab === "whatif") await askWhatIf(slot);
  if (Object.keys(state.forced).length > 0) await askForced();
}

function isLarge() {
  return state.description.network.macs > LARGE;
}

/** Which unit's choice matters most takes a network for each kernel of each unit: of large ones only when it is looked at. */
async function askWhatIf(slot) {
  if (slot.whatIf || state.units.length === 0) return;
  slot.whatIf = (await api.explain(state.model, slot.blob, { scales: "", "what-if": "true" }, slot.waiting.signal)).whatIf;
}

/** 1.00, 1.05 … 2.00; of large networks every fourth. */
function enlargements() {
  const step = isLarge() ? 4 : 1;
  return Array.from({ length: 20 / step + 1 }, (_, i) => Number((1 + (i * step) / 20).toFixed(2)));
}

async function askForClass(slot, label) {
  const questions = { scales: "", maps: "true", classes: String(state.labels.indexOf(label)) };
  const explained = await api.explain(state.model, slot.blob, questions, slot.waiting.signal);
  slot.classMaps = [...(slot.classMaps ?? []), ...(explained.classMaps ?? [])];
}

/** Asks what the forced network answers, of both pictures. */
async function askForced() {
  const choices = Object.entries(state.forced).map(([unit, kernel]) => `${unit}=${kernel}`);
  const asked = choices.join(",");
  askForced.latest = asked;
  for (const slot of state.shown()) {
    slot.forced = null;
    if (slot.problem) continue;
    await asking(slot, async () => {
      const said = asked && (await withMask(await api.explain(state.model, slot.blob, { scales: "", force: asked, layers: "true" }, slot.waiting.signal)));
      if (askForced.latest === asked) slot.forced = said || null;
    });
    if (askForced.latest !== asked) return;
  }
  render();
}

async function withMask(said) {
  return said.layers?.mask ? { ...said, maskBitmap: await bitmapOf(said.layers.mask) } : said;
}

/** A picture that came as base64 of a PNG. */
async function bitmapOf(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return createImageBitmap(new Blob([bytes], { type: "image/png" }));
}

/** Names without the parts, divided by dots, that all of them end in. */
function shortNames(names) {
  const parts = names.map((name) => name.split("."));
  const least = Math.min(...parts.map((each) => each.length));
  let same = 0;
  while (names.length > 1 && same < least - 1 && parts.every((each) => each.at(-1 - same) === parts[0].at(-1 - same))) same++;
  return new Map(names.map((name, i) => [name, parts[i].slice(0, parts[i].length - same).join(".")]));
}

/** Nothing can be asked: says why. */
function miss(title, say, again) {
  state.description = null;
  state.missing = { title, say, again };
  render();
}

/** Finds out which models there are, and chooses the first. */
async function findModels() {
  let names;
  try {
    names = await api.models();
  } catch (failure) {
    if (!(failure instanceof api.Problem)) throw failure;
    miss("noNetwork", () => sentence(failure), findModels);
    return;
  }
  byId("model").replaceChildren(...names.map((name) => el("option", { value: name }, name)));
  byId("model").closest("label").hidden = names.length === 0;
  if (names.length === 0) miss("noModels", () => t("noModelsHint"), findModels);
  else await chooseModel(names[0]);
}

async function chooseModel(name) {
  state.model = name;
  for (const slot of [state.a, state.b]) slot.waiting?.abort();
  let description;
  try {
    description = await api.describe(name);
  } catch (failure) {
    if (!(failure instanceof api.Problem)) throw failure;
    if (state.model === name) miss("noNetwork", () => sentence(failure), () => chooseModel(name));
    return;
  }
  if (state.model !== name) return;
  state.missing = null;
  state.description = description;
  state.units = state.description.units;
  state.labels = state.description.labels;
  state.colors = Object.fromEntries(state.labels.map((label, i) => [label, state.description.colors[i]]));
  state.short = shortNames(state.units.map((unit) => unit.name));
  Object.assign(state, { unit: state.units[0]?.name ?? null, label: null, level: null, forced: {} });
  byId("scale").step = isLarge() ? 0.2 : 0.05;
  const selects = state.units.length > 0;
  byId("enlarge").hidden = !selects;
  byId("tab-kernels").disabled = byId("tab-whatif").disabled = !selects;
  if (byId(`tab-${state.tab}`).disabled) state.tab = "answer";
  for (const slot of state.shown()) ask(slot);
  render();
}

function chooseTab(name) {
  state.tab = name;
  render();
  if (name !== "whatif") return;
  for (const slot of state.shown().filter((each) => !each.busy && !each.problem && !each.whatIf)) {
    asking(slot, () => askWhatIf(slot)).then(render);
  }
}

function listenToTabs() {
  const names = Object.keys(TABS);
  for (const name of names) byId(`tab-${name}`).addEventListener("click", () => chooseTab(name));
  byId("tabs").addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    const usable = names.filter((name) => !byId(`tab-${name}`).disabled);
    const next = usable[(usable.indexOf(state.tab) + by + usable.length) % usable.length];
    chooseTab(next);
    byId(`tab-${next}`).focus();
  });
}

function listenToScale() {
  byId("scale").addEventListener("input", (event) => {
    state.scale = Number(event.target.value);
    byId("scale-value").textContent = `${state.scale.toFixed(2)}×`;
    // Once a frame is as often as it can be seen.
    if (listenToScale.waiting) return;
    listenToScale.waiting = requestAnimationFrame(() => {
      listenToScale.waiting = 0;
      drawStage();
      kernels.move(state);
    });
  });
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId("theme").setAttribute("aria-pressed", String(theme === "dark"));
  localStorage.setItem("sknet-theme", theme);
}

function setLanguage(language) {
  use(language);
  localStorage.setItem("sknet-language", language);
  byId("language").textContent = language === "zh" ? "English" : "中文";
  byId("language").lang = language === "zh" ? "en" : "zh";
  showExamples(take, problem);
  render();
}

async function start() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(localStorage.getItem("sknet-theme") ?? (dark ? "dark" : "light"));
  setLanguage(localStorage.getItem("sknet-language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  listen(take, problem);
  listenToTabs();
  listenToScale();
  byId("theme").addEventListener("click", () => {
    setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    render();
  });
  byId("language").addEventListener("click", () => setLanguage(current() === "zh" ? "en" : "zh"));
  byId("compare").addEventListener("click", () => {
    state.comparing = !state.comparing;
    render();
  });
  byId("model").addEventListener("change", (event) => chooseModel(event.target.value));
  await findModels();
}

start();
