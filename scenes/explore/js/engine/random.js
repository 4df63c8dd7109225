/** Chance that is the same each time: a generator with a seed. */

/** A source of random numbers. */
export class Chance {
  /** @param {number} seed  A whole number from 0 to 2³² − 1. */
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** Return a number from 0 up to 1, by the generator mulberry32 (T. Ettinger 2017). */
  uniform() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Return a whole number below `count`. @param {number} count */
  below(count) {
    return Math.floor(this.uniform() * count);
  }

  /** @param {number} low @param {number} high */
  between(low, high) {
    return low + (high - low) * this.uniform();
  }

  /** Return a standard normal number (Box & Muller 1958). */
  normal() {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Shuffle values in place (Durstenfeld 1964). @template T @param {T[]} values */
  shuffle(values) {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [values[i], values[j]] = [values[j], values[i]];
    }
    return values;
  }
}
