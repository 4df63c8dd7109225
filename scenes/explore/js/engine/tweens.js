/**
 * Tweens: continuous paths from the identity to a matrix, along which space does not collapse.
 *
 * The same decomposition as `engine/geometry/tweens.py`: a rotation that turns by its angles, and
 * a stretch along orthogonal axes that grows by its logarithm. Two things are done differently,
 * with the same outcome. A matrix that is far from square acts only on the few directions that it
 * reads or writes, so that it is taken apart there. And a rotation's planes come from its symmetric
 * part, whose eigenvalues are the cosines of its angles.
 *
 * @import { Matrix } from "./matrices.js"
 */

import {
  columnsOf,
  columnVectors,
  determinantSign,
  matrix,
  orthonormal,
  product,
  setColumns,
  singularValues,
  symmetricEigen,
  transposed,
  unitVectors,
} from "./matrices.js";

/** Singular values below this count as 0: they are reached by a rotation out of the plane. */
const COLLAPSE = 0.05;
/** An affine stage turns and stretches up to here, and shifts from here on. */
const SHIFT_FROM = 0.7;
/** Cosines that differ by less belong to one angle. */
const ALIKE = 1e-9;

/**
 * Split an affine stage's progress into that of W and that of b, one after the other.
 *
 * @param {number} fraction
 */
export function affinePhases(fraction) {
  return {
    turned: Math.min(fraction / SHIFT_FROM, 1),
    shifted: Math.max((fraction - SHIFT_FROM) / (1 - SHIFT_FROM), 0),
  };
}

/**
 * Raise a stretch to a power; one that is tiny or negative turns through a further dimension.
 *
 * @param {number} stretch @param {number} fraction
 */
function stretched(stretch, fraction) {
  const length = Math.max(Math.abs(stretch), COLLAPSE);
  return length ** fraction * Math.cos(fraction * Math.acos(stretch / length));
}

/** A matrix, ready to be applied in part. */
export class LinearTween {
  /** @param {Float64Array} weight @param {number} outputs @param {number} inputs */
  constructor(weight, outputs, inputs) {
    this.size = Math.max(outputs, inputs);
    const square = matrix(this.size, this.size);
    for (let i = 0; i < outputs; i++) {
      for (let j = 0; j < inputs; j++) square.data[i * this.size + j] = weight[i * inputs + j];
    }
    this.span = spanOf(square, Math.min(outputs, inputs), outputs < inputs);
    const inside =
      this.span === null ? square : product(product(transposed(this.span), square), this.span);
    const { left, axes, stretches } = polar(inside);
    this.axes = axes;
    this.stretches = stretches;
    this.planes = planesOf(product(left, transposed(axes)));
  }

  /**
   * Map points (rows, size) at `fraction` in [0, 1]: the identity at 0, the whole map at 1.
   *
   * @param {Matrix} points @param {number} fraction @returns {Matrix}
   */
  apply(points, fraction) {
    const inside = this.#inside(fraction);
    if (this.span === null) return product(points, transposed(inside));
    // Whatever the matrix neither reads nor writes just vanishes.
    const outside = stretched(0, fraction);
    for (let i = 0; i < inside.rows; i++) inside.data[i * inside.rows + i] -= outside;
    const moved = product(
      product(product(points, this.span), transposed(inside)),
      transposed(this.span),
    );
    for (let i = 0; i < moved.data.length; i++) moved.data[i] += outside * points.data[i];
    return moved;
  }

  /** @param {number} fraction */
  #inside(fraction) {
    const n = this.axes.rows;
    const factors = Array.from(this.stretches, (stretch) => stretched(stretch, fraction));
    const scaled = matrix(n, n);
    for (let i = 0; i < n * n; i++) scaled.data[i] = this.axes.data[i] * factors[i % n];
    const rotation = matrix(n, n);
    for (const { angle, plane, quarter } of this.planes) {
      const [c, s] = [Math.cos(fraction * angle), Math.sin(fraction * angle)];
      for (let i = 0; i < n * n; i++) {
        rotation.data[i] += c * plane.data[i] + s * quarter.data[i];
      }
    }
    return product(product(rotation, scaled), transposed(this.axes));
  }
}

