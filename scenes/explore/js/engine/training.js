/**
 * Training on from any step, in double precision.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { Parameters, Stage } from "./stages.js"
 * @typedef {{optimizer: string, rate: number, batch: number}} Settings  A batch of 0 is all points.
 */

import { gradientsOf } from "./gradients.js";
import { matrix } from "./matrices.js";
import { OPTIMIZERS } from "./optimizers.js";

/** A network that learns. */
export class Training {
  /**
   * @param {Stage[]} stages  From the points to the logits. @param {Matrix} points
   * @param {number[]} labels @param {Parameters} theta  Copied. @param {number} step
   */
  constructor(stages, points, labels, theta, step) {
    this.stages = stages;
    this.points = points;
    this.labels = labels;
    this.step = step;
    /** @type {Parameters} */
    this.theta = {};
    for (const [name, values] of Object.entries(theta)) this.theta[name] = values.slice();
    this.updates = 0;
    /** @type {Record<string, Float64Array[]>} */
    this.memories = {};
    this.chance = 1;
  }

  /** Choose how to learn from here on; the optimiser begins anew. @param {Settings} settings */
  use(settings) {
    this.settings = settings;
    this.updates = 0;
    const { memories } = OPTIMIZERS[settings.optimizer];
    for (const [name, values] of Object.entries(this.theta)) {
      this.memories[name] = Array.from({ length: memories }, () => new Float64Array(values.length));
    }
  }

  /** Make one update. */
  update() {
    const { optimizer, rate, batch } = this.settings ?? { optimizer: "sgd", rate: 0.1, batch: 0 };
    const { points, labels } = batch === 0 ? this : this.#sample(batch);
    const { gradients } = gradientsOf(this.stages, points, labels, this.theta);
    this.updates++;
    this.step++;
    const { rule } = OPTIMIZERS[optimizer];
    for (const [name, values] of Object.entries(this.theta)) {
      rule(values, gradients[name], this.memories[name], this.updates, rate);
    }
  }

  /** Return loss and accuracy of all points now; NaN where the training has diverged. */
  measure() {
    const { loss, right } = gradientsOf(this.stages, this.points, this.labels, this.theta);
    return { loss, accuracy: right };
  }

  /** @param {number} size */
  #sample(size) {
    const { columns } = this.points;
    const points = matrix(size, columns);
    const labels = [];
    for (let i = 0; i < size; i++) {
      // Park & Miller 1988: the same batches each time.
      this.chance = (this.chance * 48271) % 2147483647;
      const at = this.chance % this.points.rows;
      points.data.set(this.points.data.subarray(at * columns, (at + 1) * columns), i * columns);
      labels.push(this.labels[at]);
    }
    return { points, labels };
  }
}
