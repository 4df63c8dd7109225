/**
 * Derivatives of the activation functions; where a function has none, that of PyTorch's gradient.
 *
 * @import { Elementwise, Nonlinearity } from "./nonlinearity.js"
 */

import { SELU, erf, sigmoid, softplus, tanh } from "./nonlinearity.js";

/** @param {number} x */
const normal = (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
/** @param {number} x */
const sech2 = (x) => 1 - tanh(x) ** 2;

/** @type {Record<string, (constants: Record<string, any>) => Elementwise>} */
const SLOPES = {
  Identity: () => () => 1,
  Sigmoid: () => (x) => sigmoid(x) * (1 - sigmoid(x)),
  Tanh: () => sech2,
  ReLU: () => (x) => (x > 0 ? 1 : 0),
  LeakyReLU: ({ negative_slope = 0.01 }) => (x) => (x > 0 ? 1 : negative_slope),
  RReLU: ({ lower = 1 / 8, upper = 1 / 3 }) => (x) => (x > 0 ? 1 : (lower + upper) / 2),
  ReLU6: () => (x) => (x > 0 && x < 6 ? 1 : 0),
  ELU: ({ alpha = 1 }) => (x) => (x > 0 ? 1 : alpha * Math.exp(x)),
  SELU: () => (x) => SELU[0] * (x > 0 ? 1 : SELU[1] * Math.exp(x)),
  CELU: ({ alpha = 1 }) => (x) => (x > 0 ? 1 : Math.exp(x / alpha)),
  Softplus: ({ beta = 1, threshold = 20 }) => (x) => (beta * x > threshold ? 1 : sigmoid(beta * x)),
  Softsign: () => (x) => (1 + Math.abs(x)) ** -2,
  GELU: ({ approximate = "none" }) => {
    if (approximate !== "tanh") {
      return (x) => (1 + erf(x / Math.SQRT2)) / 2 + x * normal(x);
    }
    const c = Math.sqrt(2 / Math.PI);
    return (x) => {
      const inner = c * (x + 0.044715 * x * x * x);
      return (1 + tanh(inner)) / 2 + (x / 2) * sech2(inner) * c * (1 + 3 * 0.044715 * x * x);
    };
  },
  SiLU: () => (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x))),
  Mish: () => (x) => tanh(softplus(x)) + x * sech2(softplus(x)) * sigmoid(x),
  LogSigmoid: () => (x) => sigmoid(-x),
  Hardtanh: ({ min_val = -1, max_val = 1 }) => (x) => (x > min_val && x < max_val ? 1 : 0),
  Hardsigmoid: () => (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
  Hardswish: () => (x) => (x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5),
  Hardshrink: ({ lambd = 0.5 }) => (x) => (x > lambd || x < -lambd ? 1 : 0),
  Softshrink: ({ lambd = 0.5 }) => (x) => (x > lambd || x < -lambd ? 1 : 0),
  Tanhshrink: () => (x) => tanh(x) ** 2,
  Threshold: ({ threshold }) => (x) => (x > threshold ? 1 : 0),
  Heaviside: () => () => 0,
};

/** Return the derivative of an activation of one number. @param {Nonlinearity} nonlinearity */
export function slopeOf({ module, arguments: constants }) {
  const made = SLOPES[module];
  if (made === undefined) throw new Error(`This page cannot train through ${module}.`);
  return made(constants);
}
