// One of the two pictures, with all that was said of it.

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
    this.ms = 0;
    this.answer = null;
    this.seen = null;
    this.seenBitmap = null;
    this.byScale = new Map();
    this.maps = null;
    this.classMaps = null;
    this.mapsAsked = false;
    this.whatIf = null;
    this.forced = null;
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
