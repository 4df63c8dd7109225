/**
 * The same network with another activation.
 *
 * @import { Nonlinearity } from "./nonlinearity.js"
 * @import { Parameters, Stage } from "./stages.js"
 *
 * @typedef {{name: string, symbol: string, learned: boolean, function: Nonlinearity}} ActivationKind
 */

import { SOFTMAXES } from "./nonlinearity.js";

/** Slope with which PReLU begins. */
export const LEAK = 0.25;

/**
 * Return stages with another activation throughout; a softmax stays one.
 *
 * @param {Stage[]} stages @param {ActivationKind} kind @returns {Stage[]}
 */
export function withActivation(stages, kind) {
  return stages.map((stage) => {
    if (stage.type === "branches") {
      return { ...stage, paths: stage.paths.map((path) => withActivation(path, kind)) };
    }
    if (stage.type !== "activation" && stage.type !== "residual") return stage;
    if (SOFTMAXES.includes(stage.function.module)) return stage;
    return { ...stage, function: kind.function, learned: kind.learned };
  });
}

/**
 * Return the formula of a stage with another activation, or null where it has none.
 *
 * @param {Stage} stage @param {ActivationKind} kind
 */
export function formulaWith(stage, { symbol, function: { module } }) {
  if (stage.type === "activation" && !SOFTMAXES.includes(stage.function.module)) return `${symbol}(x)`;
  if (stage.type !== "residual") return null;
  return module === "Identity" ? "x + V (U x + b)" : `x + V ${symbol}(U x + b)`;
}

/**
 * Return the parameters that stages need, of those that are there; slopes that are missing begin.
 *
 * @param {Stage[]} stages @param {Parameters} theta @returns {Parameters}
 */
export function parametersFor(stages, theta) {
  const slopes = slopesOf(stages);
  const others = slopesOf(withActivation(stages, {
    name: "", symbol: "", learned: true, function: { module: "PReLU", arguments: {} },
  }));
  const kept = Object.entries(theta).filter(([name]) => slopes.includes(name) || !others.includes(name));
  const begun = slopes.filter((name) => !(name in theta)).map((name) => [name, Float64Array.of(LEAK)]);
  return Object.fromEntries([...kept, ...begun]);
}

/** Return the names of learned slopes. @param {Stage[]} stages @returns {string[]} */
function slopesOf(stages) {
  return stages.flatMap((stage) => {
    if (stage.type === "branches") return stage.paths.flatMap(slopesOf);
    if (stage.type === "activation" && stage.learned) return [`${stage.name}.weight`];
    return stage.type === "residual" && stage.learned ? [`${stage.name}.activation.weight`] : [];
  });
}
