/**
 * Decision regions: straight ones in the last hidden space, and those that a grid carries along.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { Box } from "./recording.js"
 * @typedef {number[][]} Polygon  Corners in order; a segment has two.
 */

import { orthonormal, unitVectors } from "./matrices.js";

/**
 * Cut a convex polygon to where `height` is not negative.
 *
 * Source: Sutherland & Hodgman 1974, Reentrant polygon clipping.
 *
 * @param {Polygon} polygon @param {(corner: number[]) => number} height  A linear function.
 * @returns {Polygon}
 */
export function clip(polygon, height) {
  const closed = polygon.length > 2;
  const heights = polygon.map(height);
  /** @type {Polygon} */
  const corners = [];
  polygon.forEach((corner, i) => {
    if (heights[i] >= 0) corners.push(corner);
    if (!closed && i === polygon.length - 1) return;
    const j = (i + 1) % polygon.length;
    if (heights[i] >= 0 === heights[j] >= 0) return;
    const t = heights[i] / (heights[i] - heights[j]);
    corners.push(corner.map((x, axis) => x + t * (polygon[j][axis] - x)));
  });
  return corners;
}

/**
 * Return a linear function of points.
 *
 * @param {ArrayLike<number>} normal @param {number} offset
 * @returns {(point: number[]) => number}
 */
function linear(normal, offset) {
  return (point) => point.reduce((sum, x, axis) => sum + x * normal[axis], offset);
}

/**
 * Return by how much class `i` is ahead of class `j`, as a linear function.
 *
 * @param {Matrix} weights @param {ArrayLike<number>} biases @param {number} i @param {number} j
 */
function lead(weights, biases, i, j) {
  const d = weights.columns;
  const normal = Array.from({ length: d }, (_, k) => weights.data[i * d + k] - weights.data[j * d + k]);
  return { normal, offset: biases[i] - biases[j] };
}

/**
 * @param {number[]} ahead  Classes that are to be ahead of all others.
 * @param {Polygon} piece @param {Matrix} weights @param {ArrayLike<number>} biases
 */
function whereAhead(ahead, piece, weights, biases) {
  for (let k = 0; k < weights.rows && piece.length; k++) {
    if (ahead.includes(k)) continue;
    const { normal, offset } = lead(weights, biases, ahead[0], k);
    piece = clip(piece, linear(normal, offset));
  }
  return piece;
}

/**
 * Return, for each class, the polygon of a box of the plane in which its linear function wins.
 *
 * @param {Matrix} weights @param {ArrayLike<number>} biases @param {Box} box
 * @returns {Polygon[]}
 */
export function linearRegions(weights, biases, { low, high }) {
  const corners = [[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]];
  return Array.from({ length: weights.rows }, (_, k) => whereAhead([k], corners, weights, biases));
}

/**
 * Return the pieces of line (2-D) or plane (3-D) where two classes tie for the largest.
 *
 * @param {Matrix} weights @param {ArrayLike<number>} biases @param {Box} box
 * @returns {Polygon[]}
 */
export function separators(weights, biases, box) {
  const pieces = [];
  for (let i = 0; i < weights.rows; i++) {
    for (let j = i + 1; j < weights.rows; j++) {
      const { normal, offset } = lead(weights, biases, i, j);
      const piece = whereAhead([i, j], hyperplane(normal, offset, box), weights, biases);
      if (piece.length >= 2) pieces.push(piece);
    }
  }
  return pieces;
}

/**
 * Cut the line or plane normal · x + offset = 0 out of a box.
 *
 * @param {number[]} normal @param {number} offset @param {Box} box @returns {Polygon}
 */
function hyperplane(normal, offset, { low, high }) {
  const length = Math.hypot(...normal);
  if (!(length >= 1e-12)) return [];
  const unit = normal.map((x) => x / length);
  const centre = low.map((x, axis) => (x + high[axis]) / 2);
  const away = linear(unit, offset / length)(centre);
  const foot = centre.map((x, axis) => x - away * unit[axis]);
  const along = orthonormal([Float64Array.from(unit), ...unitVectors(unit.length)], unit.length);
  const reach = 2 * Math.hypot(...low.map((x, axis) => high[axis] - x));
  const signs = unit.length === 2 ? [[-1], [1]] : [[-1, -1], [1, -1], [1, 1], [-1, 1]];
  /** @type {Polygon} */
  let piece = signs.map((sign) =>
    foot.map((x, axis) => x + sign.reduce((sum, s, k) => sum + s * reach * along[k + 1][axis], 0)),
  );
  low.forEach((_, axis) => {
    piece = clip(piece, (point) => point[axis] - low[axis]);
    piece = clip(piece, (point) => high[axis] - point[axis]);
  });
  return piece;
}

/**
 * Cut the triangles of a cell's corners, between which scores are linear, to where a class wins.
 *
 * @param {number[][]} corners  Each a place (x, y) and then the score of every class.
 * @param {number} winner
 * @returns {Polygon}
 */
export function whereWins(corners, winner) {
  const classes = corners[0].length - 2;
  let piece = corners;
  for (let k = 0; k < classes && piece.length > 2; k++) {
    if (k !== winner) piece = clip(piece, (corner) => corner[2 + winner] - corner[2 + k]);
  }
  return piece;
}
