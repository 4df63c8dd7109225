/**
 * Projections of wide layers while they learn: principal components, turned to agree with what was
 * seen before, so that nothing flips from one frame to the next.
 *
 * @import { Matrix } from "../engine/matrices.js"
 */

import {
  columnsOf,
  fromRows,
  matrix,
  product,
  singularValues,
  symmetricEigen,
  transposed,
} from "../engine/matrices.js";
import { View } from "../engine/projections.js";

/** Return the view of a layer that is shown as it is. @param {number} width @param {number} picture */
export function exactView(width, picture) {
  const basis = Array.from({ length: width }, (_, i) =>
    Array.from({ length: picture }, (_, j) => Number(i === j)));
  return new View({ centre: new Array(width).fill(0), basis, explained: 1 });
}

/**
 * Project points on their principal components.
 *
 * @param {Matrix} x  (points, width), finite. @param {number} picture  Dimensions, below the width.
 * @param {Matrix} like  How they were seen, (points, picture): the picture is turned to agree.
 */
export function principalView(x, picture, like) {
  const { rows, columns: width } = x;
  const centre = Array.from({ length: width }, (_, j) => meanOf(x, j));
  const centred = matrix(rows, width, x.data.map((value, i) => value - centre[i % width]));
  const { values, vectors } = symmetricEigen(product(transposed(centred), centred));
  const principal = columnsOf(vectors, 0, picture);
  // Orthogonal Procrustes (Schönemann 1966).
  const means = Array.from({ length: picture }, (_, j) => meanOf(like, j));
  const before = matrix(rows, picture, like.data.map((value, i) => value - means[i % picture]));
  const { left, right } = singularValues(product(transposed(product(centred, principal)), before));
  const basis = product(principal, product(left, transposed(right)));
  const total = values.reduce((sum, value) => sum + Math.max(value, 0), 0);
  const seen = values.subarray(0, picture).reduce((sum, value) => sum + Math.max(value, 0), 0);
  const view = new View({ centre, basis: [[0]], explained: total > 0 ? seen / total : 1 });
  view.basis = fromRows(Array.from({ length: width }, (_, i) =>
    Array.from(basis.data.subarray(i * picture, (i + 1) * picture))));
  return view;
}

/** @param {Matrix} x @param {number} column */
function meanOf(x, column) {
  let sum = 0;
  for (let i = 0; i < x.rows; i++) sum += x.data[i * x.columns + column];
  return x.rows > 0 ? sum / x.rows : 0;
}
