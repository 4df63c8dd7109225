/**
 * Rules by which a descent takes its steps, by the engine's names.
 *
 * @import { Rule } from "../engine/optimizers.js"
 *
 * @typedef {{rule: Rule, memories: number, curved?: boolean}} DescentRule  A curved one steps along what
 *   Newton's method makes of the gradient.
 */

import { OPTIMIZERS } from "../engine/optimizers.js";

/** Constants of torch's optimisers. */
const [VELOCITY, SMOOTHING, WEIGHT_DECAY] = [0.9, 0.99, 0.01];

/** The chapter's printed rule: the gradient is multiplied by the parameter itself. @type {Rule} */
function asPrinted(theta, gradient, _memory, _step, rate) {
  for (let i = 0; i < theta.length; i++) theta[i] -= rate * gradient[i] * theta[i];
}

/** Source: Sutskever et al. 2013, On the importance of initialization and momentum. @type {Rule} */
function nesterov(theta, gradient, [velocity], _step, rate) {
  for (let i = 0; i < theta.length; i++) {
    velocity[i] = VELOCITY * velocity[i] + gradient[i];
    theta[i] -= rate * (gradient[i] + VELOCITY * velocity[i]);
  }
}

/** Source: Duchi, Hazan & Singer 2011, Adaptive subgradient methods. @type {Rule} */
function adagrad(theta, gradient, [sum], _step, rate) {
  for (let i = 0; i < theta.length; i++) {
    sum[i] += gradient[i] * gradient[i];
    theta[i] -= rate * (gradient[i] / (Math.sqrt(sum[i]) + 1e-10));
  }
}

/** Source: Tieleman & Hinton 2012, Coursera lecture 6.5. @type {Rule} */
function rmsprop(theta, gradient, [square], _step, rate) {
  for (let i = 0; i < theta.length; i++) {
    square[i] = SMOOTHING * square[i] + (1 - SMOOTHING) * gradient[i] * gradient[i];
    theta[i] -= rate * (gradient[i] / (Math.sqrt(square[i]) + 1e-8));
  }
}

/** Source: Loshchilov & Hutter 2019, Decoupled weight decay regularization. @type {Rule} */
function adamw(theta, gradient, memory, step, rate) {
  for (let i = 0; i < theta.length; i++) theta[i] *= 1 - rate * WEIGHT_DECAY;
  OPTIMIZERS.adam.rule(theta, gradient, memory, step, rate);
}

/** @type {Record<string, DescentRule>} */
export const DESCENT_RULES = {
  "gradient-descent": OPTIMIZERS.sgd,
  "as-printed": { rule: asPrinted, memories: 0 },
  momentum: OPTIMIZERS.momentum,
  nesterov: { rule: nesterov, memories: 1 },
  adagrad: { rule: adagrad, memories: 1 },
  rmsprop: { rule: rmsprop, memories: 1 },
  adam: OPTIMIZERS.adam,
  adamw: { rule: adamw, memories: 2 },
  newton: { rule: OPTIMIZERS.sgd.rule, memories: 0, curved: true },
};
