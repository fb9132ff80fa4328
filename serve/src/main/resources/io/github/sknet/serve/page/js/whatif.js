// What the network would have answered, had it not chosen.

import { show } from "./answer.js";
import { el, track } from "./dom.js";
import { percent, t } from "./i18n.js";
import { pending } from "./pending.js";

/** The panel. */
export function render(panel, state, actions) {
  if (state.units.length === 0) {
    panel.replaceChildren(el("p", { class: "lead" }, t("noSelection")));
    return;
  }
  const slots = state.shown();
  panel.replaceChildren(
    el("p", { class: "lead" }, t("whatIfLead")),
    el(
      "section", { class: "card" },
      el("div", { class: "choices" }, everywhere(state, actions), state.units.map((unit) => choice(unit, state, actions)))),
    el("div", { class: slots.length > 1 ? "pair two" : "pair" }, slots.map((slot) => answer(slot, state, actions))));
}

/** The kernels that can be forced everywhere: by name, each once. */
function names(units) {
  return [...new Set(units.flatMap((unit) => unit.kernels.map((kernel) => kernel.name)))];
}

function everywhere(state, actions) {
  const forced = names(state.units).find((name) =>
    state.units.every((unit) => !unit.kernels.some((kernel) => kernel.name === name) || state.forced[unit.name] === name));
  const none = Object.keys(state.forced).length === 0;
  return el(
    "fieldset", { class: "choice" },
    el("legend", { class: "visually-hidden" }, t("everyUnit")),
    el("span", { class: "name", "aria-hidden": "true" }, t("everyUnit")),
    segments("all", names(state.units), none ? "" : (forced ?? null), (kernel) => actions.forceAll(kernel)));
}

function choice(unit, state, actions) {
  const effect = state.a.whatIf?.units.find((each) => each.unit === unit.name)?.effect;
  const decisive = state.a.whatIf?.decisive === unit.name && state.units.length > 1;
  const most = Math.max(1e-9, ...(state.a.whatIf?.units.map((each) => each.effect) ?? [1]));
  return el(
    "fieldset", { class: decisive ? "choice decisive" : "choice" },
    el("legend", { class: "visually-hidden" }, state.short.get(unit.name)),
    el("span", { class: "name", "aria-hidden": "true", title: unit.name }, state.short.get(unit.name), decisive && el("span", { class: "badge" }, t("decisive"))),
    segments(unit.name, unit.kernels.map((kernel) => kernel.name), state.forced[unit.name] ?? "", (kernel) => actions.force(unit.name, kernel)),
    effect === undefined
      ? el("span", { class: "quiet small" }, state.a.problem ? "–" : t("computing"))
      : el("span", { class: "effect" }, el("span", { class: "quiet" }, t("effect", { percent: percent(effect) })), track(effect / most)));
}

function segments(group, kernels, chosen, take) {
  const option = (value, text) =>
    el(
      "label", {},
      el("input", {
        type: "radio", name: `force-${group}`, value, checked: chosen === value, onchange: () => take(value),
      }),
      text);
  return el("div", { class: "segments" }, option("", t("asChosen")), kernels.map((name) => option(name, name)));
}

function answer(slot, state, actions) {
  const forced = Object.keys(state.forced).length > 0;
  const shown = forced ? slot.forced : slot.answer;
  return el(
    "article", { class: "card", "aria-live": "polite" },
    el(
      "header", {},
      el("h2", {}, (state.shown().length > 1 ? `${slot.letter} · ` : "") + t(forced ? "forcedTitle" : "chosenTitle")),
      forced && shown && (shown.labels || shown.mask) && el("span", { class: "quiet small" }, t("before"))),
    shown ? show(shown, state.colors, forced ? slot.answer : null) : pending(slot, actions));
}
