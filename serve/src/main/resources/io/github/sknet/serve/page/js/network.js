// The network itself: its stages and what they cost, and the picture as it sees it.

import { el, track } from "./dom.js";
import { large, t } from "./i18n.js";
import { pending } from "./pending.js";

/** The tasks whose pictures are never cut nor distorted. */
const FITTED = ["detect", "segment"];

/** Whether a task's pictures are fitted whole into the input, in its upper left corner. */
export function isFitted(task) {
  return FITTED.includes(task);
}

/** The panel. */
export function render(panel, state, actions) {
  const { network, preprocessing } = state.description;
  panel.replaceChildren(
    el("p", { class: "lead" }, t("networkLead")),
    el(
      "section", { class: "card" },
      el(
        "dl", { class: "facts" },
        fact(t("parameters"), large(network.parameters)),
        fact(t("cost"), large(network.macs)),
        fact(t("units"), state.units.length),
        network.classes > 0 && fact(t("classes"), network.classes),
        fact(t("input"), `${preprocessing.height} × ${preprocessing.width}`)),
      el("p", { class: "quiet" }, network.description)),
    el(
      "section", { class: "card", "aria-labelledby": "stages-title" },
      el("h2", { id: "stages-title" }, t("stages")),
      el("div", { class: "scroll", tabIndex: 0, role: "group", "aria-labelledby": "stages-title" }, stages(network))),
    ...state.shown().map((slot) => seen(slot, state, actions)));
}

function fact(name, value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, String(value)));
}

function stages(network) {
  const most = Math.max(1, ...network.stages.map((stage) => stage.macs));
  const weights = Math.max(1, ...network.stages.map((stage) => stage.parameters));
  const head = (key, number) => el("th", { scope: "col", class: number && "number" }, t(key));
  return el(
    "table", {},
    el(
      "thead", {},
      el(
        "tr", {},
        head("stage"), head("output"), head("units", true), head("kernels"), head("field"), head("parameters", true), head("cost", true))),
    el("tbody", {}, network.stages.map((stage) => row(stage, most, weights))));
}

function row(stage, most, weights) {
  const field = stage.largestReceptiveField;
  return el(
    "tr", {},
    el("td", {}, el("b", {}, stage.name)),
    cell("output", "number", `${stage.outputChannels} × ${stage.outputSize[0]} × ${stage.outputSize[1]}`),
    cell("units", "number", stage.selections ? String(stage.selections) : "–"),
    cell("kernels", null, stage.kernels.length ? stage.kernels.join(", ") : "–"),
    cell("field", "number", field ? `${field[0]} × ${field[1]}` : "–"),
    cell("parameters", "number", large(stage.parameters), track(stage.parameters / weights)),
    cell("cost", "number", large(stage.macs), track(stage.macs / most)));
}

/** A cell that knows its column: on narrow screens each stage is a list. */
function cell(key, kind, ...children) {
  return el("td", { class: kind, "data-column": t(key) }, ...children);
}

function seen(slot, state, actions) {
  const { preprocessing, task } = state.description;
  const size = { height: preprocessing.height, width: preprocessing.width };
  const lines = [
    isFitted(task)
      ? t("fitted", size)
      : preprocessing.resizeShorterSide
        ? t("resizeCrop", { ...size, side: preprocessing.resizeShorterSide })
        : t("resizeWhole", size),
    t("interpolation", { name: preprocessing.interpolation }),
    t("normalised", { mean: numbers(preprocessing.mean), std: numbers(preprocessing.std) }),
  ];
  const picture = slot.seenBitmap;
  if (!picture) return pending(slot, actions);
  const canvas = el("canvas", {
    width: picture.width, height: picture.height, class: picture.width > 128 && "smooth", role: "img", "aria-label": t("seenTitle"),
  });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return el(
    "section", { class: "card" },
    el("h2", {}, t("seenTitle") + (state.shown().length > 1 ? ` · ${slot.letter}` : "")),
    el("div", { class: "seen" }, canvas, el("ul", { class: "bars" }, lines.map((line) => el("li", {}, line)))));
}

function numbers(values) {
  return values.map((value) => Number(value.toFixed(4))).join(", ");
}
