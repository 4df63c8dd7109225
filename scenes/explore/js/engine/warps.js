/**
 * How a recorded network moves points: through its stages, and through its training.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { Parameters } from "./stages.js"
 * @import { Recording } from "./recording.js"
 */

import { matrix, padded } from "./matrices.js";
import { applyStage, displaced, inputsOf, outputsOf } from "./stages.js";
import { LinearTween, affinePhases } from "./tweens.js";

/** Tweens that are at hand at once; each costs a singular value decomposition. */
const KEPT = 64;

/** The maps that a recording holds. */
export class Warp {
  /** @param {Recording} recording */
  constructor(recording) {
    this.recording = recording;
    /** @type {Map<string, LinearTween>} */
    this.tweens = new Map();
  }

  /**
   * Return what every stage makes of points: the points themselves, then each stage's output.
   *
   * @param {Matrix} points @param {number} step @param {number} [depth]  Where to end.
   * @returns {Matrix[]}
   */
  trace(points, step, depth = this.recording.stages.length) {
    const theta = this.recording.parameters(step);
    const traced = [points];
    for (const stage of this.recording.stages.slice(0, depth)) {
      traced.push(applyStage(stage, traced[traced.length - 1], theta));
    }
    return traced;
  }

  /**
   * Move points to a continuous depth at a continuous step.
   *
   * @param {Matrix} points @param {number} depth @param {number} step
   */
  warp(points, depth, step) {
    const traced = this.trace(points, step);
    return this.within(traced[Math.floor(depth)], depth, step);
  }

  /**
   * Move points from the whole depth below to a continuous depth.
   *
   * @param {Matrix} x  After the stages below. @param {number} depth @param {number} step
   * @returns {Matrix}
   */
  within(x, depth, step) {
    const whole = Math.floor(depth);
    const fraction = depth - whole;
    if (fraction === 0) return x;
    const stage = this.recording.stages[whole];
    const theta = this.recording.parameters(step);
    if (stage.type === "residual") return displaced(stage, x, theta, fraction);
    const width = Math.max(inputsOf(stage), outputsOf(stage));
    const before = padded(x, width);
    if (stage.type === "affine") {
      const { turned, shifted } = affinePhases(fraction);
      const y = this.#tween(whole, step, theta).apply(before, turned);
      const bias = stage.bias ? theta[`${stage.name}.bias`] : new Float64Array(0);
      for (let i = 0; i < y.rows; i++) {
        for (let j = 0; j < bias.length; j++) y.data[i * width + j] += shifted * bias[j];
      }
      return y;
    }
    const after = padded(applyStage(stage, x, theta), width);
    return matrix(x.rows, width, before.data.map((v, i) => v + fraction * (after.data[i] - v)));
  }

  /** @param {number} depth @param {number} step @param {Parameters} theta */
  #tween(depth, step, theta) {
    const key = `${depth} ${step}`;
    let tween = this.tweens.get(key);
    if (tween === undefined) {
      const stage = this.recording.stages[depth];
      const weight = theta[`${stage.name}.weight`];
      tween = new LinearTween(weight, outputsOf(stage), inputsOf(stage));
      if (this.tweens.size >= KEPT) this.tweens.clear();
      this.tweens.set(key, tween);
    }
    return tween;
  }
}
