/**
 * Formulas from their trees: closures that compute values, gradients and second derivatives.
 *
 * A tree is what the engine's parser let through; here, too, each node must be one that is known, and
 * nothing is evaluated as text.
 *
 * @typedef {{op: string, value?: number, of?: Tree[]}} Tree
 * @typedef {(point: ArrayLike<number>) => Float64Array} Jet  Value; derivatives by the first and second
 *   variable; second derivatives (1, 1), (1, 2), (2, 2).
 * @typedef {{mask: number, at: Jet}} Node  Bit i of the mask: whether it depends on variable i.
 */

import { BINARY, UNARY, power } from "./calculus.js";

/** Second derivatives: place in a jet, and by which variables. */
const PAIRS = [[3, 0, 0], [4, 0, 1], [5, 1, 1]];

/** A function of one or two variables. */
export class Formula {
  /** @param {Tree} tree @param {number} dims */
  constructor(tree, dims) {
    this.dims = dims;
    this.value = valueOf(tree);
    this.jet = jetOf(tree).at;
  }

  /** @param {ArrayLike<number>} point */
  gradient(point) {
    return this.jet(point).slice(1, 1 + this.dims);
  }

  /** Return the matrix of second derivatives, row by row. @param {ArrayLike<number>} point */
  hessian(point) {
    const [, , , first, mixed, second] = this.jet(point);
    return Float64Array.from(this.dims === 1 ? [first] : [first, mixed, mixed, second]);
  }
}

/** @param {Tree} tree @returns {(point: ArrayLike<number>) => number} */
function valueOf({ op, value = NaN, of = [] }) {
  if (op === "number") return () => value;
  if (op === "variable") return (point) => point[value];
  const [left, right] = of.map(valueOf);
  switch (op) {
    case "add": return (point) => left(point) + right(point);
    case "sub": return (point) => left(point) - right(point);
    case "mul": return (point) => left(point) * right(point);
    case "true_divide": return (point) => left(point) / right(point);
    case "pow": return (point) => power(left(point), right(point));
  }
  if (Object.hasOwn(UNARY, op) && of.length === 1) return (point) => UNARY[op](left(point))[0];
  if (Object.hasOwn(BINARY, op) && of.length === 2) {
    return (point) => BINARY[op](left(point), right(point)).f;
  }
  throw new Error(`a formula cannot have ${op}`);
}

/** @param {Tree} tree @returns {Node} */
function jetOf({ op, value = NaN, of = [] }) {
  if (op === "number") return { mask: 0, at: () => Float64Array.of(value, 0, 0, 0, 0, 0) };
  if (op === "variable") {
    return {
      mask: 1 << value,
      at: (point) => Float64Array.of(point[value], Number(value === 0), Number(value === 1), 0, 0, 0),
    };
  }
  const [left, right] = of.map(jetOf);
  if (right === undefined) return unary(UNARY[op], left);
  return binary(BINARY[op], left, right);
}

/** @param {(u: number) => [number, number, number]} f @param {Node} inner @returns {Node} */
function unary(f, { mask, at }) {
  return {
    mask,
    at: (point) => {
      const u = at(point);
      const [value, slope, bend] = f(u[0]);
      const jet = new Float64Array(6);
      jet[0] = value;
      // What does not depend on a variable has no derivative by it, whatever an infinite slope
      // times zero may be.
      for (const i of [0, 1]) if (has(mask, i)) jet[1 + i] = slope * u[1 + i];
      for (const [k, i, j] of PAIRS) {
        if (has(mask, i) && has(mask, j)) jet[k] = slope * u[k] + times(bend, u[1 + i] * u[1 + j]);
      }
      return jet;
    },
  };
}

/**
 * @param {(u: number, v: number) => import("./calculus.js").OfTwo} f @param {Node} left
 * @param {Node} right @returns {Node}
 */
function binary(f, left, right) {
  const mask = left.mask | right.mask;
  return {
    mask,
    at: (point) => {
      const [u, v] = [left.at(point), right.at(point)];
      const by = f(u[0], v[0]);
      const jet = new Float64Array(6);
      jet[0] = by.f;
      for (const i of [0, 1]) {
        if (has(left.mask, i)) jet[1 + i] += by.u * u[1 + i];
        if (has(right.mask, i)) jet[1 + i] += by.v * v[1 + i];
      }
      for (const [k, i, j] of PAIRS) {
        const [ui, uj, vi, vj] = [left, left, right, right].map((node, n) => has(node.mask, n % 2 ? j : i));
        if (ui && uj) jet[k] += by.u * u[k] + times(by.uu, u[1 + i] * u[1 + j]);
        if (vi && vj) jet[k] += by.v * v[k] + times(by.vv, v[1 + i] * v[1 + j]);
        if (ui && vj) jet[k] += times(by.uv, u[1 + i] * v[1 + j]);
        if (uj && vi) jet[k] += times(by.uv, u[1 + j] * v[1 + i]);
      }
      return jet;
    },
  };
}

/** @param {number} mask @param {number} variable */
function has(mask, variable) {
  return ((mask >> variable) & 1) === 1;
}

/** Multiply; none of anything is nothing. @param {number} factor @param {number} x */
function times(factor, x) {
  return factor === 0 ? 0 : factor * x;
}
