/**
 * Backward passes: what a loss's gradient becomes on its way through the stages.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { Activation, Branches, Parameters, Residual, Stage } from "./stages.js"
 */

import { LOSSES, isRight } from "./losses.js";
import { matrix } from "./matrices.js";
import { elementwise } from "./nonlinearity.js";
import { slopeOf } from "./slopes.js";
import { applyStage } from "./stages.js";

/**
 * Whether gradients are known for a stage and all inside it.
 *
 * @param {Stage} stage @returns {boolean}
 */
export function isTrainable(stage) {
  switch (stage.type) {
    case "affine":
    case "scaling":
      return true;
    case "activation":
    case "residual":
      return !["Softmax", "LogSoftmax", "Heaviside"].includes(stage.function.module);
    case "normalisation": // in training it depends on the batch
    case "features":
      return false;
    case "branches":
      return stage.paths.every((path) => path.every(isTrainable));
  }
}

/**
 * Compute a loss and its gradient.
 *
 * @param {Stage[]} stages  From the points to the outputs. @param {Matrix} points
 * @param {ArrayLike<number>} targets  Labels, or numbers. @param {Parameters} theta
 * @param {string} name  One of `LOSSES`.
 * @returns {{loss: number, right: number, gradients: Parameters}}  The mean loss, and the share of
 *   the points that are decided rightly, NaN of numbers.
 */
export function gradientsOf(stages, points, targets, theta, name = "cross-entropy") {
  /** @type {Parameters} */
  const gradients = {};
  for (const each of Object.keys(theta)) gradients[each] = new Float64Array(theta[each].length);
  const traced = [points];
  for (const stage of stages) traced.push(applyStage(stage, traced[traced.length - 1], theta));
  const { rows, columns, data } = traced[stages.length];
  const gradient = matrix(rows, columns);
  const lossOf = LOSSES[name];
  let [loss, right] = [0, 0];
  for (let i = 0; i < rows; i++) {
    loss += lossOf(data, i * columns, columns, targets[i], gradient.data) / rows;
    if (isRight(data, i * columns, columns, targets[i])) right++;
  }
  for (let i = 0; i < gradient.data.length; i++) gradient.data[i] /= rows;
  backwardThrough(stages, traced, gradient, theta, gradients);
  return { loss, right: name === "cross-entropy" ? right / rows : NaN, gradients };
}

/**
 * @param {Stage[]} stages @param {Matrix[]} traced  Before each stage. @param {Matrix} dy
 * @param {Parameters} theta @param {Parameters} gradients  Added to.
 * @returns {Matrix}  With respect to the first points.
 */
function backwardThrough(stages, traced, dy, theta, gradients) {
  for (let i = stages.length - 1; i >= 0; i--) {
    dy = backward(stages[i], traced[i], dy, theta, gradients);
  }
  return dy;
}

/**
 * @param {Stage} stage @param {Matrix} x @param {Matrix} dy @param {Parameters} theta
 * @param {Parameters} gradients
 * @returns {Matrix}
 */
function backward(stage, x, dy, theta, gradients) {
  switch (stage.type) {
    case "affine": {
      const bias = stage.bias ? gradients[`${stage.name}.bias`] : null;
      const name = `${stage.name}.weight`;
      return backLinear(theta[name], x, dy, gradients[name], bias);
    }
    case "activation":
      return backActivation(stage, x, dy, theta, gradients);
    case "residual":
      return backResidual(stage, x, dy, theta, gradients);
    case "scaling":
      return matrix(dy.rows, dy.columns, dy.data.map((value) => stage.factor * value));
    case "branches":
      return backBranches(stage, x, dy, theta, gradients);
    case "normalisation":
    case "features":
      throw new Error(`This page cannot train through a stage of the kind ${stage.type}.`);
  }
}

/**
 * @param {Float64Array} weight @param {Matrix} x @param {Matrix} dy
 * @param {Float64Array} dWeight  Added to. @param {Float64Array | null} dBias  Added to.
 */
function backLinear(weight, x, dy, dWeight, dBias) {
  const dx = matrix(x.rows, x.columns);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < dy.columns; j++) {
      const slope = dy.data[i * dy.columns + j];
      if (dBias !== null) dBias[j] += slope;
      for (let k = 0; k < x.columns; k++) {
        dWeight[j * x.columns + k] += slope * x.data[i * x.columns + k];
        dx.data[i * x.columns + k] += slope * weight[j * x.columns + k];
      }
    }
  }
  return dx;
}

/**
 * @param {Pick<Activation, "name" | "function" | "learned">} stage @param {Matrix} x
 * @param {Matrix} dy @param {Parameters} theta @param {Parameters} gradients
 */
function backActivation({ name, function: f, learned }, x, dy, theta, gradients) {
  if (!learned) {
    const slope = slopeOf(f);
    return matrix(x.rows, x.columns, dy.data.map((value, i) => value * slope(x.data[i])));
  }
  const leak = theta[`${name}.weight`];
  const dLeak = gradients[`${name}.weight`];
  return matrix(x.rows, x.columns, dy.data.map((value, i) => {
    if (x.data[i] > 0) return value;
    dLeak[i % leak.length] += value * x.data[i];
    return value * leak[i % leak.length];
  }));
}

/**
 * @param {Residual} stage @param {Matrix} x @param {Matrix} dy @param {Parameters} theta
 * @param {Parameters} gradients
 */
function backResidual(stage, x, dy, theta, gradients) {
  const { name, width, hidden, learned, function: f } = stage;
  const parts = ["inner.weight", "inner.bias", "outer.weight"];
  const [inner, bias, outer] = parts.map((part) => `${name}.${part}`);
  const before = applyStage(
    { type: "affine", name: `${name}.inner`, inputs: width, outputs: hidden, bias: true }, x, theta);
  const activation = { name: `${name}.activation`, function: f, learned };
  const slope = learned ? theta[`${name}.activation.weight`] : null;
  const act = slope === null ? elementwise(f) : null;
  const after = matrix(before.rows, hidden, before.data.map((value, i) =>
    act !== null
      ? act(value)
      : value > 0 || slope === null ? value : slope[i % slope.length] * value));
  const dAfter = backLinear(theta[outer], after, dy, gradients[outer], null);
  const dBefore = backActivation(activation, before, dAfter, theta, gradients);
  const dx = backLinear(theta[inner], x, dBefore, gradients[inner], gradients[bias]);
  for (let i = 0; i < dx.data.length; i++) dx.data[i] += dy.data[i];
  return dx;
}

/**
 * @param {Branches} stage @param {Matrix} x @param {Matrix} dy @param {Parameters} theta
 * @param {Parameters} gradients
 */
function backBranches({ paths, join }, x, dy, theta, gradients) {
  const dx = matrix(x.rows, x.columns);
  let first = 0;
  for (const path of paths) {
    const traced = [x];
    for (const stage of path) traced.push(applyStage(stage, traced[traced.length - 1], theta));
    const own = traced[path.length].columns;
    const part = matrix(dy.rows, own);
    for (let i = 0; i < dy.rows; i++) {
      const from = i * dy.columns + first;
      part.data.set(dy.data.subarray(from, from + own), i * own);
    }
    if (join === "concatenation") first += own;
    const back = backwardThrough(path, traced, part, theta, gradients);
    for (let i = 0; i < dx.data.length; i++) dx.data[i] += back.data[i];
  }
  return dx;
}
