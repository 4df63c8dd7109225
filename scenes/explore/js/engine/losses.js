/**
 * Losses of one point, with their derivatives: what a training lowers, on average over points.
 *
 * @typedef {(outputs: Float64Array, first: number, count: number, target: number,
 *   slopes: Float64Array) => number} Loss  Reads `count` outputs from `first` on, writes the
 *   derivatives at the same places of `slopes`, and returns the loss.
 */

/**
 * Cross-entropy of logits; a single output z decides between the logits 0 and z.
 *
 * @type {Loss}
 */
function crossEntropy(outputs, first, count, label, slopes) {
  if (count === 1) {
    const z = outputs[first];
    const e = Math.exp(-Math.abs(z));
    slopes[first] = (z >= 0 ? 1 / (1 + e) : e / (1 + e)) - label;
    return Math.max(z, 0) + Math.log1p(e) - label * z;
  }
  let most = outputs[first];
  for (let k = 1; k < count; k++) if (outputs[first + k] > most) most = outputs[first + k];
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const share = Math.exp(outputs[first + k] - most);
    slopes[first + k] = share;
    sum += share;
  }
  for (let k = 0; k < count; k++) slopes[first + k] /= sum;
  slopes[first + label] -= 1;
  return Math.log(sum) + most - outputs[first + label];
}

/**
 * Squared error of a single output.
 *
 * @type {Loss}
 */
function squaredError(outputs, first, _count, target, slopes) {
  const error = outputs[first] - target;
  slopes[first] = 2 * error;
  return error * error;
}

/** @type {Record<string, Loss>} */
export const LOSSES = { "cross-entropy": crossEntropy, "squared-error": squaredError };

/**
 * Whether the class of a point is that of its largest output, or one of several that are as large.
 *
 * @param {Float64Array} outputs @param {number} first @param {number} count @param {number} label
 */
export function isRight(outputs, first, count, label) {
  if (count === 1) return label === 1 ? outputs[first] >= 0 : outputs[first] <= 0;
  const own = outputs[first + label];
  for (let k = 0; k < count; k++) if (!(outputs[first + k] <= own)) return false;
  return true;
}
