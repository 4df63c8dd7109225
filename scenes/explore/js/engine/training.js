/**
 * Training on from any step, in double precision.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { Parameters, Stage } from "./stages.js"
 * @typedef {"none" | "l1" | "l2"} Penalty  λ Σ|w| or λ/2 Σw², over weights and not over biases.
 * @typedef {{optimizer: string, rate: number, batch: number, penalty?: Penalty,
 *   penaltyRate?: number}} Settings  A batch of 0 is all points.
 */

import { DenseChain, isDense } from "./dense.js";
import { gradientsOf } from "./gradients.js";
import { LOSSES, isRight } from "./losses.js";
import { matrix } from "./matrices.js";
import { OPTIMIZERS } from "./optimizers.js";

/** A network that learns. */
export class Training {
  /**
   * @param {Stage[]} stages  From the points to the outputs. @param {Matrix} points
   * @param {ArrayLike<number>} targets  The label of each point, or its number.
   * @param {Parameters} theta  Copied. @param {number} step @param {string} loss  One of `LOSSES`.
   */
  constructor(stages, points, targets, theta, step, loss = "cross-entropy") {
    this.stages = stages;
    this.points = points;
    this.targets = targets;
    this.step = step;
    this.loss = loss;
    /** @type {Parameters} */
    this.theta = {};
    /** @type {Parameters} */
    this.gradients = {};
    for (const [name, values] of Object.entries(theta)) {
      this.theta[name] = values.slice();
      this.gradients[name] = new Float64Array(values.length);
    }
    this.dense = isDense(stages) ? new DenseChain(stages, this.theta, this.gradients) : null;
    this.names = Object.keys(theta);
    this.weights = stages.flatMap((stage) => stage.type === "affine" ? [`${stage.name}.weight`] : []);
    this.updates = 0;
    /** @type {Record<string, Float64Array[]>} */
    this.memories = {};
    this.chance = 1;
    /** @type {Settings} */
    this.settings = { optimizer: "sgd", rate: 0.1, batch: 0 };
  }

  /** Choose how to learn from here on; another optimiser begins anew. @param {Settings} settings */
  use(settings) {
    const known = this.updates > 0 && this.settings.optimizer === settings.optimizer;
    this.settings = settings;
    if (known) return;
    this.updates = 0;
    const { memories } = OPTIMIZERS[settings.optimizer];
    for (const [name, values] of Object.entries(this.theta)) {
      this.memories[name] = Array.from({ length: memories }, () => new Float64Array(values.length));
    }
  }

  /** Make one update. */
  update() {
    const { optimizer, rate, batch } = this.settings;
    const gradients = this.dense === null ? this.#gradients(batch) : this.#denseGradients(this.dense, batch);
    this.#penalise(gradients);
    this.updates++;
    this.step++;
    const { rule } = OPTIMIZERS[optimizer];
    for (const name of this.names) {
      rule(this.theta[name], gradients[name], this.memories[name], this.updates, rate);
    }
  }

  /**
   * Return loss and accuracy now, of all points or of others; NaN where the training has diverged.
   *
   * @param {Matrix} [points] @param {ArrayLike<number>} [targets]
   */
  measure(points = this.points, targets = this.targets) {
    if (this.dense === null) {
      const { loss, right } = gradientsOf(this.stages, points, targets, this.theta, this.loss);
      return { loss, accuracy: right };
    }
    const { dense } = this;
    const loss = LOSSES[this.loss];
    const slopes = new Float64Array(dense.outputs.length);
    let [sum, right] = [0, 0];
    for (let i = 0; i < points.rows; i++) {
      dense.forward(points.data, i * points.columns);
      sum += loss(dense.outputs, 0, slopes.length, targets[i], slopes);
      if (this.loss === "cross-entropy" && isRight(dense.outputs, 0, slopes.length, targets[i])) right++;
    }
    const accuracy = this.loss === "cross-entropy" ? right / points.rows : NaN;
    return { loss: sum / points.rows, accuracy };
  }

  /** @param {DenseChain} dense @param {number} batch @returns {Parameters} */
  #denseGradients(dense, batch) {
    const { points, targets, gradients, names } = this;
    const loss = LOSSES[this.loss];
    for (const name of names) gradients[name].fill(0);
    const count = batch === 0 ? points.rows : batch;
    for (let i = 0; i < count; i++) {
      const at = batch === 0 ? i : this.#next();
      dense.forward(points.data, at * points.columns);
      dense.backward(points.data, at * points.columns, targets[at], loss);
    }
    for (const name of names) {
      const values = gradients[name];
      for (let i = 0; i < values.length; i++) values[i] /= count;
    }
    return gradients;
  }

  /** @param {number} batch @returns {Parameters} */
  #gradients(batch) {
    const { points, targets } = batch === 0 ? this : this.#sample(batch);
    return gradientsOf(this.stages, points, targets, this.theta, this.loss).gradients;
  }

  /** Add the gradient of the penalty. @param {Parameters} gradients */
  #penalise(gradients) {
    const { penalty = "none", penaltyRate = 0 } = this.settings;
    if (penalty === "none" || penaltyRate === 0) return;
    for (const name of this.weights) {
      const [weight, gradient] = [this.theta[name], gradients[name]];
      for (let i = 0; i < weight.length; i++) {
        gradient[i] += penaltyRate * (penalty === "l1" ? Math.sign(weight[i]) : weight[i]);
      }
    }
  }

  /** Draw one of the points: the same ones each time (Park & Miller 1988). */
  #next() {
    this.chance = (this.chance * 48271) % 2147483647;
    return this.chance % this.points.rows;
  }

  /** @param {number} size */
  #sample(size) {
    const { columns } = this.points;
    const points = matrix(size, columns);
    const targets = [];
    for (let i = 0; i < size; i++) {
      const at = this.#next();
      points.data.set(this.points.data.subarray(at * columns, (at + 1) * columns), i * columns);
      targets.push(this.targets[at]);
    }
    return { points, targets };
  }
}
