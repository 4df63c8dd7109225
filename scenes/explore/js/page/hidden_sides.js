/**
 * What a plane in space hides from the viewer.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Polygon } from "../engine/regions.js"
 * @import { Orbit } from "./orbit.js"
 */

/**
 * Return a plane's middle and its normal, towards the viewer.
 *
 * @param {Polygon} plane @param {Orbit} orbit
 */
export function sideOf(plane, orbit) {
  const middle = [0, 1, 2].map((axis) =>
    plane.reduce((sum, corner) => sum + corner[axis], 0) / plane.length);
  const [a, b] = [1, 2].map((i) => plane[i].map((x, axis) => x - plane[0][axis]));
  const normal = [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
  const towards = orbit.axes[2].reduce((sum, x, axis) => sum + x * normal[axis], 0);
  return { middle, normal: normal.map((x) => x * Math.sign(towards)) };
}

/**
 * Find the points that a plane hides from the viewer.
 *
 * @param {Matrix} seen @param {{middle: number[], normal: number[]}} side
 */
export function behind(seen, { middle, normal }) {
  const hidden = new Uint8Array(seen.rows);
  for (let i = 0; i < seen.rows; i++) {
    let height = 0;
    for (let axis = 0; axis < 3; axis++) {
      height += (seen.data[3 * i + axis] - middle[axis]) * normal[axis];
    }
    hidden[i] = height < 0 ? 1 : 0;
  }
  return hidden;
}
