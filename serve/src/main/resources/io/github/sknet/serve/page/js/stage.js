// The pictures themselves: as they are, with their answer drawn over them, or with their middle enlarged.

import { el } from "./dom.js";
import { percent, t } from "./i18n.js";

const LONGEST = 900;

/** Of more objects than this only the frames are drawn. */
const NAMED = 25;

/** Shows a slot: its picture, or that it waits for one. */
export function show(figure, slot, letter) {
  if (!slot.bitmap) {
    figure.replaceChildren(el("div", { class: "slot-wait" }, t("waiting")));
    return;
  }
  const canvas = el("canvas", { role: "img" });
  const frame = el("div", { class: "slot-frame" }, canvas, slot.busy && el("div", { class: "busy" }));
  figure.replaceChildren(frame, el("figcaption", {}, el("b", {}, letter ? `${letter} · ${slot.name}` : slot.name)));
  slot.canvas = canvas;
}

/** Draws a slot's picture. The answer is drawn over it where it is whole. */
export function draw(slot, scale, answer, colors, opacity) {
  const { canvas, bitmap } = slot;
  if (!canvas || !bitmap) return;
  const fit = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const enlarge = Math.max(1, Math.floor(320 / Math.max(bitmap.width, bitmap.height)));
  const size = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * fit * enlarge)));
  // A canvas that is given a size begins anew, which takes long while the slider is dragged.
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = enlarge === 1;
  const width = bitmap.width / scale;
  const height = bitmap.height / scale;
  context.drawImage(
    bitmap, (bitmap.width - width) / 2, (bitmap.height - height) / 2, width, height, 0, 0, canvas.width, canvas.height);
  canvas.setAttribute("aria-label", slot.name);
  if (scale > 1 || !answer) return;
  if (answer.maskBitmap) drawMask(context, canvas, answer.maskBitmap, opacity);
  if (answer.detections) drawBoxes(context, canvas, answer, colors, canvas.width / bitmap.width);
}

function drawMask(context, canvas, mask, opacity) {
  context.globalAlpha = opacity;
  context.imageSmoothingEnabled = false;
  context.drawImage(mask, 0, 0, canvas.width, canvas.height);
  context.globalAlpha = 1;
}

function drawBoxes(context, canvas, answer, colors, scale) {
  const unit = Math.max(1, canvas.width / 400);
  context.font = `600 ${13 * unit}px ${getComputedStyle(document.body).fontFamily}`;
  context.textBaseline = "top";
  for (const object of [...answer.detections].reverse()) {
    const [x, y, width, height] = object.box.map((value) => value * scale);
    const color = colors[object.label] ?? "#ffffff";
    context.lineWidth = 5 * unit;
    context.strokeStyle = "rgb(0 0 0 / 45%)";
    context.strokeRect(x, y, width, height);
    context.lineWidth = 2.5 * unit;
    context.strokeStyle = color;
    context.strokeRect(x, y, width, height);
  }
  for (const object of answer.detections.slice(0, NAMED).reverse()) {
    const [x, y] = object.box.map((value) => value * scale);
    const text = `${object.label} ${percent(object.score, 0)}`;
    const width = context.measureText(text).width + 8 * unit;
    const left = Math.min(Math.max(0, x), canvas.width - width);
    const top = Math.max(0, y - 20 * unit);
    context.fillStyle = colors[object.label] ?? "#ffffff";
    context.fillRect(left, top, width, 20 * unit);
    context.fillStyle = readable(context.fillStyle);
    context.fillText(text, left + 4 * unit, top + 3 * unit);
  }
}

/** Black or white, whichever can be read on a colour. */
function readable(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return 299 * red + 587 * green + 114 * blue > 140000 ? "#000000" : "#ffffff";
}