/**
 * Return an orthonormal basis, in columns, of all that a square matrix reads or writes.
 *
 * @param {Matrix} square @param {number} few  Its smaller side before it was padded.
 * @param {boolean} narrows
 * @returns {Matrix | null}  Null where that is the whole space.
 */
function spanOf(square, few, narrows) {
  const size = square.rows;
  if (2 * few >= size) return null;
  const long = columnVectors(narrows ? transposed(square) : square, few);
  const basis = orthonormal([...unitVectors(size).slice(0, few), ...long]);
  const columns = matrix(size, basis.length);
  basis.forEach((vector, j) => {
    for (let i = 0; i < size; i++) columns.data[i * basis.length + j] = vector[i];
  });
  return columns;
}

/**
 * Take a square matrix apart: left · diag(stretches) · axesᵀ with a rotation left · axesᵀ.
 *
 * @param {Matrix} square
 * @returns {{left: Matrix, axes: Matrix, stretches: Float64Array}}  The last stretch is negative
 *   where the matrix reflects.
 */
function polar(square) {
  const size = square.rows;
  const { left, values, right: axes, rank } = singularValues(square);
  if (rank < size) {
    // Where the matrix says nothing, turn as little as possible (Kabsch 1976): directions are
    // paired by how well they agree, and the pair that agrees least comes last.
    const [free, read] = [columnsOf(left, rank, size), columnsOf(axes, rank, size)];
    const pairs = singularValues(product(transposed(free), read));
    setColumns(left, rank, product(free, pairs.left));
    setColumns(axes, rank, product(read, pairs.right));
  }
  if (determinantSign(left) * determinantSign(axes) < 0) {
    // Where axes are stretched alike, flip the one after which least is left to turn.
    const last = values[size - 1];
    const first = values.findIndex((value) => value <= last + 1e-12 * values[0]);
    const [turned, kept] = [columnsOf(left, first, size), columnsOf(axes, first, size)];
    const agreement = product(transposed(kept), turned);
    const mix = symmetricEigen(symmetricPart(agreement)).vectors;
    setColumns(left, first, product(turned, mix));
    setColumns(axes, first, product(kept, mix));
    for (let i = 0; i < size; i++) left.data[i * size + size - 1] *= -1;
    // A direction that collapses anyway needs no reflection.
    if (rank === size) values[size - 1] *= -1;
  }
  return { left, axes, stretches: values };
}

/** @param {Matrix} square */
function symmetricPart(square) {
  const other = transposed(square);
  return matrix(square.rows, square.rows, square.data.map((x, i) => (x + other.data[i]) / 2));
}

/**
 * Find the planes and angles of a rotation.
 *
 * @param {Matrix} rotation
 * @returns {{angle: number, plane: Matrix, quarter: Matrix}[]}  Each angle with the projection on
 *   all of its planes, and a quarter-turn within them.
 */
function planesOf(rotation) {
  const n = rotation.rows;
  const { values, vectors } = symmetricEigen(symmetricPart(rotation));
  const back = transposed(rotation);
  const skew = matrix(n, n, rotation.data.map((x, i) => (x - back.data[i]) / 2));
  const planes = [];
  for (let first = 0, stop = 0; first < n; first = stop) {
    while (stop < n && values[first] - values[stop] <= ALIKE) stop++;
    const basis = columnsOf(vectors, first, stop);
    const turn = product(product(transposed(basis), skew), basis);
    const sine = Math.sqrt(turn.data.reduce((sum, x) => sum + x * x, 0) / (stop - first));
    let angle = Math.atan2(sine, values[first]);
    if (sine > 1e-10) {
      for (let i = 0; i < turn.data.length; i++) turn.data[i] /= sine;
    } else {
      angle = values[first] < 0 ? Math.PI : 0;
      turn.data.set(halfTurns(stop - first).data);
    }
    const across = transposed(basis);
    planes.push({
      angle,
      plane: product(basis, across),
      quarter: product(product(basis, turn), across),
    });
  }
  return planes;
}

/** Return quarter-turns of pairs of axes, through which half-turns lead. @param {number} size */
function halfTurns(size) {
  const made = matrix(size, size);
  for (let i = 0; i + 1 < size; i += 2) {
    made.data[i * size + i + 1] = -1;
    made.data[(i + 1) * size + i] = 1;
  }
  return made;
}

