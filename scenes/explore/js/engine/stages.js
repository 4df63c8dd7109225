/**
 * The stages of a network: what each makes of points, as `engine/networks/stages.py` has them.
 *
 * @import { Matrix } from "./matrices.js"
 * @import { Nonlinearity } from "./nonlinearity.js"
 *
 * @typedef {Record<string, Float64Array>} Parameters  Flat, by name, at one step.
 * @typedef {{type: "affine", name: string, inputs: number, outputs: number, bias: boolean}} Affine
 * @typedef {{type: "activation", name: string, width: number, function: Nonlinearity,
 *   learned: boolean}} Activation
 * @typedef {{type: "residual", name: string, width: number, hidden: number,
 *   function: Nonlinearity, learned: boolean}} Residual
 * @typedef {{type: "normalisation", name: string, width: number, epsilon: number,
 *   running: boolean, affine: boolean, bias: boolean}} Normalisation
 * @typedef {{type: "scaling", name: string, width: number, factor: number, shift: number}} Scaling
 * @typedef {{type: "branches", name: string, inputs: number, outputs: number, paths: Stage[][],
 *   join: "sum" | "concatenation"}} Branches
 * @typedef {{type: "features", name: string, inputs: number, outputs: number,
 *   names: string[]}} Features  Of the plane's coordinates; only in networks of the playground.
 * @typedef {Affine | Activation | Residual | Normalisation | Scaling | Branches | Features} Stage
 */

import { featuresOf } from "./features.js";
import { matrix } from "./matrices.js";
import { SOFTMAXES, elementwise, softmax } from "./nonlinearity.js";

/** @param {Stage} stage */
export const inputsOf = (stage) => ("width" in stage ? stage.width : stage.inputs);
/** @param {Stage} stage */
export const outputsOf = (stage) => ("width" in stage ? stage.width : stage.outputs);

/**
 * Map points (rows, inputs) to (rows, outputs).
 *
 * @param {Stage} stage @param {Matrix} x @param {Parameters} theta
 * @returns {Matrix}
 */
export function applyStage(stage, x, theta) {
  switch (stage.type) {
    case "affine":
      return affine(stage, x, theta);
    case "activation":
      return activated(stage, x, theta);
    case "residual":
      return displaced(stage, x, theta, 1);
    case "normalisation":
      return normalised(stage, x, theta);
    case "scaling":
      return matrix(x.rows, x.columns, x.data.map((v) => stage.factor * v + stage.shift));
    case "branches":
      return joined(stage, x, theta);
    case "features":
      return featuresOf(x, stage.names);
  }
}

/**
 * Apply stages one after another.
 *
 * @param {Stage[]} stages @param {Matrix} x @param {Parameters} theta
 */
export function through(stages, x, theta) {
  return stages.reduce((points, stage) => applyStage(stage, points, theta), x);
}

/** @param {Affine} stage @param {Matrix} x @param {Parameters} theta */
function affine({ name, inputs, outputs, bias }, x, theta) {
  const y = matrix(x.rows, outputs);
  const weight = theta[`${name}.weight`];
  const shift = bias ? theta[`${name}.bias`] : new Float64Array(outputs);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < outputs; j++) {
      let sum = shift[j];
      for (let k = 0; k < inputs; k++) sum += weight[j * inputs + k] * x.data[i * inputs + k];
      y.data[i * outputs + j] = sum;
    }
  }
  return y;
}

/** @param {Activation} stage @param {Matrix} x @param {Parameters} theta */
function activated({ name, width, function: f, learned }, x, theta) {
  const y = matrix(x.rows, width, x.data.slice());
  if (SOFTMAXES.includes(f.module)) {
    softmax(y.data, width, f.module === "LogSoftmax");
  } else if (learned) {
    leak(y.data, theta[`${name}.weight`]);
  } else {
    each(y.data, elementwise(f));
  }
  return y;
}

/**
 * Return x + share · V σ(U x + b): the whole block at share 1.
 *
 * @param {Residual} stage @param {Matrix} x @param {Parameters} theta @param {number} share
 */
export function displaced({ name, width, hidden, function: f, learned }, x, theta, share) {
  const inner = theta[`${name}.inner.weight`];
  const shift = theta[`${name}.inner.bias`];
  const outer = theta[`${name}.outer.weight`];
  const y = matrix(x.rows, width, x.data.slice());
  const units = new Float64Array(hidden);
  const slope = learned ? theta[`${name}.activation.weight`] : new Float64Array(0);
  /** @type {(x: number, unit: number) => number} */
  const act = learned ? (u, j) => (u >= 0 ? u : slope[j % slope.length] * u) : elementwise(f);
  for (let i = 0; i < x.rows; i++) {
    const at = i * width;
    for (let j = 0; j < hidden; j++) {
      let sum = shift[j];
      for (let k = 0; k < width; k++) sum += inner[j * width + k] * x.data[at + k];
      units[j] = act(sum, j);
    }
    for (let k = 0; k < width; k++) {
      let sum = 0;
      for (let j = 0; j < hidden; j++) sum += outer[k * hidden + j] * units[j];
      y.data[at + k] += share * sum;
    }
  }
  return y;
}

/** @param {Normalisation} stage @param {Matrix} x @param {Parameters} theta */
function normalised({ name, width, epsilon, running, affine: learned, bias }, x, theta) {
  const y = matrix(x.rows, width);
  const weight = learned ? theta[`${name}.weight`] : null;
  const shift = learned && bias ? theta[`${name}.bias`] : null;
  for (let i = 0; i < x.rows; i++) {
    const row = x.data.subarray(i * width, (i + 1) * width);
    const mean = row.reduce((a, b) => a + b, 0) / width;
    const variance = row.reduce((a, b) => a + (b - mean) ** 2, 0) / width;
    for (let j = 0; j < width; j++) {
      const m = running ? theta[`${name}.running_mean`][j] : mean;
      const v = running ? theta[`${name}.running_var`][j] : variance;
      const scaled = (row[j] - m) / Math.sqrt(v + epsilon);
      y.data[i * width + j] = scaled * (weight?.[j] ?? 1) + (shift?.[j] ?? 0);
    }
  }
  return y;
}

/** @param {Branches} stage @param {Matrix} x @param {Parameters} theta */
function joined({ outputs, paths, join }, x, theta) {
  const y = matrix(x.rows, outputs);
  let first = 0;
  for (const path of paths) {
    const part = through(path, x, theta);
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < part.columns; j++) {
        y.data[i * outputs + first + j] += part.data[i * part.columns + j];
      }
    }
    if (join === "concatenation") first += part.columns;
  }
  return y;
}

/** @param {Float64Array} data @param {(x: number) => number} f */
function each(data, f) {
  for (let i = 0; i < data.length; i++) data[i] = f(data[i]);
}

/**
 * Apply PReLU with its learned slope, one for all units or one each.
 *
 * @param {Float64Array} data @param {Float64Array} slope
 */
function leak(data, slope) {
  for (let i = 0; i < data.length; i++) {
    if (!(data[i] >= 0)) data[i] *= slope[i % slope.length];
  }
}
