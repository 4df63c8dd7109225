/**
 * Turning the picture of a wide layer by hand: each unit's axis is a handle.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Box } from "../engine/recording.js"
 * @import { Theme } from "./colours.js"
 * @import { Panel } from "./panel.js"
 */

import { matrix } from "../engine/matrices.js";
import { View } from "../engine/projections.js";
import { varianceSeen, withAxis } from "../engine/tours.js";
import { byId, canvasOf, inputOf, write } from "./elements.js";
import { percent } from "./numbers.js";
import { say } from "./words.js";

/** Steps, evenly chosen, whose points say how much room a layer needs and how much of it is seen. */
const POOLED = 12;
/** Share of the points that the picture has room for, however it is turned. */
const ROOM = 0.98;
/** Pixels within which a pointer finds a handle, and by how much a key moves one. */
const [GRASP, PUSH] = [16, 0.05];
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The dial with the axes of the units of one layer. */
export class Tour {
  /** @param {Panel} panel @param {Theme} theme @param {() => void} changed */
  constructor(panel, theme, changed) {
    this.panel = panel;
    this.theme = theme;
    this.changed = changed;
    this.canvas = canvasOf("dial");
    this.depth = 0;
    this.unit = 0;
    /** The recording's own views, of layers that were turned. @type {Map<number, {view: View, box: Box}>} */
    this.own = new Map();
    /** @type {Map<number, Matrix>} */
    this.pooled = new Map();
    this.#connect();
  }

  get view() {
    return this.panel.director.views[this.depth];
  }

  /** Show the dial of the layer that is seen, if there is more of it than is seen. @param {number} depth */
  draw(depth) {
    const { views } = this.panel.director;
    this.depth = Math.round(depth);
    inputOf("show-tour").disabled = views.every((view) => view.isExact);
    byId("tour").hidden = !inputOf("show-tour").checked || this.view.isExact;
    if (byId("tour").hidden) return;
    this.unit = Math.min(this.unit, this.view.basis.rows - 1);
    this.#dial();
    const seen = percent(this.view.explained);
    write("turned", say("variance seen: {share}", { share: seen }));
    const told = say("the axis of unit {number}", { number: this.unit + 1 });
    this.canvas.setAttribute("aria-valuetext", `${told}: ${seen}`);
    this.canvas.setAttribute("aria-valuenow", String(this.unit + 1));
    this.canvas.setAttribute("aria-valuemax", String(this.view.basis.rows));
    /** @type {HTMLButtonElement} */ (byId("untour")).disabled = !this.own.has(this.depth);
  }

  /**
   * Turn so that the axis of a unit is seen at a place of the dial.
   *
   * @param {number} unit @param {number[]} place
   */
  turn(unit, place) {
    const { director } = this.panel;
    const { depth, view } = this;
    if (!this.own.has(depth)) this.own.set(depth, { view, box: director.boxes[depth] });
    this.unit = unit;
    const points = this.#points();
    const basis = withAxis(view.basis, unit, this.#moved(unit, place));
    const rows = Array.from({ length: basis.rows }, (_, i) =>
      [...basis.data.subarray(i * basis.columns, (i + 1) * basis.columns)]);
    const turned = new View({ centre: view.centre, basis: rows, explained: 1 });
    turned.explained = varianceSeen(turned, points);
    this.#show(turned, this.#box(points));
  }

  /** Show the layer as the recording does. */
  reset() {
    const own = this.own.get(this.depth);
    if (own === undefined) return;
    this.own.delete(this.depth);
    this.#show(own.view, own.box);
  }

  /** @param {View} view @param {Box} box */
  #show(view, box) {
    const { director, size } = this.panel;
    director.views[this.depth] = view;
    director.boxes = director.boxes.map((each, depth) => (depth === this.depth ? box : each));
    director.fit(size);
    this.changed();
  }

