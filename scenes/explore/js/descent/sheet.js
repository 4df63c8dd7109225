/**
 * A canvas that is drawn in pixels of the page, whatever the pixels of the screen.
 *
 * @import { Theme } from "../page/colours.js"
 */

import { channels } from "../page/colours.js";
import { compact } from "../page/numbers.js";

/** What is drawn on. */
export class Sheet {
  /** @param {HTMLCanvasElement} canvas @param {Theme} theme */
  constructor(canvas, theme) {
    this.canvas = canvas;
    this.theme = theme;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.width = 1;
    this.height = 1;
    /** Pixels of a letter's height. */
    this.letter = 14;
  }

  /** Take the canvas's size on the page, and clear it. */
  begin() {
    const { canvas, context } = this;
    this.width = canvas.clientWidth;
    this.height = canvas.clientHeight;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const [width, height] = [this.width * ratio, this.height * ratio].map(Math.round);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    const style = getComputedStyle(canvas);
    this.letter = 0.8 * parseFloat(style.fontSize);
    context.font = `${this.letter}px ${style.fontFamily}`;
    context.lineJoin = "round";
    context.lineCap = "round";
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  /**
   * Write a text with room around it.
   *
   * @param {string} text @param {number} x @param {number} y @param {CanvasTextAlign} align
   * @param {CanvasTextBaseline} baseline @param {string} [colour]
   */
  write(text, x, y, align, baseline, colour = this.theme.muted) {
    const { context } = this;
    context.textAlign = align;
    context.textBaseline = baseline;
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }

  /**
   * Write round numbers along an axis, as many as there is room for.
   *
   * @param {[number, number]} ends @param {(value: number) => number} place  In pixels.
   * @param {boolean} upright @param {number} at  Where the axis is, across.
   */
  ticks([low, high], place, upright, at) {
    const room = Math.abs(place(high) - place(low)) / (this.letter * (upright ? 2.6 : 4.5));
    const step = roundStep((high - low) / Math.max(room, 1.5));
    for (let k = Math.ceil(low / step); k * step <= high + 1e-9 * step; k++) {
      const value = k * step;
      const text = shortest(value, step);
      if (upright) this.write(text, at - 5, place(value), "right", "middle");
      else this.write(text, place(value), at + 4, "center", "top");
    }
  }
}

/** Return a round number that is no smaller. @param {number} least */
function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((digit) => digit * power >= least) ?? 10);
}

/** @param {number} value @param {number} step */
function shortest(value, step) {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  if (Math.abs(value) >= 1e5 || decimals > 4) return compact(value);
  return value.toFixed(decimals).replace("-", "\u2212");
}

/** Mix two colours. @param {string} from @param {string} to @param {number} share */
export function mixed(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  return a.map((x, i) => Math.round(x + share * (b[i] - x)));
}
