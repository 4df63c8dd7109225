/**
 * Building the network that is asked for, with the first weights that PyTorch's layers have.
 *
 * @import { ActivationKind } from "../engine/other_activations.js"
 * @import { Parameters, Stage } from "../engine/stages.js"
 * @import { Settings } from "./settings.js"
 *
 * @typedef {{stages: Stage[], trained: Stage[], formulas: string[], hidden: number}} Network
 *   All stages from the plane on; those that are trained; the depth of the last hidden space.
 */

import { LEAK } from "../engine/other_activations.js";
import { Chance } from "../engine/random.js";

/**
 * @param {Settings} settings @param {number} outputs @param {ActivationKind} activation
 * @returns {Network}
 */
export function buildNetwork({ features, hidden }, outputs, activation) {
  /** @type {Stage[]} */
  const trained = [];
  const formulas = [];
  let inputs = features.length;
  for (const units of [...hidden, outputs]) {
    trained.push({ type: "affine", name: String(trained.length), inputs, outputs: units, bias: true });
    formulas.push("W x + b");
    inputs = units;
    if (trained.length === 2 * hidden.length + 1) break;
    trained.push({
      type: "activation", name: String(trained.length), width: units,
      function: activation.function, learned: activation.learned,
    });
    formulas.push(`${activation.symbol}(x)`);
  }
  if (features.join() === "x1,x2") return { stages: trained, trained, formulas, hidden: trained.length - 1 };
  /** @type {Stage} */
  const first = { type: "features", name: "features", inputs: 2, outputs: features.length, names: features };
  const stages = [first, ...trained];
  return { stages, trained, formulas: ["φ(x)", ...formulas], hidden: stages.length - 1 };
}

/**
 * Draw first weights: evenly within ±1/√inputs, biases too.
 *
 * @param {Stage[]} stages @param {number} seed @returns {Parameters}
 */
export function firstParameters(stages, seed) {
  const chance = new Chance(seed);
  /** @type {Parameters} */
  const theta = {};
  for (const stage of stages) {
    if (stage.type === "affine") {
      const reach = 1 / Math.sqrt(stage.inputs);
      /** @param {number} count */
      const draw = (count) => Float64Array.from({ length: count }, () => chance.between(-reach, reach));
      theta[`${stage.name}.weight`] = draw(stage.inputs * stage.outputs);
      theta[`${stage.name}.bias`] = draw(stage.outputs);
    } else if (stage.type === "activation" && stage.learned) {
      theta[`${stage.name}.weight`] = Float64Array.of(LEAK);
    }
  }
  return theta;
}

/** Return a network's linear control: the same one without activations. @param {Stage[]} stages */
export function withoutActivations(stages) {
  return stages.map((stage) => stage.type === "activation"
    ? { ...stage, learned: false, function: { module: "Identity", arguments: {} } }
    : stage);
}

/** Return a network's sizes as text, such as 2-8-8-2. @param {Stage[]} stages */
export function sizesOf(stages) {
  const affine = stages.filter((stage) => stage.type === "affine");
  return [affine[0].inputs, ...affine.map((stage) => stage.outputs)].join("-");
}
