/**
 * Features: numbers computed from the two coordinates of a point, which a network is fed with.
 *
 * @import { Matrix } from "./matrices.js"
 * @typedef {{label: string, code: string, of: (x: number, y: number) => number}} Feature
 *   Its formula as text, and in Python with tensors x1 and x2.
 */

import { matrix } from "./matrices.js";

/** @type {Record<string, Feature>} */
export const FEATURES = {
  x1: { label: "x₁", code: "x1", of: (x) => x },
  x2: { label: "x₂", code: "x2", of: (_, y) => y },
  "x1^2": { label: "x₁²", code: "x1**2", of: (x) => x * x },
  "x2^2": { label: "x₂²", code: "x2**2", of: (_, y) => y * y },
  x1x2: { label: "x₁x₂", code: "x1 * x2", of: (x, y) => x * y },
  // Points lie within ±2: three times as quickly, a whole wave is among them.
  sin1: { label: "sin 3x₁", code: "torch.sin(3 * x1)", of: (x) => Math.sin(3 * x) },
  sin2: { label: "sin 3x₂", code: "torch.sin(3 * x2)", of: (_, y) => Math.sin(3 * y) },
};

/**
 * Compute features of points.
 *
 * @param {Matrix} points  (points, 2). @param {string[]} names
 * @returns {Matrix}  (points, features).
 */
export function featuresOf(points, names) {
  const made = matrix(points.rows, names.length);
  names.forEach((name, j) => {
    const { of } = FEATURES[name];
    for (let i = 0; i < points.rows; i++) {
      made.data[i * names.length + j] = of(points.data[2 * i], points.data[2 * i + 1]);
    }
  });
  return made;
}
