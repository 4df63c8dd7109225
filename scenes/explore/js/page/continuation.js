/**
 * A recording that goes on where the viewer trained on: its steps up to there, and those since.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Metrics, PackedRecording } from "../engine/recording.js"
 * @import { Parameters, Stage } from "../engine/stages.js"
 * @import { Trained } from "../worker.js"
 */

import { Recording } from "../engine/recording.js";

/** Steps since then whose parameters are kept at most; beyond it, every other one is let go. */
const MOST_KEPT = 1200;

/**
 * What is another from here on than in the recording.
 *
 * @typedef {{stages: Stage[], formulas: string[], points: Matrix, theta: Parameters}} Change
 */

/** A recording and its continuation. */
export class Continuation extends Recording {
  /**
   * @param {Recording} base @param {number} step  A whole one, where it goes on.
   * @param {Change | null} [change]  With it, what came before is another network's.
   */
  constructor(base, step, change = null) {
    const begun = upTo(base, change === null ? step : -Infinity);
    super(change === null ? begun : { ...begun, stages: change.stages, formulas: change.formulas });
    this.points = change?.points ?? base.points;
    this.base = base;
    this.from = step;
    this.before = this.steps.length;
    /** @type {Parameters[]} */
    this.since = [];
    const { loss, accuracy } = base.packed.metrics;
    if (change === null) {
      this.#add(step, base.parameters(step), base.measured(loss, step), base.measured(accuracy, step));
    } else {
      this.#add(step, change.theta, NaN, NaN);
    }
  }

  /** Go on. @param {Trained} trained */
  append({ step, theta, loss, accuracy }) {
    this.#add(step, theta, loss, accuracy);
    if (this.since.length > MOST_KEPT) this.#thin();
  }

  /** @param {number} index @returns {Parameters} */
  parametersAt(index) {
    return index < this.before ? this.base.parametersAt(index) : this.since[index - this.before];
  }

  /** Return the step to show at a share of the time. @param {number} progress */
  stepAt(progress) {
    return progress * this.lastStep;
  }

  /** @param {number} step */
  progressAt(step) {
    return step / Math.max(this.lastStep, 1);
  }

  /**
   * @param {number} step @param {Parameters} theta @param {number} loss @param {number} accuracy
   */
  #add(step, theta, loss, accuracy) {
    this.steps.push(step);
    this.since.push(theta);
    this.lastStep = step;
    const { metrics } = this.packed;
    metrics.steps.push(step);
    metrics.loss.push(Number.isFinite(loss) ? loss : null);
    metrics.accuracy.push(Number.isFinite(accuracy) ? accuracy : null);
    metrics.validationLoss?.push(null);
    metrics.validationAccuracy?.push(null);
  }

  #thin() {
    /** @param {any[]} values @param {number} first */
    const thinned = (values, first) =>
      values.filter((_, i) => i < first || (i - first) % 2 === 0 || i === values.length - 1);
    this.steps = thinned(this.steps, this.before);
    this.since = thinned(this.since, 0);
    const { metrics } = this.packed;
    const first = metrics.steps.findIndex((step) => step >= this.from);
    for (const name of /** @type {(keyof Metrics)[]} */ (Object.keys(metrics))) {
      const values = metrics[name];
      if (values !== null) metrics[name] = /** @type {any} */ (thinned(values, first));
    }
  }
}

/**
 * Return what a page brings along, with nothing from a step on.
 *
 * @param {Recording} base @param {number} step @returns {PackedRecording}
 */
function upTo({ packed, steps }, step) {
  const { metrics } = packed;
  const measured = metrics.steps.filter((each) => each < step).length;
  return {
    ...packed,
    steps: steps.filter((each) => each < step),
    parameters: {},
    metrics: {
      steps: metrics.steps.slice(0, measured),
      loss: metrics.loss.slice(0, measured),
      accuracy: metrics.accuracy.slice(0, measured),
      validationLoss: metrics.validationLoss?.slice(0, measured) ?? null,
      validationAccuracy: metrics.validationAccuracy?.slice(0, measured) ?? null,
    },
  };
}
