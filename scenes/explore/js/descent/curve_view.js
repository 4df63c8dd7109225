/**
 * A surface of one variable: its curve, and the paths on it.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { Shown } from "./views.js"
 */

import { classColour } from "../page/colours.js";
import { mark } from "../page/markers.js";
import { Sheet } from "./sheet.js";
import { SIDE, Surface } from "./surface.js";

/** Draws the curve. */
export class CurveView {
  /** @param {HTMLCanvasElement} canvas @param {Theme} theme */
  constructor(canvas, theme) {
    this.sheet = new Sheet(canvas, theme);
    this.theme = theme;
    /** @type {Surface | null} */
    this.known = null;
    this.box = { left: 0, top: 0, width: 1, height: 1 };
  }

  /** @param {Shown} shown */
  draw({ surface, start, walks, step }) {
    this.known = surface;
    const { sheet, theme } = this;
    sheet.begin();
    const { context, width, height, letter } = sheet;
    this.box = {
      left: 5 * letter,
      top: 2 * letter,
      width: width - 6 * letter,
      height: height - 5.2 * letter,
    };
    const right = this.box.left + this.box.width;
    const [[low, high]] = surface.domain;
    /** @param {ArrayLike<number>} point @param {number} loss @returns {[number, number]} */
    const place = (point, loss) => [this.placeOf(point)[0], this.#level(loss)];
    const foot = this.box.top + this.box.height;
    sheet.ticks([low, high], (x) => this.placeOf([x])[0], false, foot);
    sheet.ticks([surface.lowest, surface.highest], (loss) => this.#level(loss), true, this.box.left);
    sheet.write(surface.names[0], right, foot + 6 + letter, "right", "top", theme.text);
    context.lineWidth = 2;
    context.strokeStyle = theme.text;
    context.beginPath();
    surface.heights.forEach((loss, i) => {
      context.lineTo(...place([low + ((high - low) * i) / (SIDE - 1)], loss));
    });
    context.stroke();
    for (const { walk, colour } of walks) {
      const reached = walk.path.slice(0, Math.floor(step) + 1)
        .map((point, i) => place(point, walk.losses[i]));
      context.strokeStyle = context.fillStyle = classColour(theme, colour);
      context.beginPath();
      for (const [x, y] of reached) if (Math.abs(x) + Math.abs(y) < 1e6) context.lineTo(x, y);
      context.globalAlpha = 0.6;
      context.stroke();
      context.globalAlpha = 1;
      context.beginPath();
      reached.forEach(([x, y], i) => mark(context, colour, x, y, i + 1 === reached.length ? 7 : 3));
      context.fill();
    }
    const [x, y] = place(start, surface.formula.value(start));
    context.beginPath();
    context.arc(x, y, 10, 0, 2 * Math.PI);
    context.strokeStyle = theme.text;
    context.stroke();
  }

  /** @param {ArrayLike<number>} point @returns {[number, number]} */
  placeOf(point) {
    const { domain: [[low, high]], formula } = /** @type {Surface} */ (this.known);
    const x = this.box.left + (this.box.width * (point[0] - low)) / (high - low);
    return [x, this.#level(formula.value(point))];
  }

  /** Return the point below a place. @param {number} x @param {number} _y */
  pointAt(x, _y) {
    const [[low, high]] = /** @type {Surface} */ (this.known).domain;
    return [low + ((high - low) * (x - this.box.left)) / this.box.width];
  }

  /** @param {number} loss */
  #level(loss) {
    const share = /** @type {Surface} */ (this.known).share(loss);
    return this.box.top + this.box.height * (1 - share);
  }
}
