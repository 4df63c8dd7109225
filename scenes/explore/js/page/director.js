/**
 * Choosing what is seen of a recording at a depth and a step: the page asks the director, and the
 * director asks the engine.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Box, Recording } from "../engine/recording.js"
 * @import { Polygon } from "../engine/regions.js"
 * @import { Size, Window } from "./windows.js"
 *
 * @typedef {object} Picture
 * @property {Matrix} lattice  Seen, (points, 2 or 3).
 * @property {Matrix} points
 * @property {Matrix} latticeScores  Of every class.
 * @property {Uint16Array} decided  Class of each point.
 * @property {Polygon[]} separators  Lines or planes between the classes.
 * @property {Polygon[]} halves  Per class, its part of the last hidden plane.
 * @property {number} straight  From 0 to 1, how near the last hidden space is.
 */

import { classifier, logits, probabilities, winners } from "../engine/decisions.js";
import { matrix } from "../engine/matrices.js";
import { View, seenAt } from "../engine/projections.js";
import { linearRegions, separators } from "../engine/regions.js";
import { Warp } from "../engine/warps.js";
import { Lattice } from "./lattice.js";
import { smooth } from "./numbers.js";
import { Orbit, besidePlane } from "./orbit.js";
import { windowAt, windowsFor } from "./windows.js";

/** Stages before the last hidden space from which on its straight regions appear. */
const FADE = 0.35;
/** Radians from above at which three dimensions are looked at. */
const TILT = 1.05;

/** All that a page shows of one recording. */
export class Director {
  /** @param {Recording} recording */
  constructor(recording) {
    this.recording = recording;
    this.warp = new Warp(recording);
    this.hidden = recording.hidden;
    this.dimensions = recording.packed.dimensions;
    this.views = recording.packed.views.map((view) => new View(view));
    this.boxes = recording.packed.boxes;
    /** @type {Size} */
    this.size = { width: 1, height: 1 };
    this.orbit = new Orbit();
    if (this.dimensions === 3) {
      const { weights } = this.#seenClassifier(recording.lastStep);
      const [first, second] = [weights.data.subarray(0, 3), weights.data.subarray(3, 6)];
      this.orbit = besidePlane(second.map((x, axis) => x - first[axis]), TILT);
    }
    /** @type {Map<string, {step: number, traced: Matrix[]}>} */
    this.traces = new Map();
  }

  /** Show another recording of the same network. @param {Recording} recording */
  use(recording) {
    this.recording = recording;
    this.warp = new Warp(recording);
    this.traces.clear();
    this.#frame(recording.packed.boxes);
  }

  /** Show all of the points at a step, where they leave what is shown. @param {number} step */
  widen(step) {
    const traced = this.warp.trace(this.recording.points, step, this.hidden);
    this.#frame(this.boxes.map((box, depth) => holding(box, this.views[depth].project(traced[depth]))));
  }

