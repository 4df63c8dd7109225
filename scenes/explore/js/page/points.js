/**
 * Points of a picture: each the mark of its class, with a ring round those that are decided wrongly.
 *
 * @import { Theme } from "./colours.js"
 * @import { Size } from "./windows.js"
 *
 * @typedef {object} Points
 * @property {Float64Array} places  On screen, (x, y) each.
 * @property {number[]} labels
 * @property {ArrayLike<number>} decided
 * @property {Uint8Array | null} hollow  Which are drawn as outlines, if any.
 * @property {Uint8Array | null} drawn  Which are drawn, if not all.
 */

import { classColour } from "./colours.js";
import { mark } from "./markers.js";

/** Radius of the ring round a mistake, in radii of a point. */
const RING = 1.9;

/**
 * @param {CanvasRenderingContext2D} context @param {Points} points
 * @param {{size: Size, radius: number, shapes: boolean}} options  Whether classes differ in shape.
 * @param {Theme} theme
 */
export function drawPoints(context, points, { size, radius, shapes }, theme) {
  const { places, labels, decided, hollow, drawn } = points;
  /** @type {Map<number, {label: number, filled: boolean, path: Path2D}>} */
  const marks = new Map();
  context.beginPath();
  labels.forEach((label, i) => {
    if (drawn !== null && drawn[i] === 0) return;
    const [x, y] = [places[2 * i], places[2 * i + 1]];
    if (!(x > -radius && x < size.width + radius)) return;
    if (!(y > -radius && y < size.height + radius)) return;
    const filled = hollow === null || hollow[i] === 0;
    const key = 2 * label + Number(filled);
    let known = marks.get(key);
    if (known === undefined) marks.set(key, (known = { label, filled, path: new Path2D() }));
    mark(known.path, shapes ? label : 0, x, y, radius);
    if (decided[i] !== label) {
      context.moveTo(x + RING * radius, y);
      context.arc(x, y, RING * radius, 0, 2 * Math.PI);
    }
  });
  context.lineWidth = 1.3;
  context.strokeStyle = theme.text;
  context.stroke();
  context.strokeStyle = theme.background;
  context.lineWidth = 2;
  for (const { path } of marks.values()) context.stroke(path);
  for (const { label, filled, path } of marks.values()) {
    context.fillStyle = filled ? classColour(theme, label) : theme.background;
    context.fill(path);
    if (filled) continue;
    context.lineWidth = 1.6;
    context.strokeStyle = classColour(theme, label);
    context.stroke(path);
  }
}
