/**
 * A loss surface as the page brings it along, with its heights on a grid.
 *
 * @import { Tree } from "./formula.js"
 *
 * @typedef {object} PackedSurface
 * @property {string} title
 * @property {Tree} tree
 * @property {string[]} names  Of the variables.
 * @property {[number, number][]} domain
 * @property {number[]} start
 * @property {number} rate  With which gradient descent does well.
 * @property {{place: number[], value: number}[]} minima  Those that are known, best first.
 */

import { clamped } from "../page/numbers.js";
import { Formula } from "./formula.js";

/** Samples along each side of the domain. */
export const SIDE = 121;

/** A surface of one or two variables. */
export class Surface {
  /** @param {PackedSurface} packed */
  constructor(packed) {
    this.packed = packed;
    this.dims = packed.domain.length;
    this.domain = packed.domain;
    this.names = packed.names;
    this.minima = packed.minima;
    this.formula = new Formula(packed.tree, this.dims);
    /** Values, row by row from the lowest second variable. @type {Float64Array} */
    this.heights = new Float64Array(this.dims === 2 ? SIDE * SIDE : SIDE);
    for (let i = 0; i < this.heights.length; i++) this.heights[i] = this.formula.value(this.#sample(i));
    const known = this.minima.map(({ value }) => value);
    /** Lowest value that is known. @type {number} */
    this.lowest = [...this.heights, ...known].reduce((least, x) => Math.min(least, x), Infinity);
    /** @type {number} */
    this.highest = this.heights.reduce((most, x) => Math.max(most, x), -Infinity);
  }

  /** Return how far up a loss is, from 0 for the lowest to 1. @param {number} loss */
  share(loss) {
    return (loss - this.lowest) / (this.highest - this.lowest || 1);
  }

  /** Return the nearest point of the domain. @param {number[]} point */
  within(point) {
    return point.map((x, i) => clamped(x, this.domain[i][0], this.domain[i][1]));
  }

  /**
   * Return the known minimum that is nearest to a point, if any is known.
   *
   * @param {ArrayLike<number>} point
   */
  minimumNear(point) {
    /** @param {{place: number[]}} minimum */
    const distance = ({ place }) => Math.hypot(...place.map((x, i) => x - point[i]));
    const [first, ...others] = this.minima;
    if (first === undefined || Number.isNaN(distance(first))) return null;
    return others.reduce((best, each) => (distance(each) < distance(best) ? each : best), first);
  }

  /** @param {number} index */
  #sample(index) {
    return this.domain.map(([low, high], axis) => {
      const at = axis === 0 ? index % SIDE : Math.floor(index / SIDE);
      return low + ((high - low) * at) / (SIDE - 1);
    });
  }
}
