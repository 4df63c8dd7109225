/**
 * Rules by which parameters follow a gradient, as `torch.optim` has them.
 *
 * @typedef {(theta: Float64Array, gradient: Float64Array, memory: Float64Array[], step: number,
 *   rate: number) => void} Rule  Changes parameters and memory in place; steps count from 1.
 */

/** Decay of Adam's first and second moment, and of momentum; what is added to a root. */
const [FIRST, SECOND, MOMENTUM, EPSILON] = [0.9, 0.999, 0.9, 1e-8];

/** @type {Rule} */
function sgd(theta, gradient, _memory, _step, rate) {
  for (let i = 0; i < theta.length; i++) theta[i] -= rate * gradient[i];
}

/** @type {Rule} */
function momentum(theta, gradient, [velocity], _step, rate) {
  for (let i = 0; i < theta.length; i++) {
    velocity[i] = MOMENTUM * velocity[i] + gradient[i];
    theta[i] -= rate * velocity[i];
  }
}

/** Source: Kingma & Ba 2015, Adam: a method for stochastic optimization. @type {Rule} */
function adam(theta, gradient, [mean, square], step, rate) {
  const [a, b] = [1 - FIRST ** step, 1 - SECOND ** step];
  for (let i = 0; i < theta.length; i++) {
    mean[i] += (1 - FIRST) * (gradient[i] - mean[i]);
    square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
    theta[i] -= (rate / a) * (mean[i] / (Math.sqrt(square[i] / b) + EPSILON));
  }
}

/** @type {Record<string, {rule: Rule, memories: number, rate: number}>} */
export const OPTIMIZERS = {
  sgd: { rule: sgd, memories: 0, rate: 0.1 },
  momentum: { rule: momentum, memories: 1, rate: 0.03 },
  adam: { rule: adam, memories: 2, rate: 0.01 },
};
