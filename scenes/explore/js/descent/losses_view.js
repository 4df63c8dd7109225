/**
 * The losses of all walkers over their steps, by factors where the lowest loss is known.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { Shown } from "./views.js"
 */

import { classColour } from "../page/colours.js";
import { clamped } from "../page/numbers.js";
import { say } from "../page/words.js";
import { Sheet } from "./sheet.js";

/** Least distance from the lowest loss that is told apart from none, as a share of the first. */
const LEAST = 1e-8;

/** Draws the curves. */
export class LossesView {
  /** @param {HTMLCanvasElement} canvas @param {Theme} theme */
  constructor(canvas, theme) {
    this.sheet = new Sheet(canvas, theme);
    this.theme = theme;
  }

  /** @param {Shown} shown @param {number} steps */
  draw({ surface, walks, step }, steps) {
    const { sheet, theme } = this;
    sheet.begin();
    const { context, width, height, letter } = sheet;
    const first = walks[0]?.walk.losses[0] ?? 1;
    const known = surface.minima.length > 0 && first > surface.lowest;
    const top = known ? first - surface.lowest : surface.highest - surface.lowest;
    const left = 4.2 * letter;
    /** @param {number} at */
    const x = (at) => left + ((width - left - 8) * at) / steps;
    /** @param {number} loss */
    const share = (loss) => {
      const above = (loss - surface.lowest) / top;
      return known ? 1 + Math.log10(Math.max(above, LEAST)) / 8 : above;
    };
    /** @param {number} loss */
    const y = (loss) => 0.6 * letter + (height - 1.2 * letter) * (1 - clamped(share(loss), -0.02, 1.06));
    const lines = known ? [0, -2, -4, -6, -8] : [0, 0.5, 1];
    for (const each of lines) {
      const loss = surface.lowest + top * (known ? 10 ** each : each);
      context.strokeStyle = theme.edge;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(left, y(loss));
      context.lineTo(width - 8, y(loss));
      context.stroke();
      const power = each === 0 ? "1" : `10${superscript(each)}`;
      const written = known ? power : loss.toPrecision(2).replace("-", "\u2212");
      sheet.write(written, left - 6, y(loss), "right", "middle");
    }
    const told = known ? say("loss above the lowest, as a share of the first") : say("loss");
    if (context.measureText(told).width < 0.8 * (width - left)) {
      sheet.write(told, width - 8, 0.2 * letter, "right", "top");
    }
    for (const { walk, colour } of walks) {
      context.strokeStyle = classColour(theme, colour);
      context.lineWidth = 2;
      context.beginPath();
      walk.losses.forEach((loss, i) => {
        if (Number.isFinite(loss)) context.lineTo(x(i), y(loss));
      });
      context.stroke();
    }
    context.strokeStyle = theme.text;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x(step), 0);
    context.lineTo(x(step), height);
    context.stroke();
  }
}

/** @param {number} exponent */
function superscript(exponent) {
  const signed = String(exponent).replace("-", "\u207b");
  return signed.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
}
