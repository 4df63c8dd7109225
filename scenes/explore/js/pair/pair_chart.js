/**
 * Loss and accuracy of two recordings over the same steps: the first solid, the second dashed.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { CommonTime } from "./common_time.js"
 */

import { clamped } from "../page/numbers.js";

/** Room at either end, which the slider's thumb takes too. */
const RIM = 8;

/** Draws the curves into one canvas. */
export class PairChart {
  /** @param {HTMLCanvasElement} canvas @param {CommonTime} time @param {Theme} theme */
  constructor(canvas, time, theme) {
    this.canvas = canvas;
    this.time = time;
    this.theme = theme;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const losses = time.recordings.flatMap(({ packed }) => packed.metrics.loss.map(Number));
    this.most = losses.reduce((most, loss) => Math.max(most, loss), 0) || 1;
  }

  /** Return the step at a place of the chart. @param {number} x  Pixels from its left edge. */
  stepAt(x) {
    return clamped((x - RIM) / (this.canvas.clientWidth - 2 * RIM), 0, 1) * this.time.lastStep;
  }

  /** @param {number} step */
  draw(step) {
    const { canvas, context, theme, time } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    time.recordings.forEach((recording, side) => {
      const { metrics } = recording.packed;
      context.setLineDash(side === 0 ? [] : [5, 4]);
      this.#curve(metrics.steps, metrics.loss, this.most, theme.loss);
      this.#curve(metrics.steps, metrics.accuracy, 1, theme.accuracy);
    });
    context.setLineDash([]);
    context.strokeStyle = theme.text;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(this.#x(step), 0);
    context.lineTo(this.#x(step), height);
    context.stroke();
  }

  /**
   * @param {number[]} steps @param {(number | null)[]} values @param {number} most
   * @param {string} colour
   */
  #curve(steps, values, most, colour) {
    const { context } = this;
    const height = this.canvas.clientHeight;
    context.strokeStyle = colour;
    context.lineWidth = 1.8;
    context.beginPath();
    steps.forEach((step, i) => {
      const value = values[i];
      if (value === null) return;
      context.lineTo(this.#x(step), height - 3 - (height - 6) * clamped(value / most, 0, 1));
    });
    context.stroke();
  }

  /** @param {number} step */
  #x(step) {
    const share = step / Math.max(this.time.lastStep, 1);
    return RIM + share * (this.canvas.clientWidth - 2 * RIM);
  }
}