  /** @param {Box[]} boxes */
  #frame(boxes) {
    this.boxes = boxes;
    this.windows = windowsFor(boxes, this.size, this.dimensions);
  }

  /** Lay the grid, and choose the windows, for a picture of this size. @param {Size} size */
  fit(size) {
    this.size = size;
    this.windows = windowsFor(this.boxes, size, this.dimensions);
    // A fine grid for a picture that stands still, a coarse one while it moves and time is short.
    this.lattices = [1, 2].map((detail) => {
      const lattice = new Lattice(this.boxes[0], size, detail);
      return { lattice, inputs: this.views[0].lift(lattice.points) };
    });
    this.traces.clear();
  }

  /** @param {number} detail  1 or 2. */
  lattice(detail) {
    return /** @type {{lattice: Lattice, inputs: Matrix}[]} */ (this.lattices)[detail - 1];
  }

  /** @param {number} depth @returns {Window} */
  window(depth) {
    return windowAt(/** @type {Window[]} */ (this.windows), depth);
  }

  /** Return from where a depth is looked at: a plane of inputs from above. @param {number} depth */
  orbitAt(depth) {
    return this.orbit.part(this.views[0].basis.rows > 2 ? 1 : smooth(depth));
  }

  /**
   * Compute one picture.
   *
   * @param {number} depth @param {number} step @param {number} detail @returns {Picture}
   */
  picture(depth, step, detail) {
    const { inputs } = this.lattice(detail);
    const grid = this.#traced(`grid ${detail}`, inputs, step);
    const points = this.#traced("points", this.recording.points, step);
    const straight = smooth((depth - (this.hidden - FADE)) / FADE);
    return {
      lattice: this.see(grid[Math.floor(depth)], depth, step),
      points: this.see(points[Math.floor(depth)], depth, step),
      latticeScores: logits(grid[this.hidden], this.recording, step),
      decided: winners(logits(points[this.hidden], this.recording, step)),
      separators: straight > 0 ? this.#separators(step) : [],
      halves: straight > 0 && this.dimensions === 2 ? this.#halves(depth, step) : [],
      straight,
    };
  }

  /**
   * Show points that were moved to the whole depth below. @param {Matrix} x
   *
   * @param {number} depth @param {number} step @returns {Matrix}
   */
  see(x, depth, step) {
    return seenAt(this.views, this.warp.within(x, depth, step), depth);
  }

  /**
   * Return what every stage makes of one point, and the probability of each class.
   *
   * @param {Float64Array} features @param {number} step
   */
  follow(features, step) {
    const traced = this.warp.trace(matrix(1, features.length, features), step);
    const scores = logits(traced[this.hidden], this.recording, step);
    return { traced, shares: probabilities(scores).data, decided: winners(scores)[0] };
  }

  /**
   * Return the units of a depth over the input picture: one column each, on the coarse grid.
   *
   * @param {number} depth @param {number} step
   */
  units(depth, step) {
    return this.#traced("grid 1", this.lattice(1).inputs, step)[depth];
  }

  /** Return which share of the points is decided rightly now. @param {Uint16Array} decided */
  right(decided) {
    const { labels } = this.recording;
    return labels.filter((label, i) => label === decided[i]).length / labels.length;
  }

  /** @param {string} name @param {Matrix} inputs @param {number} step */
  #traced(name, inputs, step) {
    const known = this.traces.get(name);
    if (known?.step === step) return known.traced;
    const traced = this.warp.trace(inputs, step, this.hidden);
    this.traces.set(name, { step, traced });
    return traced;
  }

  /** @param {number} step */
  #seenClassifier(step) {
    const { weights, biases } = classifier(this.recording, step);
    return this.views[this.hidden].seeClassifier(weights, biases);
  }

  /** @param {number} step */
  #separators(step) {
    const { weights, biases } = this.#seenClassifier(step);
    const { low, high } = this.boxes[this.hidden];
    if (this.dimensions === 3) return separators(weights, biases, { low, high });
    // The picture's edge cuts lines; planes end at the room's walls.
    const reach = 20 * Math.max(...low.map((x, axis) => high[axis] - x));
    return separators(weights, biases, {
      low: low.map((x) => x - reach),
      high: high.map((x) => x + reach),
    });
  }

  /** @param {number} depth @param {number} step */
  #halves(depth, step) {
    const { weights, biases } = this.#seenClassifier(step);
    const { centre, scale } = this.window(depth);
    const reach = 4000 / scale;
    return linearRegions(weights, biases, {
      low: centre.map((x) => x - reach),
      high: centre.map((x) => x + reach),
    });
  }
}

/** Return a box that holds finite points too. @param {Box} box @param {Matrix} points @returns {Box} */
function holding({ low, high }, { columns, data }) {
  const wide = { low: low.slice(), high: high.slice() };
  data.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    wide.low[i % columns] = Math.min(wide.low[i % columns], value);
    wide.high[i % columns] = Math.max(wide.high[i % columns], value);
  });
  return wide;
}
