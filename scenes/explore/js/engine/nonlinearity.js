/**
 * Activation functions with their constants, by the names of their classes in PyTorch.
 *
 * @typedef {{module: string, arguments: Record<string, any>}} Nonlinearity
 * @typedef {(x: number) => number} Elementwise
 */

/** @param {number} x */
export const sigmoid = (x) => 1 / (1 + Math.exp(-x));
/** @param {number} x */
export const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
/** tanh by one exponential: three times as fast as Math.tanh, to the last digits but near 0. */
/** @param {number} x */
export const tanh = (x) => 1 - 2 / (Math.exp(2 * x) + 1);
/** @param {number} x @param {number} low @param {number} high */
const clamp = (x, low, high) => (x < low ? low : x > high ? high : x);

/** Scale and α of SELU (Klambauer et al. 2017). */
export const SELU = [1.0507009873554805, 1.6732632423543772];

/**
 * The error function, by its series of positive terms (Abramowitz & Stegun 1964, 7.1.6).
 *
 * @param {number} x
 */
export function erf(x) {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  let term = size;
  let sum = size;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= (2 * size * size) / (2 * n + 1);
    sum += term;
  }
  return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * Math.exp(-size * size) * sum;
}

/** @type {Record<string, (constants: Record<string, any>) => Elementwise>} */
const FUNCTIONS = {
  Identity: () => (x) => x,
  Sigmoid: () => sigmoid,
  Tanh: () => tanh,
  ReLU: () => (x) => (x > 0 ? x : 0),
  LeakyReLU: ({ negative_slope = 0.01 }) => (x) => (x >= 0 ? x : negative_slope * x),
  RReLU: ({ lower = 1 / 8, upper = 1 / 3 }) => {
    const slope = (lower + upper) / 2; // as it acts after training
    return (x) => (x >= 0 ? x : slope * x);
  },
  ReLU6: () => (x) => clamp(x, 0, 6),
  ELU: ({ alpha = 1 }) => (x) => (x > 0 ? x : alpha * Math.expm1(x)),
  SELU: () => (x) => SELU[0] * (x > 0 ? x : SELU[1] * Math.expm1(x)),
  CELU: ({ alpha = 1 }) => (x) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  Softplus: ({ beta = 1, threshold = 20 }) => (x) =>
    beta * x > threshold ? x : softplus(beta * x) / beta,
  Softsign: () => (x) => x / (1 + Math.abs(x)),
  GELU: ({ approximate = "none" }) =>
    approximate === "tanh"
      ? (x) => (x / 2) * (1 + tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))
      : (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  SiLU: () => (x) => x * sigmoid(x),
  Mish: () => (x) => x * tanh(softplus(x)),
  LogSigmoid: () => (x) => -softplus(-x),
  Hardtanh: ({ min_val = -1, max_val = 1 }) => (x) => clamp(x, min_val, max_val),
  Hardsigmoid: () => (x) => clamp(x / 6 + 0.5, 0, 1),
  Hardswish: () => (x) => x * clamp(x / 6 + 0.5, 0, 1),
  Hardshrink: ({ lambd = 0.5 }) => (x) => (x > lambd || x < -lambd ? x : 0),
  Softshrink: ({ lambd = 0.5 }) => (x) => (x > lambd ? x - lambd : x < -lambd ? x + lambd : 0),
  Tanhshrink: () => (x) => x - tanh(x),
  Threshold: ({ threshold, value }) => (x) => (x > threshold ? x : value),
  Heaviside: () => (x) => (x >= 0 ? 1 : 0),
};

/** Classes that act on all units together. */
export const SOFTMAXES = ["Softmax", "LogSoftmax"];

/**
 * Return the function of one number.
 *
 * @param {Nonlinearity} nonlinearity  None of `SOFTMAXES`, nor PReLU, whose slope is learned.
 * @returns {Elementwise}
 */
export function elementwise({ module, arguments: constants }) {
  const made = FUNCTIONS[module];
  if (made === undefined) throw new Error(`This page does not know the activation ${module}.`);
  return made(constants);
}

/**
 * Make probabilities of rows of raw outputs.
 *
 * @param {Float64Array} data  Row after row; written over.
 * @param {number} width
 * @param {boolean} [logarithm]
 */
export function softmax(data, width, logarithm = false) {
  for (let first = 0; first < data.length; first += width) {
    const row = data.subarray(first, first + width);
    const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = row.reduce((total, x) => total + Math.exp(x - most), 0);
    for (let j = 0; j < width; j++) {
      row[j] = logarithm ? row[j] - most - Math.log(sum) : Math.exp(row[j] - most) / sum;
    }
  }
}
