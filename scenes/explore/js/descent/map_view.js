/**
 * A surface of two variables from above: lines of equal loss, the paths, and where they start.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { Shown } from "./views.js"
 */

import { classColour } from "../page/colours.js";
import { mark } from "../page/markers.js";
import { contour, levels } from "./contours.js";
import { Sheet, mixed } from "./sheet.js";
import { SIDE, Surface } from "./surface.js";

/** Beyond this ratio of its sides, a domain is stretched to fit. */
const LONGEST = 4;

/** Draws the map. */
export class MapView {
  /** @param {HTMLCanvasElement} canvas @param {Theme} theme */
  constructor(canvas, theme) {
    this.sheet = new Sheet(canvas, theme);
    this.theme = theme;
    /** @type {Surface | null} */
    this.known = null;
    this.ground = document.createElement("canvas");
    /** @type {number[][]} */
    this.lines = [];
    this.box = { left: 0, top: 0, width: 1, height: 1 };
  }

  /** @param {Shown} shown */
  draw({ surface, start, walks, step }) {
    if (this.known !== surface) this.#survey(surface);
    const { sheet, theme } = this;
    sheet.begin();
    this.#lay(surface);
    const { context } = sheet;
    const { left, top, width, height } = this.box;
    const place = (/** @type {ArrayLike<number>} */ point) => this.placeOf(point);
    sheet.ticks(surface.domain[0], (x) => place([x, 0])[0], false, top + height);
    sheet.ticks(surface.domain[1], (y) => place([0, y])[1], true, left);
    sheet.write(surface.names[0], left + width, top + height + 6 + sheet.letter, "right", "top", theme.text);
    sheet.write(surface.names[1], left + 2, top - 4, "left", "bottom", theme.text);
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    context.imageSmoothingEnabled = true;
    context.drawImage(this.ground, left, top, width, height);
    this.#drawLines();
    for (const { place: minimum } of surface.minima) this.#drawMinimum(place(minimum));
    for (const { walk, colour } of walks) {
      const reached = walk.path.slice(0, Math.floor(step) + 1).map(place);
      this.#drawPath(reached, colour);
    }
    context.restore();
    for (const { walk, colour } of walks) {
      const [x, y] = place(walk.path[Math.min(Math.floor(step), walk.path.length - 1)]);
      if (!(x >= left && x <= left + width && y >= top && y <= top + height)) continue;
      context.beginPath();
      mark(context, colour, x, y, 6);
      context.lineWidth = 2.5;
      context.strokeStyle = theme.background;
      context.stroke();
      context.fillStyle = classColour(theme, colour);
      context.fill();
    }
    const [x, y] = place(start);
    context.beginPath();
    context.arc(x, y, 9, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = theme.text;
    context.stroke();
  }

  /** @param {ArrayLike<number>} point @returns {[number, number]} */
  placeOf(point) {
    const [[low, high], [bottom, top]] = /** @type {Surface} */ (this.known).domain;
    return [
      this.box.left + (this.box.width * (point[0] - low)) / (high - low),
      this.box.top + (this.box.height * (top - point[1])) / (top - bottom),
    ];
  }

  /** Return the point at a place. @param {number} x @param {number} y */
  pointAt(x, y) {
    const [[low, high], [bottom, top]] = /** @type {Surface} */ (this.known).domain;
    return [
      low + ((high - low) * (x - this.box.left)) / this.box.width,
      top - ((top - bottom) * (y - this.box.top)) / this.box.height,
    ];
  }

  /**
   * Choose where the domain is drawn, both variables on one scale if they can be.
   *
   * @param {Surface} surface
   */
  #lay({ domain: [[low, high], [bottom, top]] }) {
    const { width, height, letter } = this.sheet;
    const edge = { left: 3.4 * letter, right: 0.8 * letter, top: 1.6 * letter, bottom: 2.8 * letter };
    const room = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom };
    const ratio = (high - low) / (top - bottom);
    const stretched = ratio > LONGEST || ratio < 1 / LONGEST;
    const wide = stretched ? room.width : Math.min(room.width, room.height * ratio);
    const tall = stretched ? room.height : wide / ratio;
    this.box = {
      left: edge.left + (room.width - wide) / 2,
      top: edge.top + (room.height - tall) / 2,
      width: wide,
      height: tall,
    };
  }

  /** Prepare what does not change while one surface is shown. @param {Surface} surface */
  #survey(surface) {
    this.known = surface;
    const { ground, theme } = this;
    ground.width = ground.height = SIDE;
    const context = /** @type {CanvasRenderingContext2D} */ (ground.getContext("2d"));
    const image = context.createImageData(SIDE, SIDE);
    surface.heights.forEach((height, i) => {
      const row = SIDE - 1 - Math.floor(i / SIDE);
      const shade = mixed(theme.background, theme.edge, 0.95 * Math.cbrt(surface.share(height)));
      image.data.set([...shade, 255], 4 * (row * SIDE + (i % SIDE)));
    });
    context.putImageData(image, 0, 0);
    this.lines = levels(surface.lowest, surface.highest).map((level) => contour(surface.heights, level));
  }

  #drawLines() {
    const { context } = this.sheet;
    const { left, top, width, height } = this.box;
    context.lineWidth = 1;
    context.strokeStyle = this.theme.grid[0];
    context.beginPath();
    for (const line of this.lines) {
      for (let i = 0; i < line.length; i += 4) {
        const [x, y, u, v] = [0, 1, 2, 3].map((k) => line[i + k] / (SIDE - 1));
        context.moveTo(left + width * x, top + height * (1 - y));
        context.lineTo(left + width * u, top + height * (1 - v));
      }
    }
    context.stroke();
  }

  /** @param {[number, number]} place */
  #drawMinimum([x, y]) {
    const { context } = this.sheet;
    context.strokeStyle = this.theme.highlight;
    context.lineWidth = 2;
    context.beginPath();
    for (const [dx, dy] of [[5, 5], [5, -5]]) {
      context.moveTo(x - dx, y - dy);
      context.lineTo(x + dx, y + dy);
    }
    context.stroke();
  }

  /** @param {[number, number][]} places @param {number} colour */
  #drawPath(places, colour) {
    const { context } = this.sheet;
    context.strokeStyle = classColour(this.theme, colour);
    context.fillStyle = context.strokeStyle;
    context.lineWidth = 2;
    context.beginPath();
    for (const [x, y] of places) if (Math.abs(x) + Math.abs(y) < 1e6) context.lineTo(x, y);
    context.stroke();
    context.beginPath();
    for (const [x, y] of places.slice(0, 60)) {
      context.moveTo(x + 2.6, y);
      context.arc(x, y, 2.6, 0, 2 * Math.PI);
    }
    context.fill();
  }
}
