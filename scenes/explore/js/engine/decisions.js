/**
 * Decisions of a network: classes, and the linear classifier of its last hidden space.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { Affine } from "./stages.js"
 * @import { Recording } from "./recording.js"
 */

import { matrix } from "./matrices.js";
import { softmax } from "./nonlinearity.js";

/**
 * Return the linear classifier of the last hidden space; class k wins where its value is largest.
 *
 * @param {Recording} recording @param {number} step
 * @returns {{weights: Matrix, biases: Float64Array}}
 */
export function classifier(recording, step) {
  const { name, inputs, outputs, bias } = /** @type {Affine} */ (
    recording.stages[recording.hidden]
  );
  const theta = recording.parameters(step);
  const weights = matrix(outputs, inputs, theta[`${name}.weight`]);
  const biases = bias ? theta[`${name}.bias`] : new Float64Array(outputs);
  if (outputs > 1) return { weights, biases };
  if (recording.levels !== null) return bands(weights, biases[0], recording.levels);
  // A single logit z decides between the logits 0 and z, less its threshold.
  const pair = matrix(2, inputs);
  pair.data.set(weights.data, inputs);
  return { weights: pair, biases: Float64Array.of(0, biases[0] - recording.threshold) };
}

/**
 * Return linear functions of which the one is largest whose level is nearest to a single output:
 * (z − c)² is least where z c − c² / 2 is largest.
 *
 * @param {Matrix} weights @param {number} bias @param {number[]} levels
 */
function bands(weights, bias, levels) {
  const { columns, data } = weights;
  const scaled = matrix(levels.length, columns);
  levels.forEach((level, k) => {
    for (let j = 0; j < columns; j++) scaled.data[k * columns + j] = level * data[j];
  });
  const biases = Float64Array.from(levels, (level) => level * bias - (level * level) / 2);
  return { weights: scaled, biases };
}

/**
 * Return the raw score of each class, of which the largest wins: the logits of the classifier.
 *
 * @param {Matrix} hidden  Points in the last hidden space.
 * @param {Recording} recording @param {number} step
 * @returns {Matrix}
 */
export function logits(hidden, recording, step) {
  const { weights, biases } = classifier(recording, step);
  const scores = matrix(hidden.rows, weights.rows);
  for (let i = 0; i < hidden.rows; i++) {
    for (let k = 0; k < weights.rows; k++) {
      let sum = biases[k];
      for (let j = 0; j < hidden.columns; j++) {
        sum += weights.data[k * hidden.columns + j] * hidden.data[i * hidden.columns + j];
      }
      scores.data[i * weights.rows + k] = sum;
    }
  }
  return scores;
}

/**
 * Return the class with the largest score of each row.
 *
 * @param {Matrix} scores @returns {Uint16Array}
 */
export function winners(scores) {
  const won = new Uint16Array(scores.rows);
  for (let i = 0; i < scores.rows; i++) {
    const first = i * scores.columns;
    for (let k = 1; k < scores.columns; k++) {
      if (scores.data[first + k] > scores.data[first + won[i]]) won[i] = k;
    }
  }
  return won;
}

/**
 * Return the probability of each class: the softmax of the scores.
 *
 * @param {Matrix} scores @returns {Matrix}
 */
export function probabilities(scores) {
  const shares = matrix(scores.rows, scores.columns, scores.data.slice());
  softmax(shares.data, shares.columns);
  return shares;
}
