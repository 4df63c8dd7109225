/**
 * Formulas from their trees: values, gradients and second derivatives.
 *
 * A tree is what the engine's parser let through; here, too, each node must be one that is known, and
 * nothing is evaluated as text. The tree becomes a list of operations, each after its operands, along
 * which values and derivatives are carried forward.
 *
 * @import { OfOne, OfTwo } from "./calculus.js"
 *
 * @typedef {{op: string, value?: number, of?: Tree[]}} Tree
 * @typedef {{code: number, left: number, right: number, mask: number, one: (u: number) => OfOne,
 *   two: (u: number, v: number) => OfTwo}} Operation  Bit i of the mask: whether it depends on
 *   variable i.
 */

import { BINARY, UNARY, toThe } from "./calculus.js";

/** Kinds of operations. */
const [NUMBER, VARIABLE, ADD, SUB, MUL, OF_ONE, OF_TWO] = [0, 1, 2, 3, 4, 5, 6];
/** Those that are frequent, and cheap. @type {Record<string, number>} */
const FREQUENT = { add: ADD, sub: SUB, mul: MUL };

/** A function of one or two variables. */
export class Formula {
  /** @param {Tree} tree @param {number} dims */
  constructor(tree, dims) {
    this.dims = dims;
    /** @type {Operation[]} */
    this.operations = [];
    /** @type {number[]} */
    const constants = [];
    this.#add(tree, constants);
    const count = this.operations.length;
    this.values = Float64Array.from(constants);
    this.codes = Int32Array.from(this.operations, ({ code }) => code);
    this.lefts = Int32Array.from(this.operations, ({ left }) => left);
    this.rights = Int32Array.from(this.operations, ({ right }) => right);
    this.masks = Int32Array.from(this.operations, ({ mask }) => mask);
    this.ones = this.operations.map(({ one }) => one);
    this.twos = this.operations.map(({ two }) => two);
    /** By the first and by the second variable. */
    this.slopes = new Float64Array(2 * count);
    /** By (1, 1), (1, 2) and (2, 2). */
    this.bends = new Float64Array(3 * count);
    this.operations.forEach(({ code, left }, n) => {
      if (code === VARIABLE) this.slopes[2 * n + left] = 1;
    });
  }

  /** @param {ArrayLike<number>} point */
  value(point) {
    this.#run(point, 0);
    return this.values[this.values.length - 1];
  }

  /** @param {ArrayLike<number>} point */
  gradient(point) {
    this.#run(point, 1);
    const at = this.slopes.length - 2;
    return this.slopes.slice(at, at + this.dims);
  }

  /** Return the matrix of second derivatives, row by row. @param {ArrayLike<number>} point */
  hessian(point) {
    this.#run(point, 2);
    const [first, mixed, second] = this.bends.slice(-3);
    return Float64Array.from(this.dims === 1 ? [first] : [first, mixed, mixed, second]);
  }

  /** Add a tree to the list, and return its place. @param {Tree} tree @param {number[]} constants */
  #add({ op, value = NaN, of = [] }, constants) {
    const places = of.map((operand) => this.#add(operand, constants));
    const operation = operationOf(op, value, places, this.operations, constants);
    constants.push(operation.code === NUMBER ? value : NaN);
    return this.operations.push(operation) - 1;
  }

  /**
   * Compute all operations.
   *
   * @param {ArrayLike<number>} point @param {number} order  Of the derivatives, 0 to 2.
   */
  #run(point, order) {
    const { codes, lefts, rights, masks, ones, twos, values, slopes, bends } = this;
    for (let n = 0; n < codes.length; n++) {
      const code = codes[n];
      const left = lefts[n];
      const right = rights[n];
      if (code === NUMBER) continue;
      if (code === VARIABLE) {
        values[n] = point[left];
        continue;
      }
      let u = 1;
      let v = 1;
      let uu = 0;
      let uv = 0;
      let vv = 0;
      if (code === ADD) {
        values[n] = values[left] + values[right];
      } else if (code === SUB) {
        values[n] = values[left] - values[right];
        v = -1;
      } else if (code === MUL) {
        values[n] = values[left] * values[right];
        u = values[right];
        v = values[left];
        uv = 1;
      } else if (code === OF_ONE) {
        const by = ones[n](values[left]);
        values[n] = by[0];
        u = by[1];
        uu = by[2];
      } else {
        const by = twos[n](values[left], values[right]);
        values[n] = by.f;
        u = by.u;
        v = by.v;
        uu = by.uu;
        uv = by.uv;
        vv = by.vv;
      }
      if (order === 0 || masks[n] === 0) continue;
      // What does not depend on a variable has no derivative by it, whatever an infinite slope
      // times zero may be.
      const ofLeft = masks[left];
      const ofRight = right < 0 ? 0 : masks[right];
      for (let i = 0; i < 2; i++) {
        let slope = 0;
        if ((ofLeft >> i) & 1) slope += u * slopes[2 * left + i];
        if ((ofRight >> i) & 1) slope += v * slopes[2 * right + i];
        slopes[2 * n + i] = slope;
      }
      for (let k = 0; order === 2 && k < 3; k++) {
        const i = k >> 1;
        const j = (k + 1) >> 1;
        let bend = 0;
        if ((ofLeft >> i) & (ofLeft >> j) & 1) {
          bend += u * bends[3 * left + k] + times(uu, slopes[2 * left + i] * slopes[2 * left + j]);
        }
        if ((ofRight >> i) & (ofRight >> j) & 1) {
          bend += v * bends[3 * right + k] + times(vv, slopes[2 * right + i] * slopes[2 * right + j]);
        }
        if ((ofLeft >> i) & (ofRight >> j) & 1) {
          bend += times(uv, slopes[2 * left + i] * slopes[2 * right + j]);
        }
        if ((ofLeft >> j) & (ofRight >> i) & 1) {
          bend += times(uv, slopes[2 * left + j] * slopes[2 * right + i]);
        }
        bends[3 * n + k] = bend;
      }
    }
  }
}

/**
 * @param {string} op @param {number} value @param {number[]} places  Of its operands.
 * @param {Operation[]} before @param {number[]} constants  Of those before. @returns {Operation}
 */
function operationOf(op, value, places, before, constants) {
  const [left = -1, right = -1] = places;
  const mask = places.reduce((sum, at) => sum | before[at].mask, 0);
  const [one, two] = [UNARY.positive, BINARY.add];
  const plain = { left, right, mask, one, two };
  if (op === "number") return { ...plain, code: NUMBER };
  if (op === "variable") return { ...plain, code: VARIABLE, left: value, mask: 1 << value };
  if (op === "pow" && before[right].code === NUMBER) {
    return { ...plain, code: OF_ONE, right: -1, one: toThe(constants[right]) };
  }
  if (Object.hasOwn(FREQUENT, op)) return { ...plain, code: FREQUENT[op] };
  if (Object.hasOwn(UNARY, op) && places.length === 1) return { ...plain, code: OF_ONE, one: UNARY[op] };
  if (Object.hasOwn(BINARY, op) && places.length === 2) return { ...plain, code: OF_TWO, two: BINARY[op] };
  throw new Error(`a formula cannot have ${op}`);
}

/** Multiply; none of anything is nothing. @param {number} factor @param {number} x */
function times(factor, x) {
  return factor === 0 ? 0 : factor * x;
}
