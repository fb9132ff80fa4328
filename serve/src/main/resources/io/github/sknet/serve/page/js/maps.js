// Maps over the part of the picture that the network sees, with frames as large as what a pixel of them depends on.

import { el, kernelClass } from "./dom.js";
import { overlay, paint, ramp, range } from "./heat.js";
import { figure, percent, t } from "./i18n.js";
import { pending } from "./pending.js";

const SIDE = 480;

/** A canvas in the proportions of the network's input. */
function surface(slot, properties) {
  const { width, height } = slot.seen;
  const fit = SIDE / Math.max(width, height);
  return el("canvas", { width: Math.round(width * fit), height: Math.round(height * fit), ...properties });
}

/** The line that says which colours mean what. */
export function scaleLine({ least, most }) {
  return el("p", { class: "scale-line" }, `${t("low")} ${figure(least)}`, ramp(), `${t("high")} ${figure(most)}`);
}

/** The contributions of a unit's kernels to the answer for one picture. */
export function maps(slot, unitName, actions) {
  const unit = slot.maps?.find((each) => each.unit === unitName);
  if (!unit || !slot.under) return pending(slot, actions);
  const bounds = range(unit.kernels.map((kernel) => kernel.map));
  const cell = { x: 0.5, y: 0.5 };
  const views = unit.kernels.map((kernel, m) => view(slot, unit, kernel, m, bounds));
  const redraw = () => views.forEach((each) => each.draw(cell));
  for (const { canvas } of views) {
    canvas.addEventListener("pointermove", (event) => {
      const box = canvas.getBoundingClientRect();
      cell.x = Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width));
      cell.y = Math.min(0.9999, Math.max(0, (event.clientY - box.top) / box.height));
      redraw();
    });
    canvas.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!by) return;
      event.preventDefault();
      const map = unit.kernels[0].map;
      cell.x = Math.min(0.9999, Math.max(0, cell.x + by[0] / map[0].length));
      cell.y = Math.min(0.9999, Math.max(0, cell.y + by[1] / map.length));
      redraw();
    });
  }
  redraw();
  return el("div", { class: "stack" }, el("div", { class: "maps" }, views.map((each) => each.element)), scaleLine(bounds));
}

function view(slot, unit, kernel, m, bounds) {
  const layer = overlay(kernel.map, bounds);
  const canvas = surface(slot, {
    tabIndex: 0,
    role: "img",
    "aria-label": t("mapLabel", { kernel: kernel.kernel, unit: unit.unit, mean: figure(kernel.mean) }),
  });
  const value = el("span", { class: "quiet small number" });
  const element = el(
    "figure", { class: "map" },
    canvas,
    el(
      "figcaption", {},
      el("b", {}, el("i", { class: `dot ${kernelClass(m)}` }), `${kernel.kernel} · ${percent(kernel.share)}`),
      value,
      el("span", { class: "quiet small" }, t("window", { height: kernel.window[0], width: kernel.window[1] }))));
  const color = () => getComputedStyle(document.documentElement).getPropertyValue(`--kernel-${(m % 6) + 1}`);
  return {
    canvas,
    element,
    draw(cell) {
      paint(canvas, slot.under, layer);
      const row = Math.floor(cell.y * kernel.map.length);
      const column = Math.floor(cell.x * kernel.map[0].length);
      frames(canvas, slot, kernel, (column + 0.5) / kernel.map[0].length, (row + 0.5) / kernel.map.length, color());
      value.textContent = t("contribution", { value: figure(kernel.map[row][column]), mean: figure(kernel.mean) });
    },
  };
}

/** The kernel's window around a pixel, and dashed all that the pixel can depend on. */
function frames(canvas, slot, kernel, x, y, color) {
  const context = canvas.getContext("2d");
  const scale = canvas.width / slot.seen.width;
  const frame = ([height, width], dash, stroke, line) => {
    context.setLineDash(dash);
    context.strokeStyle = stroke;
    context.lineWidth = line;
    context.strokeRect(
      x * canvas.width - (width * scale) / 2, y * canvas.height - (height * scale) / 2, width * scale, height * scale);
  };
  frame(kernel.largestField, [8, 6], "rgb(255 255 255 / 80%)", 2);
  frame(kernel.window, [], "#ffffff", 7);
  frame(kernel.window, [], color, 4);
  context.setLineDash([]);
}

/** One map over the picture. */
export function single(slot, map, label) {
  const bounds = range([map]);
  const canvas = surface(slot, { role: "img", "aria-label": label });
  paint(canvas, slot.under, overlay(map, bounds));
  return { canvas, bounds };
}
