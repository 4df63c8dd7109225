/**
 * A bar that shows how long a round number of units is in a picture.
 *
 * @import { Theme } from "./colours.js"
 * @import { Size } from "./windows.js"
 */

import { compact } from "./numbers.js";

/**
 * Draw a bar of a round length, 1, 2 or 5 times a power of ten, at the lower right.
 *
 * @param {CanvasRenderingContext2D} context @param {Size} size @param {number} scale  Pixels a unit.
 * @param {Theme} theme @param {string} family  Of fonts.
 */
export function drawScaleBar(context, size, scale, theme, family) {
  const wanted = Math.min(90, size.width / 5) / scale;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const length = power * ([5, 2].find((times) => times * power <= wanted) ?? 1);
  const [left, right, y] = [size.width - 24 - length * scale, size.width - 24, size.height - 20];
  context.strokeStyle = theme.muted;
  context.lineWidth = 2;
  context.beginPath();
  for (const [x, u, rise] of [[left, left, 4], [left, right, 0], [right, right, 4]]) {
    context.moveTo(x, y - rise);
    context.lineTo(u, y + rise);
  }
  context.stroke();
  context.fillStyle = theme.muted;
  context.font = `13px ${family}`;
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.fillText(length < 1 ? compact(length).replace(/0+$/, "") : String(length), left - 8, y);
}
