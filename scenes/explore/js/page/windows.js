/**
 * Which part of a picture is shown: one window a depth, with one scale wherever that serves.
 *
 * @import { Box } from "../engine/recording.js"
 * @typedef {{centre: number[], scale: number}} Window  Pixels per unit of the picture.
 * @typedef {{width: number, height: number}} Size  In pixels.
 */

/** A layer is shown at the common scale if it fills at least this share of the picture. */
const SAME_SCALE = 0.75;
/** Room around the points, as a share of the picture on each side. */
const MARGIN = 0.07;

/**
 * Return the window that just shows a box.
 *
 * @param {Box} box @param {Size} size @returns {Window}
 */
export function windowFor({ low, high }, { width, height }) {
  const room = 1 - 2 * MARGIN;
  const [w, h] = [0, 1].map((axis) => Math.max(high[axis] - low[axis], 1e-9));
  return { centre: middle({ low, high }), scale: Math.min((width * room) / w, (height * room) / h) };
}

/**
 * Return one window per depth, all alike where that leaves every layer readable.
 *
 * @param {Box[]} boxes @param {Size} size @param {number} dimensions @returns {Window[]}
 */
export function windowsFor(boxes, size, dimensions) {
  if (dimensions === 3) {
    const least = Math.min(size.width, size.height) * (1 - MARGIN);
    const [first, ...others] = boxes;
    return [windowFor(first, size), ...others.map((box) => ({
      centre: middle(box),
      // Seen from anywhere, the whole box is in the picture.
      scale: least / Math.hypot(...box.low.map((x, axis) => box.high[axis] - x)),
    }))];
  }
  const windows = boxes.map((box) => windowFor(box, size));
  const common = windowFor({
    low: [0, 1].map((axis) => Math.min(...boxes.map((box) => box.low[axis]))),
    high: [0, 1].map((axis) => Math.max(...boxes.map((box) => box.high[axis]))),
  }, size);
  const widest = Math.max(...windows.map((window) => window.scale));
  return common.scale >= SAME_SCALE * widest ? windows.map(() => common) : windows;
}

/**
 * Return the window at a continuous depth: it pans evenly and zooms by an even factor.
 *
 * @param {Window[]} windows @param {number} depth @returns {Window}
 */
export function windowAt(windows, depth) {
  const whole = Math.min(Math.floor(depth), Math.max(windows.length - 2, 0));
  const [here, next] = [windows[whole], windows[Math.min(whole + 1, windows.length - 1)]];
  const t = depth - whole;
  return {
    centre: here.centre.map((x, axis) => (1 - t) * x + t * next.centre[axis]),
    scale: here.scale ** (1 - t) * next.scale ** t,
  };
}

/** @param {Box} box */
function middle({ low, high }) {
  return low.map((x, axis) => (x + high[axis]) / 2);
}
