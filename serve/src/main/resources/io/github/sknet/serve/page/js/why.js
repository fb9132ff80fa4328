// Where a class's score comes from, beside where the kernels contributed.

import { el } from "./dom.js";
import { figure, t } from "./i18n.js";
import { maps, scaleLine, single } from "./maps.js";
import { pending } from "./pending.js";

/** The panel. */
export function render(panel, state, actions) {
  panel.replaceChildren(
    el("p", { class: "lead" }, t("whyLead")),
    ...state.shown().map((slot) => card(slot, state, actions)));
}

function card(slot, state, actions) {
  if (!slot.mapsAsked) return pending(slot, actions);
  if (!slot.classMaps) return el("p", { class: "quiet" }, t("whyNone"));
  const known = [...new Set(slot.classMaps.map((map) => map.label))];
  const label = known.includes(state.label) ? state.label : known[0];
  const ofClass = slot.classMaps.filter((map) => map.label === label);
  const map = ofClass.find((each) => each.output === state.level) ?? ofClass[0];
  const name = `${label} · ${slot.name}`;
  const { canvas, bounds } = single(slot, map.map, name);
  return el(
    "article", { class: "card" },
    el("header", {}, el("h2", {}, state.shown().length > 1 ? `${slot.letter} · ${slot.name}` : label)),
    el(
      "div", { class: "row" },
      el(
        "div", { class: "chips" },
        known.map((each) => chip(each, each === label, () => actions.chooseClass(each)))),
      others(known, state, actions)),
    ofClass.length > 1 &&
      el(
        "div", { class: "chips", role: "group", "aria-label": t("level") },
        ofClass.map((each) => chip(each.output, each === map, () => actions.chooseLevel(each.output)))),
    el(
      "div", { class: "why" },
      el(
        "div", { class: "stack" },
        el("h3", {}, t("whyTitle", { label })),
        el("figure", { class: "map" }, canvas, el("figcaption", {}, el("span", { class: "quiet small number" }, said(map, bounds)))),
        scaleLine(bounds)),
      state.unit && el("div", { class: "stack" }, el("h3", {}, t("mapsTitle", { unit: state.short.get(state.unit) })), maps(slot, state.unit, actions))));
}

function chip(text, pressed, choose) {
  return el("button", { type: "button", "aria-pressed": String(pressed), onclick: choose }, text);
}

function others(known, state, actions) {
  const rest = state.labels.filter((label) => !known.includes(label));
  if (rest.length === 0) return null;
  return el(
    "select", { "aria-label": t("otherClass"), onchange: (event) => event.target.value && actions.chooseClass(event.target.value) },
    el("option", { value: "" }, t("otherClass")),
    rest.map((label) => el("option", { value: label }, label)));
}

function said(map, { least, most }) {
  return map.reading === "parts"
    ? t("whyParts", { mean: figure(map.mean), bias: figure(map.bias), logit: figure(map.mean + map.bias) })
    : t("whyPixels", { least: figure(least), most: figure(most) });
}
