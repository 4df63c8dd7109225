/**
 * The marks of the classes: each has a shape as well as a colour.
 *
 * @import { Theme } from "./colours.js"
 * @typedef {CanvasRenderingContext2D | Path2D} Path
 */

import { classColour } from "./colours.js";

/** @param {number} sides @param {number} turn @param {number} size */
function regular(sides, turn, size) {
  return Array.from({ length: sides }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / sides;
    return [size * Math.cos(angle), -size * Math.sin(angle)];
  });
}

/** @param {number} size @param {boolean} turned */
function cross(size, turned) {
  const [a, b] = [0.36 * size, size];
  const corners = [
    [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a],
    [-a, -a], [-a, -b], [a, -b], [a, -a], [b, -a], [b, a],
  ];
  const half = Math.SQRT1_2;
  return turned ? corners.map(([x, y]) => [half * (x - y), half * (x + y)]) : corners;
}

/** Outlines of about equal area, one per class; the first is a disc. */
const OUTLINES = [
  null,
  regular(3, Math.PI / 2, 1.35),
  regular(4, Math.PI / 4, 1.2),
  regular(4, 0, 1.3),
  cross(1.15, false),
  regular(3, -Math.PI / 2, 1.35),
  cross(1.15, true),
  regular(5, Math.PI / 2, 1.2),
  regular(3, 0, 1.35),
  regular(6, 0, 1.15),
];

/**
 * Add the mark of a class to a path.
 *
 * @param {Path} path @param {number} label @param {number} x @param {number} y
 * @param {number} radius
 */
export function mark(path, label, x, y, radius) {
  const outline = OUTLINES[label % OUTLINES.length];
  if (outline === null) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  outline.forEach(([dx, dy], i) => {
    if (i === 0) path.moveTo(x + radius * dx, y + radius * dy);
    else path.lineTo(x + radius * dx, y + radius * dy);
  });
  path.closePath();
}

/** Return the mark of a class, as a small canvas. @param {number} label @param {Theme} theme */
export function classMark(label, theme) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 28;
  canvas.className = "mark";
  canvas.setAttribute("aria-hidden", "true");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.beginPath();
  mark(context, label, 14, 14, 9);
  context.fillStyle = classColour(theme, label);
  context.fill();
  return canvas;
}
