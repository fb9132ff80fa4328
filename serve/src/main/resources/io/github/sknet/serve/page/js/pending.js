// What stands where an answer is not there yet: that it is being computed, or why it does not come.

import { el } from "./dom.js";
import { t } from "./i18n.js";

/** The sentence of a problem: the server's own, or that there is no server. */
export function sentence(problem) {
  return problem.message || t("unreachable");
}

/** In the place of what a slot does not know yet. */
export function pending(slot, actions) {
  return slot.problem ? failed(sentence(slot.problem), () => actions.again(slot)) : el("p", { class: "quiet" }, t("computing"));
}

/** What went wrong, and a way to try again. */
export function failed(said, again) {
  return el(
    "div", { class: "failed" },
    el("p", {}, said),
    el("button", { type: "button", onclick: again }, t("again")));
}
