/**
 * The plane as the network answers it, with its points: a picture of the output, or of one unit.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Box } from "../engine/recording.js"
 * @import { LiveRecording } from "./live_recording.js"
 *
 * @typedef {object} Answer
 * @property {Matrix} values  On the field's grid: logits, or one column of numbers.
 * @property {number} scale  Of numbers; 0 of logits.
 * @property {boolean} discrete
 */

import { mark } from "../page/markers.js";
import { SIDE } from "./field.js";
import { Palette } from "./palette.js";

/** Pixels between two samples of the grid. */
const FINE = 4;
const PIXELS = (SIDE - 1) * FINE + 1;

/** A square picture of the plane. */
export class Plane {
  /** @param {HTMLCanvasElement} canvas @param {Palette} palette */
  constructor(canvas, palette) {
    this.canvas = canvas;
    this.palette = palette;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.ground = document.createElement("canvas");
    this.ground.width = this.ground.height = PIXELS;
    this.image = new ImageData(PIXELS, PIXELS);
    /** Where keys would paint, in the plane. @type {[number, number] | null} */
    this.cursor = null;
    /** @type {Box} */
    this.box = { low: [-1, -1], high: [1, 1] };
  }

  /** Return the coordinates of a place of the picture. @param {number} x @param {number} y  Pixels. */
  coordinates(x, y) {
    const { low, high } = this.box;
    const size = this.canvas.clientWidth || 1;
    return [low[0] + ((high[0] - low[0]) * x) / size, high[1] - ((high[1] - low[1]) * y) / size];
  }

  /** @param {Answer} answer @param {LiveRecording | null} recording  Whose points are shown. */
  draw(answer, recording) {
    const { canvas, context } = this;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const size = Math.round(canvas.clientWidth * ratio);
    if (size === 0) return;
    if (canvas.width !== size) canvas.width = canvas.height = size;
    this.#paint(answer);
    const ground = /** @type {CanvasRenderingContext2D} */ (this.ground.getContext("2d"));
    ground.putImageData(this.image, 0, 0);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.ground, 0, 0, canvas.clientWidth, canvas.clientWidth);
    if (recording !== null) this.#points(recording);
    if (this.cursor !== null) this.#cross(this.cursor);
  }

  /** @param {Answer} answer */
  #paint({ values, scale, discrete }) {
    const { palette, image } = this;
    const { columns, data } = values;
    const mixed = new Float64Array(columns);
    for (let y = 0; y < PIXELS; y++) {
      const row = Math.min(Math.floor(y / FINE), SIDE - 2);
      const v = y / FINE - row;
      for (let x = 0; x < PIXELS; x++) {
        const column = Math.min(Math.floor(x / FINE), SIDE - 2);
        const u = x / FINE - column;
        const first = (row * SIDE + column) * columns;
        const below = first + SIDE * columns;
        for (let k = 0; k < columns; k++) {
          const upper = data[first + k] + u * (data[first + columns + k] - data[first + k]);
          const lower = data[below + k] + u * (data[below + columns + k] - data[below + k]);
          mixed[k] = upper + v * (lower - upper);
        }
        const at = 4 * (y * PIXELS + x);
        if (scale === 0) palette.shares(image.data, at, mixed, discrete);
        else palette.number(image.data, at, discrete ? 0.7 * Math.sign(mixed[0]) : mixed[0] / scale);
      }
    }
  }

  /** @param {LiveRecording} recording */
  #points({ points, labels, hollow, levels }) {
    const { context, box: { low, high }, palette } = this;
    const size = this.canvas.clientWidth;
    const radius = Math.min(Math.max(size / 90, 2.4), 5);
    labels.forEach((label, i) => {
      const x = ((points.data[2 * i] - low[0]) / (high[0] - low[0])) * size;
      const y = ((high[1] - points.data[2 * i + 1]) / (high[1] - low[1])) * size;
      const path = new Path2D();
      mark(path, levels === null ? label : 0, x, y, radius);
      const filled = hollow === null || hollow[i] === 0;
      context.lineWidth = filled ? 1.4 : 3.2;
      context.strokeStyle = palette.theme.background;
      context.stroke(path);
      context.fillStyle = filled ? palette.of(label, levels) : palette.theme.background;
      context.fill(path);
      if (filled) return;
      context.lineWidth = 1.5;
      context.strokeStyle = palette.of(label, levels);
      context.stroke(path);
    });
  }

  /** @param {[number, number]} place */
  #cross([x, y]) {
    const { context, box: { low, high } } = this;
    const size = this.canvas.clientWidth;
    const [u, v] = [((x - low[0]) / (high[0] - low[0])) * size, ((high[1] - y) / (high[1] - low[1])) * size];
    for (const [width, colour] of /** @type {[number, string][]} */ ([
      [4, this.palette.theme.background], [1.6, this.palette.theme.text],
    ])) {
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.beginPath();
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        context.moveTo(u + 4 * dx, v + 4 * dy);
        context.lineTo(u + 11 * dx, v + 11 * dy);
      }
      context.stroke();
    }
  }
}
