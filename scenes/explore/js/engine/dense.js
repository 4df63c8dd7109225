/**
 * Chains of affine stages and activations, in buffers that are used again and again: what most
 * networks are, and the quickest way through them, one point after another.
 *
 * @import { Loss } from "./losses.js"
 * @import { Elementwise } from "./nonlinearity.js"
 * @import { Parameters, Stage } from "./stages.js"
 *
 * @typedef {object} Layer  An affine stage and the activation behind it, if there is one.
 * @property {number} inputs
 * @property {number} outputs
 * @property {Float64Array} weight
 * @property {Float64Array} bias
 * @property {Float64Array} dWeight  Derivatives of the loss, added to.
 * @property {Float64Array} dBias
 * @property {"none" | "tanh" | "relu" | "sigmoid" | "other"} kind
 * @property {Elementwise} act
 * @property {Elementwise} slope
 * @property {Float64Array} sums  W x + b, one value a unit.
 * @property {Float64Array} values  After the activation.
 * @property {Float64Array} slopes  Derivatives of the loss with respect to `sums`.
 */

import { elementwise, tanh } from "./nonlinearity.js";
import { slopeOf } from "./slopes.js";

/** Activations whose derivative follows from their value. @type {Record<string, Layer["kind"]>} */
const QUICK = { Identity: "none", Tanh: "tanh", ReLU: "relu", Sigmoid: "sigmoid" };

/**
 * Whether a network is such a chain.
 *
 * @param {Stage[]} stages
 */
export function isDense(stages) {
  return stages.every((stage, i) =>
    stage.type === "affine"
      ? stage.bias
      : stage.type === "activation" && !stage.learned && stages[i - 1]?.type === "affine");
}

/** A network whose points pass through the same few buffers. */
export class DenseChain {
  /**
   * @param {Stage[]} stages  As `isDense` has them. @param {Parameters} theta  Read where it is.
   * @param {Parameters} gradients  Written where they are.
   */
  constructor(stages, theta, gradients) {
    /** @type {Layer[]} */
    this.layers = [];
    stages.forEach((stage, i) => {
      if (stage.type !== "affine") return;
      const next = stages[i + 1];
      const f = next?.type === "activation" ? next.function : { module: "Identity", arguments: {} };
      const zeros = () => new Float64Array(stage.outputs);
      this.layers.push({
        inputs: stage.inputs, outputs: stage.outputs,
        weight: theta[`${stage.name}.weight`], bias: theta[`${stage.name}.bias`],
        dWeight: gradients[`${stage.name}.weight`], dBias: gradients[`${stage.name}.bias`],
        kind: QUICK[f.module] ?? "other", act: elementwise(f), slope: slopeOf(f),
        sums: zeros(), values: zeros(), slopes: zeros(),
      });
    });
    this.outputs = this.layers[this.layers.length - 1].values;
  }

  /**
   * Pass a point through the network; its outputs stand in `outputs` then.
   *
   * @param {Float64Array} x  Of many points. @param {number} first  Where it begins.
   */
  forward(x, first) {
    let before = x;
    let from = first;
    for (const { inputs, outputs, weight, bias, kind, act, sums, values } of this.layers) {
      let j = 0;
      // Four units at once: each coordinate is read once for all of them.
      for (; j + 3 < outputs; j += 4) {
        const row = j * inputs;
        let a = bias[j];
        let b = bias[j + 1];
        let c = bias[j + 2];
        let d = bias[j + 3];
        for (let k = 0; k < inputs; k++) {
          const value = before[from + k];
          const at = row + k;
          a += weight[at] * value;
          b += weight[at + inputs] * value;
          c += weight[at + 2 * inputs] * value;
          d += weight[at + 3 * inputs] * value;
        }
        sums[j] = a;
        sums[j + 1] = b;
        sums[j + 2] = c;
        sums[j + 3] = d;
      }
      for (; j < outputs; j++) {
        let sum = bias[j];
        for (let k = 0; k < inputs; k++) sum += weight[j * inputs + k] * before[from + k];
        sums[j] = sum;
      }
      for (let i = 0; i < outputs; i++) {
        const sum = sums[i];
        if (kind === "none") values[i] = sum;
        else if (kind === "tanh") values[i] = tanh(sum);
        else if (kind === "relu") values[i] = sum > 0 ? sum : 0;
        else values[i] = act(sum);
      }
      before = values;
      from = 0;
    }
  }

  /**
   * Add the gradient of one point's loss, after `forward`.
   *
   * @param {Float64Array} x @param {number} first @param {number} target @param {Loss} loss
   */
  backward(x, first, target, loss) {
    const { layers, outputs } = this;
    const last = layers[layers.length - 1];
    loss(outputs, 0, outputs.length, target, last.slopes);
    for (let l = layers.length - 1; l >= 0; l--) {
      const layer = layers[l];
      const { slopes, inputs, outputs: count, weight, dWeight, dBias } = layer;
      throughActivation(layer);
      const before = l === 0 ? x : layers[l - 1].values;
      const from = l === 0 ? first : 0;
      for (let j = 0; j < count; j++) dBias[j] += slopes[j];
      if (l === 0) {
        for (let j = 0, at = 0; j < count; j++) {
          const slope = slopes[j];
          for (let k = 0; k < inputs; k++, at++) dWeight[at] += slope * before[from + k];
        }
        return;
      }
      const back = layers[l - 1].slopes;
      for (let k = 0; k < inputs; k++) back[k] = 0;
      let j = 0;
      for (; j + 3 < count; j += 4) {
        const row = j * inputs;
        const a = slopes[j];
        const b = slopes[j + 1];
        const c = slopes[j + 2];
        const d = slopes[j + 3];
        for (let k = 0; k < inputs; k++) {
          const value = before[k];
          const at = row + k;
          dWeight[at] += a * value;
          dWeight[at + inputs] += b * value;
          dWeight[at + 2 * inputs] += c * value;
          dWeight[at + 3 * inputs] += d * value;
          back[k] += a * weight[at] + b * weight[at + inputs] +
            (c * weight[at + 2 * inputs] + d * weight[at + 3 * inputs]);
        }
      }
      for (; j < count; j++) {
        const slope = slopes[j];
        for (let k = 0; k < inputs; k++) {
          dWeight[j * inputs + k] += slope * before[k];
          back[k] += slope * weight[j * inputs + k];
        }
      }
    }
  }
}

/** Turn derivatives with respect to values into those with respect to sums. @param {Layer} layer */
function throughActivation({ kind, slope, sums, values, slopes }) {
  if (kind === "none") return;
  for (let j = 0; j < slopes.length; j++) {
    const value = values[j];
    if (kind === "tanh") slopes[j] *= 1 - value * value;
    else if (kind === "relu") slopes[j] *= value > 0 ? 1 : 0;
    else if (kind === "sigmoid") slopes[j] *= value * (1 - value);
    else slopes[j] *= slope(sums[j]);
  }
}
