// What the network answers: classes with bars, boxes, or a mask with its legend.

import { el, swatch, track } from "./dom.js";
import { percent, t } from "./i18n.js";
import { forget, move, shares } from "./kernels.js";
import { pending } from "./pending.js";

/** The surest objects, one by one. */
const LISTED = 8;

/** An answer in one line, for people who listen to it. */
export function summary(answer) {
  if (answer.labels) return `${answer.labels[0].label} ${percent(answer.labels[0].score)}`;
  if (answer.detections) return answer.detections.length ? t("objects", { count: answer.detections.length }) : t("noObjects");
  if (answer.mask) return Object.entries(answer.mask.shares).slice(0, 3).map(([label, share]) => `${label} ${percent(share)}`).join(", ");
  return JSON.stringify(answer);
}

/**
 * An answer as an element.
 *
 * @param own the network's own answer, marked beside it; null where this is it
 */
export function show(answer, colors, own = null) {
  if (answer.labels) return classes(answer.labels, own?.labels);
  if (answer.detections) return objects(answer.detections, colors);
  if (answer.mask) return areas(answer.mask.shares, colors, own?.mask.shares);
  return el("pre", {}, JSON.stringify(answer, null, 2));
}

function classes(labels, own) {
  return el(
    "div", { class: "stack" },
    el("p", { class: "verdict" }, labels[0].label),
    el(
      "ul", { class: "bars" },
      labels.map((each, i) =>
        bar(each.label, each.score, i > 0, own?.find((other) => other.label === each.label)?.score))));
}

function bar(name, share, other, mark, color) {
  const line = el(
    "li", { class: other ? "bar other" : "bar" },
    el("span", { class: "name", title: name }, color && swatch(color), name),
    track(share, mark),
    el("span", { class: "number" }, percent(share)));
  if (color) line.querySelector(".fill").style.background = color;
  return line;
}

function objects(detections, colors) {
  if (detections.length === 0) return el("p", { class: "verdict" }, t("noObjects"));
  return el(
    "div", { class: "stack" },
    el("p", { class: "verdict" }, t("objects", { count: detections.length })),
    counts(detections, colors),
    el(
      "ul", { class: "bars" },
      detections.slice(0, LISTED).map((each) => bar(each.label, each.score, false, undefined, colors[each.label]))));
}

/** How many objects there are of each class. */
function counts(detections, colors) {
  const byLabel = new Map();
  for (const { label } of detections) byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
  return el(
    "p", { class: "legend" },
    [...byLabel].map(([label, count]) => el("span", {}, swatch(colors[label]), `${count} × ${label}`)));
}

function areas(shares, colors, own) {
  return el(
    "div", { class: "stack" },
    el("p", { class: "quiet" }, t("pixels")),
    el(
      "ul", { class: "bars" },
      Object.entries(shares).map(([label, share]) => bar(label, share, false, own && (own[label] ?? 0), colors[label]))));
}

/** The panel: the answers to the pictures, side by side. */
export function render(panel, state, actions) {
  const slots = state.shown();
  const masks = slots.some((slot) => slot.answer?.mask);
  forget();
  panel.replaceChildren(
    el(
      "div", { class: slots.length > 1 ? "pair two" : "pair" },
      slots.map((slot) =>
        el(
          "article", { class: "card" },
          el(
            "header", {},
            el("h2", {}, slots.length > 1 ? `${slot.letter} · ${slot.name}` : t("chosenTitle")),
            el("span", { class: "quiet small number" }, slot.ms ? t("ms", { ms: Math.round(slot.ms) }) : "")),
          slot.answer ? show(slot.answer, state.colors) : pending(slot, actions)))),
    masks ? opacity(state, actions) : "",
    state.units.length > 0 ? shares(state, { choose: actions.showUnit }) : "");
  move(state);
}

function opacity(state, actions) {
  const input = el("input", {
    type: "range", id: "opacity", min: 0, max: 1, step: 0.05, value: state.opacity,
    oninput: (event) => actions.setOpacity(Number(event.target.value)),
  });
  return el("div", { class: "enlarge" }, el("label", { for: "opacity" }, t("opacity")), input);
}
