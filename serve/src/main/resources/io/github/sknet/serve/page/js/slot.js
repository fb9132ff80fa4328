// One of the two pictures, with all that was said of it.

const SHARP = 480;

/** A place for a picture. */
export class Slot {
  constructor(letter) {
    this.letter = letter;
    this.clear();
  }

  /** Forgets everything. */
  clear() {
    this.blob = null;
    this.name = "";
    this.bitmap = null;
    this.forgetAnswers();
  }

  /** Forgets what a model said, and no longer waits for what it may still say. */
  forgetAnswers() {
    this.waiting?.abort();
    this.waiting = null;
    this.busy = false;
    /** What went wrong when a model was last asked of it. */
    this.problem = null;
    this.ms = 0;
    this.answer = null;
    this.seen = null;
    this.seenBitmap = null;
    this.under = null;
    this.byScale = new Map();
    this.maps = null;
    this.classMaps = null;
    this.mapsAsked = false;
    this.whatIf = null;
    this.forced = null;
  }

  /** Draws what lies under maps: as the network sees the picture, but as sharp as it is. */
  drawUnder(preprocessing, fitted) {
    const { height, width, resizeShorterSide } = preprocessing;
    const fit = SHARP / Math.max(height, width);
    const canvas = document.createElement("canvas");
    canvas.height = Math.round(height * fit);
    canvas.width = Math.round(width * fit);
    const context = canvas.getContext("2d");
    const picture = this.bitmap;
    context.imageSmoothingQuality = "high";
    if (fitted) {
      const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
      context.fillStyle = "#808080";
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(picture, 0, 0, picture.width * scale, picture.height * scale);
    } else if (resizeShorterSide) {
      const scale = (resizeShorterSide / Math.min(picture.width, picture.height)) * fit;
      const w = picture.width * scale;
      const h = picture.height * scale;
      context.drawImage(picture, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
    } else {
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    }
    this.under = canvas;
  }

  /** Keeps the kernels' shares of an explanation. */
  keepShares(explanation) {
    for (const { scale, kernels } of explanation.scales) {
      this.byScale.set(key(scale), { scale, units: new Map(kernels.map((unit) => [unit.unit, unit.shares])) });
    }
  }

  /** The enlargements whose shares are known, ascending. */
  get scales() {
    return [...this.byScale.values()].map((each) => each.scale).sort((a, b) => a - b);
  }

  /** A unit's shares at an enlargement; undefined where they are not known. */
  sharesAt(unit, scale) {
    return (this.byScale.get(key(scale)) ?? this.nearest(scale))?.units.get(unit);
  }

  nearest(scale) {
    let best;
    for (const each of this.byScale.values()) {
      if (!best || Math.abs(each.scale - scale) < Math.abs(best.scale - scale)) best = each;
    }
    return best;
  }
}

function key(scale) {
  return Number(scale).toFixed(3);
}
