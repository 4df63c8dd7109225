/**
 * A descent on a surface, step by step, as `engine.descent.descent` records it.
 *
 * @import { Formula } from "./formula.js"
 *
 * @typedef {"all steps done" | "diverged" | "undefined" | "no gradient"} Stopped
 * @typedef {{path: Float64Array[], losses: number[], slope: number, stopped: Stopped}} Walk  `slope` is the
 *   length of the last gradient.
 */

import { solved } from "./curvature.js";
import { DESCENT_RULES } from "./rules.js";

/** A descent that comes farther than this from 0, in any variable, has diverged. */
const FARTHEST = 1e6;

/**
 * Descend.
 *
 * @param {Formula} formula @param {string} name  Of the rule. @param {number} rate
 * @param {ArrayLike<number>} start @param {number} steps @returns {Walk}
 */
export function walk(formula, name, rate, start, steps) {
  const { rule, memories, curved } = DESCENT_RULES[name];
  const point = Float64Array.from(start);
  const memory = Array.from({ length: memories }, () => new Float64Array(point.length));
  /** @type {Walk} */
  const walked = { path: [], losses: [], slope: NaN, stopped: "all steps done" };
  for (let step = 0; ; step++) {
    const loss = formula.value(point);
    const gradient = formula.gradient(point);
    walked.path.push(point.slice());
    walked.losses.push(loss);
    walked.slope = Math.hypot(...gradient);
    const ended = reasonToStop(point, loss, gradient);
    if (ended !== null) return { ...walked, stopped: ended };
    if (step === steps) return walked;
    const along = curved ? solved(formula.hessian(point), gradient) : gradient;
    rule(point, along, memory, step + 1, rate);
  }
}

/**
 * @param {Float64Array} point @param {number} loss @param {Float64Array} gradient
 * @returns {Stopped | null}
 */
function reasonToStop(point, loss, gradient) {
  if (!point.every((x) => Math.abs(x) <= FARTHEST) || Math.abs(loss) === Infinity) return "diverged";
  if (Number.isNaN(loss)) return "undefined";
  return gradient.every(Number.isFinite) ? null : "no gradient";
}