  /** Return where the axis of a unit ends, from -1 to 1. @param {number} unit */
  #end(unit) {
    const row = this.#row(unit);
    if (row.length === 2) return row;
    const [right, up] = this.#axes();
    return [right, up].map((axis) => axis.reduce((sum, x, i) => sum + x * row[i], 0));
  }

  /**
   * Return the row of the basis with which an axis ends at a place.
   *
   * @param {number} unit @param {number[]} place
   */
  #moved(unit, place) {
    const row = this.#row(unit);
    if (row.length === 2) return place;
    const [x, y] = this.#end(unit);
    const [right, up] = this.#axes();
    return row.map((value, i) => value + (place[0] - x) * right[i] + (place[1] - y) * up[i]);
  }

  #axes() {
    return this.panel.director.orbitAt(this.depth).axes;
  }

  /** @param {number} unit */
  #row(unit) {
    const { columns, data } = this.view.basis;
    return [...data.subarray(unit * columns, (unit + 1) * columns)];
  }

  /** Return the points in the layer at steps all through the run, one below the other. */
  #points() {
    const known = this.pooled.get(this.depth);
    if (known !== undefined) return known;
    const { director } = this.panel;
    const { steps, points } = director.recording;
    const chosen = new Set(Array.from({ length: POOLED }, (_, i) =>
      steps[Math.round(((steps.length - 1) * i) / (POOLED - 1))]));
    const clouds = [...chosen]
      .map((step) => director.warp.trace(points, step, this.depth)[this.depth])
      .filter((cloud) => cloud.data.every(Number.isFinite));
    const [{ rows, columns }] = clouds;
    const all = matrix(rows * clouds.length, columns);
    clouds.forEach((cloud, i) => all.data.set(cloud.data, i * rows * columns));
    this.pooled.set(this.depth, all);
    return all;
  }

  /** Return a box that holds the points however they are turned. @param {Matrix} points @returns {Box} */
  #box(points) {
    const { centre, basis } = this.view;
    const reach = Array.from({ length: points.rows }, (_, i) => Math.hypot(
      ...Array.from(centre, (middle, j) => points.data[i * points.columns + j] - middle)));
    reach.sort((a, b) => a - b);
    const most = reach[Math.floor(ROOM * (reach.length - 1))] || 1;
    const ends = Array.from({ length: basis.columns }, () => most);
    return { low: ends.map((x) => -x), high: ends };
  }

  #dial() {
    const { canvas, theme } = this;
    const side = canvas.clientWidth;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = canvas.height = Math.round(side * ratio);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.strokeStyle = theme.edge;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(side / 2, side / 2, this.#radius(), 0, 2 * Math.PI);
    context.stroke();
    for (let unit = 0; unit < this.view.basis.rows; unit++) {
      const [x, y] = this.#pixel(unit);
      const chosen = unit === this.unit;
      context.strokeStyle = context.fillStyle = chosen ? theme.highlight : theme.muted;
      context.lineWidth = chosen ? 2.5 : 1.2;
      context.beginPath();
      context.moveTo(side / 2, side / 2);
      context.lineTo(x, y);
      context.stroke();
      context.beginPath();
      context.arc(x, y, chosen ? 6 : 3.5, 0, 2 * Math.PI);
      context.fill();
    }
  }

  #radius() {
    return this.canvas.clientWidth / 2 - 10;
  }

  /** @param {number} unit */
  #pixel(unit) {
    const half = this.canvas.clientWidth / 2;
    const [x, y] = this.#end(unit);
    return [half + this.#radius() * x, half - this.#radius() * y];
  }

  #connect() {
    const { canvas } = this;
    let held = -1;
    /** @param {PointerEvent} event */
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    canvas.addEventListener("pointerdown", (event) => {
      const [x, y] = place(event);
      let least = GRASP;
      for (let unit = 0; unit < this.view.basis.rows; unit++) {
        const [u, v] = this.#pixel(unit);
        const off = Math.hypot(u - x, v - y);
        if (off < least) [held, least] = [unit, off];
      }
      if (held < 0) return;
      this.unit = held;
      canvas.setPointerCapture(event.pointerId);
      this.changed();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (held < 0) return;
      const [x, y] = place(event);
      const half = canvas.clientWidth / 2;
      this.turn(held, [(x - half) / this.#radius(), (half - y) / this.#radius()]);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => {
        held = -1;
      });
    }
    canvas.addEventListener("keydown", (event) => {
      const way = WAYS[/** @type {keyof typeof WAYS} */ (event.key)];
      if (way === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) {
        const [x, y] = this.#end(this.unit);
        this.turn(this.unit, [x + PUSH * way[0], y + PUSH * way[1]]);
        return;
      }
      const count = this.view.basis.rows;
      this.unit = (this.unit + way[0] + way[1] + count) % count;
      this.changed();
    });
    byId("untour").addEventListener("click", () => this.reset());
  }
}
