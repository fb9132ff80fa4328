// How shares move as the middle grows: a line for each unit, drawn by uPlot.

import uPlot from "../vendor/uPlot.esm.js";
import { percent } from "./i18n.js";

const HEIGHT = 230;

function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * Draws lines.
 *
 * @param place the element that holds them
 * @param scales the enlargements, ascending
 * @param lines of each its label, its values, and whether it is the chosen unit's and the second picture's
 * @returns an object that moves the mark to an enlargement
 */
export function curve(place, scales, lines) {
  let at = scales[0];
  const inks = { mark: ink("--ink"), chosen: ink("--accent"), other: ink("--quiet") };
  const axis = { stroke: ink("--quiet"), grid: { stroke: ink("--line"), width: 1 }, ticks: { show: false }, font: `12px ${ink("--font")}` };
  const plot = new uPlot(
    {
      width: Math.max(240, place.clientWidth),
      height: HEIGHT,
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: false, range: [1, 2] } },
      axes: [
        { ...axis, size: 34, values: (_, values) => values.map((value) => `${value.toFixed(1)}×`) },
        { ...axis, size: 62, values: (_, values) => values.map((value) => percent(value)) },
      ],
      series: [
        {},
        ...lines.map((line) => ({
          label: line.label,
          stroke: line.chosen ? inks.chosen : inks.other,
          width: line.chosen ? 2.5 : 1,
          alpha: line.chosen ? 1 : 0.55,
          dash: line.second ? [6, 5] : undefined,
          points: { show: false },
        })),
      ],
      hooks: { draw: [(drawn) => mark(drawn, at, lines, inks)] },
    },
    [scales, ...lines.map((line) => line.values)],
    place);
  const resize = new ResizeObserver(() => plot.setSize({ width: Math.max(240, place.clientWidth), height: HEIGHT }));
  resize.observe(place);
  return {
    moveTo(scale) {
      at = scale;
      plot.redraw(false);
    },
    destroy() {
      resize.disconnect();
      plot.destroy();
    },
  };
}

/** A line at the enlargement, with a dot on each line. */
function mark(plot, at, lines, inks) {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(at, "x", true);
  ctx.save();
  ctx.setLineDash([]);
  ctx.strokeStyle = inks.mark;
  ctx.globalAlpha = 0.35;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  const index = plot.data[0].findIndex((scale) => Math.abs(scale - at) < 1e-6);
  lines.forEach((line, i) => {
    const value = plot.data[i + 1][index];
    if (value === undefined || value === null) return;
    ctx.globalAlpha = line.chosen ? 1 : 0.6;
    ctx.fillStyle = line.chosen ? inks.chosen : inks.other;
    ctx.beginPath();
    ctx.arc(x, plot.valToPos(value, "y", true), (line.chosen ? 5 : 3) * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fill();
  });
  ctx.restore();
}
