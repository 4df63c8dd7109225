/**
 * Loss and accuracy over training, with the step that is shown, and that from which it was trained on.
 *
 * @import { Recording } from "../engine/recording.js"
 * @import { Theme } from "./colours.js"
 */

import { Continuation } from "./continuation.js";
import { clamped } from "./numbers.js";

/** Room at either end, which the slider's thumb takes too. */
const PAD = 8;

/** Draws the curves of one recording into a canvas. */
export class Chart {
  /**
   * @param {HTMLCanvasElement} canvas @param {Recording} recording @param {Theme} theme
   */
  constructor(canvas, recording, theme) {
    this.canvas = canvas;
    this.recording = recording;
    this.theme = theme;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  }

  /** Return the step at a place of the chart. @param {number} x  Pixels from its left edge. */
  stepAt(x) {
    const share = clamped((x - PAD) / (this.canvas.clientWidth - 2 * PAD), 0, 1);
    return share * this.recording.lastStep;
  }

  /** @param {number} step */
  draw(step) {
    const { canvas, context, theme, recording } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const { metrics } = recording.packed;
    const most = Math.max(
      ...[metrics.loss, metrics.validationLoss].flatMap((values) => (values ?? []).map(Number)),
    );
    this.#curve(metrics.validationLoss, most, theme.loss, [3, 3]);
    this.#curve(metrics.validationAccuracy, 1, theme.accuracy, [3, 3]);
    this.#curve(metrics.loss, most, theme.loss, []);
    this.#curve(metrics.accuracy, 1, theme.accuracy, []);
    context.setLineDash([]);
    if (recording instanceof Continuation) this.#upright(recording.from, theme.highlight);
    this.#upright(step, theme.text);
  }

  /** Draw a line at a step. @param {number} step @param {string} colour */
  #upright(step, colour) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(this.#x(step), 0);
    context.lineTo(this.#x(step), this.canvas.clientHeight);
    context.stroke();
  }

  /**
   * @param {(number | null)[] | null} values @param {number} most @param {string} colour
   * @param {number[]} dash
   */
  #curve(values, most, colour, dash) {
    if (values === null) return;
    const { context } = this;
    const height = this.canvas.clientHeight;
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.lineWidth = 1.8;
    context.beginPath();
    this.recording.packed.metrics.steps.forEach((step, i) => {
      const value = values[i];
      if (value === null) return;
      context.lineTo(this.#x(step), height - 3 - (height - 6) * clamped(value / (most || 1), 0, 1));
    });
    context.stroke();
  }

  /** @param {number} step */
  #x(step) {
    const share = step / Math.max(this.recording.lastStep, 1);
    return PAD + share * (this.canvas.clientWidth - 2 * PAD);
  }
}
