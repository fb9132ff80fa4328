// What each kernel saw: the share of each in every unit, how it moves as the middle grows, and where each contributed.

import { curve } from "./curve.js";
import { el, kernelClass } from "./dom.js";
import { percent, points, t } from "./i18n.js";
import { maps } from "./maps.js";
import { pending } from "./pending.js";

let rows = [];
let chart = null;

/** The share of the kernel that reaches farthest: what the curves show. */
function largest(unit) {
  const area = (kernel) => kernel.height * kernel.width;
  return unit.kernels.reduce((best, kernel, m) => (area(kernel) >= area(unit.kernels[best]) ? m : best), 0);
}

/** The panel. */
export function render(panel, state, actions) {
  forget();
  if (state.units.length === 0) {
    panel.replaceChildren(el("p", { class: "lead" }, t("noSelection")));
    return;
  }
  const place = el("div", { class: "chart", role: "img" });
  panel.replaceChildren(
    el("p", { class: "lead" }, t("sharesLead")),
    shares(state, actions),
    el(
      "section", { class: "card", "aria-labelledby": "curve-title" },
      el(
        "header", {},
        el("h2", { id: "curve-title" }, t("curveTitle")),
        el("span", { class: "quiet small" }, curveLead(state.units))),
      place),
    mapsCard(state, actions));
  drawCurve(place, state, actions);
  move(state);
}

/** Lets go of what was shown. */
export function forget() {
  chart?.destroy();
  chart = null;
  rows = [];
}

/** The share of each kernel in every unit, which {@link move} moves. */
export function shares(state, actions) {
  return el(
    "section", { class: "card", "aria-labelledby": "shares-title" },
    el("header", {}, el("h2", { id: "shares-title" }, t("sharesTitle")), legend(state.units)),
    el("ul", { class: "units" }, state.units.map((unit) => el("li", {}, row(unit, state, actions)))));
}

function legend(units) {
  const names = [];
  for (const unit of units) {
    unit.kernels.forEach((kernel, m) => {
      if (!names.some((known) => known.name === kernel.name)) names.push({ name: kernel.name, m });
    });
  }
  return el(
    "p", { class: "legend" },
    names.slice(0, 6).map(({ name, m }) => el("span", {}, el("i", { class: `dot ${kernelClass(m)}` }), name)));
}

function curveLead(units) {
  const names = new Set(units.map((unit) => unit.kernels[largest(unit)].name));
  return names.size === 1 ? t("curveLead", { kernel: [...names][0] }) : t("curveLeadMixed");
}

function row(unit, state, actions) {
  const bars = state.shown().map((slot) => {
    const parts = unit.kernels.map((_, m) => el("span", { class: kernelClass(m) }));
    const figures = unit.kernels.map((kernel, m) => ({
      share: el("span", { class: "number" }),
      delta: el("span", { class: "quiet number delta" }),
      element: null,
      kernel,
      m,
    }));
    for (const figure of figures) {
      figure.element = el(
        "span", {}, el("i", { class: `dot ${kernelClass(figure.m)}` }), figure.kernel.name, figure.share, figure.delta);
    }
    rows.push({ unit, slot, parts, figures });
    return el(
      "span", { class: "shares" },
      el("span", { class: "mix", "aria-hidden": "true" }, parts),
      el("span", { class: "figures" }, state.shown().length > 1 && el("b", {}, slot.letter), figures.map((figure) => figure.element)));
  });
  return el(
    "button",
    { type: "button", class: "unit", "aria-pressed": String(state.tab === "kernels" && unit.name === state.unit), onclick: () => actions.choose(unit.name) },
    el("span", { class: "name", title: unit.name }, state.short.get(unit.name)),
    el("span", { class: "shares" }, bars));
}

/** Moves shares and marks to the enlargement: what happens while the slider is dragged. */
export function move(state) {
  for (const { unit, slot, parts, figures } of rows) {
    const shares = slot.sharesAt(unit.name, state.scale);
    const whole = slot.sharesAt(unit.name, 1);
    if (!shares) continue;
    const sum = shares.reduce((a, b) => a + b, 0);
    shares.forEach((share, m) => {
      parts[m].style.width = `${(100 * share) / sum}%`;
      figures[m].share.textContent = percent(share);
      figures[m].delta.textContent = state.scale > 1 && whole ? points(share - whole[m]) : "";
      figures[m].delta.title = t("change", { points: points(share - (whole?.[m] ?? share)) });
    });
  }
  chart?.moveTo(state.scale);
}

function drawCurve(place, state, actions) {
  const lines = [];
  let scales = null;
  for (const slot of state.shown()) {
    if (slot.scales.length < 2) continue;
    scales = slot.scales;
    for (const unit of state.units) {
      const chosen = unit.name === state.unit;
      if (slot.letter === "B" && !chosen) continue;
      const m = largest(unit);
      lines.push({
        label: state.short.get(unit.name),
        values: slot.scales.map((scale) => slot.sharesAt(unit.name, scale)[m]),
        chosen,
        second: slot.letter === "B",
      });
    }
  }
  if (!scales) {
    place.removeAttribute("role");
    place.append(pending(state.shown().find((slot) => slot.problem) ?? state.a, actions));
    return;
  }
  lines.sort((a, b) => Number(a.chosen) - Number(b.chosen));
  chart = curve(place, scales, lines);
  place.setAttribute(
    "aria-label",
    lines
      .map((line) => t("curveSummary", { unit: line.label, from: percent(line.values[0]), to: percent(line.values.at(-1)) }))
      .join("; "));
}

function mapsCard(state, actions) {
  return el(
    "section", { class: "card", "aria-labelledby": "maps-title" },
    el("header", {}, el("h2", { id: "maps-title" }, t("mapsTitle", { unit: state.short.get(state.unit) }))),
    el("p", { class: "quiet small" }, t("mapsLead")),
    state.shown().map((slot) => maps(slot, state.unit, actions)));
}
