/** Lines of equal loss, found square by square between samples on a grid. */

import { SIDE } from "./surface.js";

/** Levels; they lie closer together towards the lowest loss, where descents end. */
const LEVELS = 16;

/** Return the losses at which lines are drawn. @param {number} lowest @param {number} highest */
export function levels(lowest, highest) {
  return Array.from({ length: LEVELS }, (_, k) => lowest + (highest - lowest) * ((k + 0.6) / LEVELS) ** 3);
}

/**
 * Return the segments of a line of equal loss, as four grid coordinates each.
 *
 * @param {Float64Array} heights  On a square grid of `SIDE` samples a side. @param {number} level
 */
export function contour(heights, level) {
  /** @type {number[]} */
  const segments = [];
  for (let row = 0; row + 1 < SIDE; row++) {
    for (let column = 0; column + 1 < SIDE; column++) {
      const first = row * SIDE + column;
      const corners = [first, first + 1, first + SIDE + 1, first + SIDE].map((at) => heights[at] - level);
      /** @type {number[]} */
      const crossings = [];
      for (let edge = 0; edge < 4; edge++) {
        const [here, there] = [corners[edge], corners[(edge + 1) % 4]];
        if (here < 0 === there < 0) continue;
        const share = here / (here - there);
        const [x, y] = [[share, 0], [1, share], [1 - share, 1], [0, 1 - share]][edge];
        crossings.push(column + x, row + y);
      }
      if (crossings.length === 8) {
        // A saddle: which corners belong together, the middle tells.
        const middle = corners.reduce((sum, x) => sum + x, 0) / 4;
        const [a, b, c, d] = [0, 2, 4, 6].map((i) => crossings.slice(i, i + 2));
        const joined = middle < 0 === corners[0] < 0;
        segments.push(...a, ...(joined ? b : d), ...(joined ? c : b), ...(joined ? d : c));
      } else {
        segments.push(...crossings);
      }
    }
  }
  return segments;
}
