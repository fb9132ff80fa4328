// Maps as colours: Matplotlib's inferno at nine places, as sknet explain --maps draws it.

const STOPS = [
  [0, 0, 4], [31, 12, 72], [85, 15, 109], [136, 34, 106], [186, 54, 85], [227, 89, 51], [249, 140, 10], [249, 201, 50],
  [252, 255, 164],
];
const LEAST_OPACITY = 0.3;
const MOST_OPACITY = 0.8;

/** The colour of a value in 0 … 1. */
export function color(value) {
  const place = Math.min(1, Math.max(0, value)) * (STOPS.length - 1);
  const below = Math.min(Math.floor(place), STOPS.length - 2);
  return STOPS[below].map((from, i) => Math.round(from + (STOPS[below + 1][i] - from) * (place - below)));
}

/** The least and the largest value of maps. */
export function range(maps) {
  let least = Infinity;
  let most = -Infinity;
  for (const map of maps) {
    for (const row of map) {
      for (const value of row) {
        if (value < least) least = value;
        if (value > most) most = value;
      }
    }
  }
  return { least, most };
}

/** A map as a canvas of a pixel for each value, to be laid over a picture. */
export function overlay(map, { least, most }) {
  const canvas = document.createElement("canvas");
  canvas.height = map.length;
  canvas.width = map[0].length;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  let i = 0;
  for (const row of map) {
    for (const value of row) {
      const share = most > least ? (value - least) / (most - least) : 0;
      const [red, green, blue] = color(share);
      pixels.data.set([red, green, blue, 255 * (LEAST_OPACITY + (MOST_OPACITY - LEAST_OPACITY) * share)], i);
      i += 4;
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** Paints a picture and a map over it, as large as the canvas. */
export function paint(canvas, picture, layer) {
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = picture.width > canvas.width / 2;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  if (layer) {
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    context.drawImage(layer, 0, 0, canvas.width, canvas.height);
  }
}

/** A strip of all colours, from the least to the most. */
export function ramp() {
  const canvas = document.createElement("canvas");
  canvas.className = "ramp";
  canvas.width = 128;
  canvas.height = 1;
  const context = canvas.getContext("2d");
  for (let x = 0; x < canvas.width; x++) {
    context.fillStyle = `rgb(${color(x / (canvas.width - 1)).join(" ")})`;
    context.fillRect(x, 0, 1, 1);
  }
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}
