/**
 * The grid of the input picture: points at equal distances, whose rows and columns are its curves.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Box } from "../engine/recording.js"
 * @import { Size } from "./windows.js"
 */

import { matrix } from "../engine/matrices.js";
import { windowFor } from "./windows.js";

/** Curves of both families together: 41 + 41 in a square picture. */
const CURVES = 82;

/** A grid of square cells that reaches to the edges of the input's picture. */
export class Lattice {
  /**
   * @param {Box} box  Of the points in the input picture. @param {Size} size
   * @param {number} detail  Samples along a side of a cell.
   */
  constructor(box, size, detail) {
    const { centre, scale } = windowFor(box, size);
    const [width, height] = [size.width / scale, size.height / scale];
    /** @type {number} */
    this.cell = (width + height) / (CURVES - 2);
    this.detail = detail;
    /** @type {number[]} */
    const cells = [width, height].map((side) => Math.max(Math.round(side / this.cell), 1));
    this.columns = cells[0] * detail + 1;
    this.rows = cells[1] * detail + 1;
    /** @type {Matrix} */
    this.points = matrix(this.rows * this.columns, 2);
    const step = this.cell / detail;
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        const at = 2 * (row * this.columns + column);
        this.points.data[at] = centre[0] + step * (column - (this.columns - 1) / 2);
        this.points.data[at + 1] = centre[1] + step * (row - (this.rows - 1) / 2);
      }
    }
  }

  /** Yield the curves: first point, stride and count, and whether it began horizontal. */
  *curves() {
    for (let row = 0; row < this.rows; row += this.detail) {
      yield { first: row * this.columns, stride: 1, count: this.columns, horizontal: true };
    }
    for (let column = 0; column < this.columns; column += this.detail) {
      yield { first: column, stride: this.columns, count: this.rows, horizontal: false };
    }
  }
}
