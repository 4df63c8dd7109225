/**
 * What a network answers all over the plane: the values of every unit on a grid.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Box } from "../engine/recording.js"
 * @import { Parameters, Stage } from "../engine/stages.js"
 */

import { FEATURES, featuresOf } from "../engine/features.js";
import { matrix } from "../engine/matrices.js";
import { applyStage } from "../engine/stages.js";

/** Samples along a side. */
export const SIDE = 48;

/** A grid over a square, its first row at the top. */
export class Field {
  /** @param {Box} box */
  constructor({ low, high }) {
    this.points = matrix(SIDE * SIDE, 2);
    for (let row = 0; row < SIDE; row++) {
      for (let column = 0; column < SIDE; column++) {
        const at = 2 * (row * SIDE + column);
        this.points.data[at] = low[0] + ((high[0] - low[0]) * column) / (SIDE - 1);
        this.points.data[at + 1] = high[1] - ((high[1] - low[1]) * row) / (SIDE - 1);
      }
    }
    /** Every feature, a column each. */
    this.features = featuresOf(this.points, Object.keys(FEATURES));
  }

  /**
   * Return what every stage makes of the grid.
   *
   * @param {Stage[]} stages @param {Parameters} theta @returns {Matrix[]}
   */
  trace(stages, theta) {
    const traced = [this.points];
    for (const stage of stages) traced.push(applyStage(stage, traced[traced.length - 1], theta));
    return traced;
  }
}

/** Return the largest size of any value, at least a little. @param {Matrix} values */
export function sizeOf(values) {
  let most = 1e-9;
  for (let i = 0; i < values.data.length; i++) {
    const size = Math.abs(values.data[i]);
    if (size > most && size < Infinity) most = size;
  }
  return most;
}
