/**
 * A recorded training run, decoded from what the page brings along.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { Parameters, Stage } from "./stages.js"
 *
 * @typedef {{size: number, bits: 16 | 32, low: number, unit: number, data: string}} PackedRows
 *   Values of a parameter at all kept steps; of 16 bits, low + unit · integer.
 * @typedef {{steps: number[], loss: (number | null)[], accuracy: (number | null)[],
 *   validationLoss: (number | null)[] | null, validationAccuracy: (number | null)[] | null}} Metrics
 * @typedef {{centre: number[], basis: number[][], explained: number}} PackedView
 * @typedef {{low: number[], high: number[]}} Box
 *
 * @typedef {object} PackedRecording
 * @property {string} name
 * @property {Stage[]} stages
 * @property {string[]} formulas
 * @property {number[]} steps
 * @property {number[]} progress  Share of film time by which each step is shown.
 * @property {Record<string, PackedRows>} parameters
 * @property {{samples: number, features: string, labels: number[], dims: number,
 *   classNames: string[], featureNames: string[]}} data
 * @property {number} hidden  Depth of the last hidden space.
 * @property {number} threshold  Of the classifier's single output, above which it means class 1.
 * @property {number} dimensions  Of the picture, 2 or 3.
 * @property {PackedView[]} views
 * @property {Box[]} boxes
 * @property {number[]} scales  Largest value of a unit, by depth.
 * @property {Metrics} metrics
 * @property {number | null} diverged  The step from which on parameters are not finite.
 */

import { matrix } from "./matrices.js";

/** @param {string} text @returns {ArrayBuffer} */
export function decoded(text) {
  const bytes = atob(text);
  const buffer = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) buffer[i] = bytes.charCodeAt(i);
  return buffer.buffer;
}

/**
 * Read a value between known ones, linearly, as `np.interp` does.
 *
 * @param {number} x @param {ArrayLike<number>} at  Ascending. @param {ArrayLike<number>} values
 */
export function interpolated(x, at, values) {
  const position = positionOf(x, at);
  const index = Math.min(Math.floor(position), Math.max(at.length - 2, 0));
  const next = Math.min(index + 1, at.length - 1);
  return values[index] + (position - index) * (values[next] - values[index]);
}

/** @param {number} x @param {ArrayLike<number>} at */
function positionOf(x, at) {
  const last = at.length - 1;
  if (!(x > at[0])) return 0;
  if (x >= at[last]) return last;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle] <= x) low = middle;
    else high = middle;
  }
  return low + (x - at[low]) / (at[high] - at[low]);
}

/** One training run. */
export class Recording {
  /** @param {PackedRecording} packed */
  constructor(packed) {
    this.packed = packed;
    this.stages = packed.stages;
    this.steps = packed.steps;
    this.hidden = packed.hidden;
    this.threshold = packed.threshold;
    this.lastStep = packed.steps[packed.steps.length - 1];
    const features = Float64Array.from(new Float32Array(decoded(packed.data.features)));
    /** @type {Matrix} */
    this.points = matrix(packed.data.labels.length, packed.data.dims, features);
    this.labels = packed.data.labels;
    this.rows = Object.entries(packed.parameters).map(([name, rows]) => ({
      name,
      ...rows,
      values: rows.bits === 16
        ? new Uint16Array(decoded(rows.data))
        : new Float32Array(decoded(rows.data)),
    }));
    /** Values of a single output that stand for its bands, in a regression. @type {number[] | null} */
    this.levels = null;
    /** Which points are drawn hollow, if any: those that are not trained on. @type {Uint8Array | null} */
    this.hollow = null;
    /** @type {{step: number, theta: Parameters} | null} */
    this.last = null;
  }

  /**
   * Return the parameters at a step, linearly between kept steps.
   *
   * @param {number} step @returns {Parameters}
   */
  parameters(step) {
    if (this.last?.step === step) return this.last.theta;
    const position = positionOf(step, this.steps);
    const index = Math.min(Math.floor(position), Math.max(this.steps.length - 2, 0));
    const fraction = position - index;
    const theta = { ...this.parametersAt(index) };
    if (fraction > 0) {
      const next = this.parametersAt(index + 1);
      for (const name of Object.keys(theta)) {
        const later = next[name];
        theta[name] = theta[name].map((value, i) => value + fraction * (later[i] - value));
      }
    }
    this.last = { step, theta };
    return theta;
  }

  /**
   * Return the parameters at a kept step.
   *
   * @param {number} index @returns {Parameters}
   */
  parametersAt(index) {
    /** @type {Parameters} */
    const theta = {};
    for (const { name, size, low, unit, values } of this.rows) {
      const read = new Float64Array(size);
      for (let i = 0; i < size; i++) read[i] = low + unit * values[index * size + i];
      theta[name] = read;
    }
    return theta;
  }

  /**
   * Read a metric at a continuous step, past values that were not measured.
   *
   * @param {(number | null)[] | null} values @param {number} step
   * @returns {number}  NaN where nothing was measured.
   */
  measured(values, step) {
    const { steps } = this.packed.metrics;
    const known = values === null ? [] : steps.flatMap((_, i) => (values[i] === null ? [] : [i]));
    if (values === null || known.length === 0) return NaN;
    return interpolated(step, known.map((i) => steps[i]), known.map((i) => Number(values[i])));
  }

  /** Return the step to show at `progress` of film time. @param {number} progress */
  stepAt(progress) {
    return interpolated(progress, this.packed.progress, this.steps);
  }

  /** Return the share of film time at which a step is shown. @param {number} step */
  progressAt(step) {
    return interpolated(step, this.steps, this.packed.progress);
  }
}
