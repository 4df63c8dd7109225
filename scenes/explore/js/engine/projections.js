/**
 * Projections of wide layers: one fixed, aligned one per layer, as the recording's films have it.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { PackedView } from "./recording.js"
 */

import { fromRows, matrix } from "./matrices.js";

/** An affine projection of a layer's space to the picture's. */
export class View {
  /** @param {PackedView} packed */
  constructor({ centre, basis, explained }) {
    this.centre = centre;
    this.basis = fromRows(basis);
    this.explained = explained;
  }

  /** Whether the layer is shown as it is. */
  get isExact() {
    return this.basis.rows <= this.basis.columns;
  }

  /**
   * Map points (rows, width or more) to the picture (rows, picture); further columns are dropped.
   *
   * @param {Matrix} x @returns {Matrix}
   */
  project(x) {
    const { rows: width, columns: picture, data: basis } = this.basis;
    const seen = matrix(x.rows, picture);
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < width; j++) {
        const value = x.data[i * x.columns + j] - this.centre[j];
        for (let k = 0; k < picture; k++) seen.data[i * picture + k] += value * basis[j * picture + k];
      }
    }
    return seen;
  }

  /**
   * Map points of the picture (rows, picture or fewer) to the layer's space (rows, width).
   *
   * @param {Matrix} u @returns {Matrix}
   */
  lift(u) {
    const { rows: width, columns: picture, data: basis } = this.basis;
    const x = matrix(u.rows, width);
    for (let i = 0; i < u.rows; i++) {
      for (let j = 0; j < width; j++) {
        let sum = this.centre[j];
        for (let k = 0; k < u.columns; k++) {
          sum += u.data[i * u.columns + k] * basis[j * picture + k];
        }
        x.data[i * width + j] = sum;
      }
    }
    return x;
  }

  /**
   * Restrict linear functions to the picture: where they hold for lifted points.
   *
   * @param {Matrix} weights  (classes, width). @param {ArrayLike<number>} biases
   * @returns {{weights: Matrix, biases: Float64Array}}
   */
  seeClassifier(weights, biases) {
    const { rows: width, columns: picture, data: basis } = this.basis;
    const seen = matrix(weights.rows, picture);
    const shifted = Float64Array.from(biases);
    for (let i = 0; i < weights.rows; i++) {
      for (let j = 0; j < width; j++) {
        const weight = weights.data[i * width + j];
        shifted[i] += weight * this.centre[j];
        for (let k = 0; k < picture; k++) seen.data[i * picture + k] += weight * basis[j * picture + k];
      }
    }
    return { weights: seen, biases: shifted };
  }
}

/**
 * Show what was moved to a continuous depth: within a stage the view passes linearly from the one
 * before to the one after.
 *
 * @param {View[]} views @param {Matrix} moved @param {number} depth
 * @returns {Matrix}
 */
export function seenAt(views, moved, depth) {
  const whole = Math.floor(depth);
  const fraction = depth - whole;
  const before = views[whole].project(moved);
  if (fraction === 0) return before;
  const after = views[whole + 1].project(moved);
  const data = before.data.map((v, i) => (1 - fraction) * v + fraction * after.data[i]);
  return matrix(moved.rows, before.columns, data);
}
