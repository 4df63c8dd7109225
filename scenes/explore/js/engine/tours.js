/**
 * Tours of wide spaces: projections that are turned by hand, unit by unit.
 *
 * Sources: Cook & Buja 1997, Manual Controls for High-Dimensional Data Projections; Li, Zhao &
 * Scheidegger 2020, Visualizing Neural Networks with the Grand Tour.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { View } from "./projections.js"
 */

import { matrix } from "./matrices.js";

/** Iterations within which a basis that was changed in one row is orthonormal to rounding error. */
const ITERATIONS = 30;

/**
 * Return the nearest matrix with orthonormal columns, the polar factor.
 *
 * Source: Björck & Bowie 1971, An iterative algorithm for computing the best estimate of an orthogonal
 * matrix.
 *
 * @param {Matrix} basis  (width, picture), whose columns are nearly orthonormal. @returns {Matrix}
 */
export function nearestOrthonormal({ rows, columns, data }) {
  let now = data;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const products = new Float64Array(columns * columns);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        for (let k = 0; k < columns; k++) {
          products[j * columns + k] += now[i * columns + j] * now[i * columns + k];
        }
      }
    }
    const next = new Float64Array(now.length);
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < columns; k++) {
        let sum = 1.5 * now[i * columns + k];
        for (let j = 0; j < columns; j++) {
          sum -= 0.5 * now[i * columns + j] * products[j * columns + k];
        }
        next[i * columns + k] = sum;
      }
    }
    now = next;
  }
  return matrix(rows, columns, now);
}

/**
 * Turn a projection so that the axis of one unit is seen about where it is asked for.
 *
 * @param {Matrix} basis @param {number} unit
 * @param {number[]} place  In the picture, at most 1 from its middle. @returns {Matrix}
 */
export function withAxis(basis, unit, place) {
  const length = Math.max(Math.hypot(...place), 1);
  const data = Float64Array.from(basis.data);
  place.forEach((x, k) => {
    data[unit * basis.columns + k] = x / length;
  });
  return nearestOrthonormal(matrix(basis.rows, basis.columns, data));
}

/** Return the share of the variance of points that a view shows. @param {View} view @param {Matrix} x */
export function varianceSeen(view, x) {
  const whole = variance(x, view.basis.rows);
  return whole > 0 ? variance(view.project(x), view.basis.columns) / whole : 1;
}

/** Add up the variances of the first columns. @param {Matrix} x @param {number} columns */
function variance(x, columns) {
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < x.rows; i++) mean += x.data[i * x.columns + j] / x.rows;
    for (let i = 0; i < x.rows; i++) sum += (x.data[i * x.columns + j] - mean) ** 2 / x.rows;
  }
  return sum;
}
