/**
 * Pictures of neurons: what each unit of a layer answers over the input picture.
 *
 * All units of a layer are coloured on one scale, the same at all steps.
 *
 * @import { Director } from "./director.js"
 * @import { Theme } from "./colours.js"
 */

import { channels } from "./colours.js";
import { say } from "./words.js";

/** Units that are pictured at most. */
const MOST_UNITS = 16;

/** A row of small pictures in an element of the page. */
export class Units {
  /** @param {HTMLElement} home @param {Director} director @param {Theme} theme */
  constructor(home, director, theme) {
    this.home = home;
    this.director = director;
    this.colours = [theme.negative, theme.background, theme.positive].map(channels);
    /** @type {HTMLCanvasElement[]} */
    this.canvases = [];
  }

  /** @param {number} depth @param {number} step */
  draw(depth, step) {
    const { director } = this;
    const layer = Math.ceil(depth);
    const values = director.units(layer, step);
    const { columns, rows } = director.lattice(1).lattice;
    const scale = director.recording.packed.scales[layer];
    this.#have(Math.min(values.columns, MOST_UNITS), values.columns);
    this.canvases.forEach((canvas, unit) => {
      if (canvas.width !== columns || canvas.height !== rows) {
        canvas.width = columns;
        canvas.height = rows;
      }
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      const image = context.createImageData(columns, rows);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const at = ((rows - 1 - row) * columns + column) * values.columns + unit;
          this.#colour(image.data, 4 * (row * columns + column), values.data[at] / scale);
        }
      }
      context.putImageData(image, 0, 0);
    });
  }

  /** @param {Uint8ClampedArray} data @param {number} at @param {number} value  In [-1, 1]. */
  #colour(data, at, value) {
    const [negative, zero, positive] = this.colours;
    const end = value < 0 ? negative : positive;
    const share = Math.min(Math.abs(value) || 0, 1);
    for (let i = 0; i < 3; i++) data[at + i] = zero[i] + share * (end[i] - zero[i]);
    data[at + 3] = 255;
  }

  /** Have so many canvases. @param {number} count @param {number} all */
  #have(count, all) {
    if (this.canvases.length === count && this.all === all) return;
    this.all = all;
    this.canvases = Array.from({ length: count }, (_, i) => {
      const canvas = document.createElement("canvas");
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", say("unit {number}", { number: i + 1 }));
      return canvas;
    });
    const told = document.createElement("p");
    told.textContent = all > count
      ? say("{shown} of {count} units", { shown: count, count: all })
      : this.home.getAttribute("aria-label");
    this.home.replaceChildren(told, ...this.canvases);
  }
}
