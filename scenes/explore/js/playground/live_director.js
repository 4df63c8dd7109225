/**
 * What is seen of a network that learns: views and windows follow what its layers make of the points.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Box } from "../engine/recording.js"
 * @import { Picture } from "../page/director.js"
 * @import { LiveRecording } from "./live_recording.js"
 */

import { Director } from "../page/director.js";
import { Orbit } from "../page/orbit.js";
import { windowsFor } from "../page/windows.js";
import { exactView, principalView } from "./live_views.js";
import { widthsOf } from "./live_recording.js";

/** Room round the points in a new box, and share of it that they fill at least. */
const [ROOM, FILLED] = [0.12, 0.55];
/** From where three units are looked at. */
const ASIDE = new Orbit(0.6, 1.05);

/** The director of a live recording. */
export class LiveDirector extends Director {
  /** @param {LiveRecording} recording */
  constructor(recording) {
    recording.packed.dimensions = 2; // until there are views
    super(recording);
    /** @type {Matrix[]} */
    this.seen = [];
    this.live(recording);
  }

  /** Show another run. @param {LiveRecording} recording */
  live(recording) {
    const widths = widthsOf(recording.network);
    const alike = this.shown !== undefined && widths.join() === widthsOf(this.shown.network).join() &&
      this.shown.points.rows === recording.points.rows;
    this.shown = recording;
    const { boxes } = this;
    this.dimensions = widths[recording.hidden] === 3 ? 3 : 2;
    recording.packed.dimensions = this.dimensions;
    recording.packed.boxes = widths.slice(0, recording.hidden + 1).map(() => unitBox(this.dimensions));
    this.use(recording);
    this.boxes = alike ? boxes : [];
    this.hidden = recording.hidden;
    if (!alike) {
      this.orbit = this.dimensions === 3 ? ASIDE : new Orbit();
      this.views = widths.slice(0, this.hidden + 1).map((width) => exactView(width, this.dimensions));
      this.seen = [];
    }
    this.keepUp(recording.lastStep);
    this.fit(this.size);
  }

  /** Fit views and windows to what the layers make of the points at a step. @param {number} step */
  keepUp(step) {
    const { recording, dimensions, hidden } = this;
    const traced = this.warp.trace(recording.points, step, hidden);
    const boxes = this.boxes.slice();
    for (let depth = 0; depth <= hidden; depth++) {
      const x = traced[depth];
      if (!x.data.every(Number.isFinite)) break;
      if (x.columns > dimensions && x.rows > 1) {
        this.views[depth] = principalView(x, dimensions, this.seen[depth] ?? this.seen[depth - 1]);
      }
      this.seen[depth] = this.views[depth].project(x);
      boxes[depth] = depth === 0
        ? planeBox(this.shown?.samples.box ?? { low: [-1, -1], high: [1, 1] }, dimensions)
        : boxFor(this.seen[depth], boxes[depth]);
    }
    while (boxes.length <= hidden) boxes.push(unitBox(dimensions));
    this.boxes = boxes;
    this.windows = windowsFor(boxes, this.size, dimensions);
  }

  /** @param {number} depth @param {number} step @param {number} detail @returns {Picture} */
  picture(depth, step, detail) {
    const picture = super.picture(depth, step, detail);
    // Of numbers none is decided rightly or wrongly.
    if (this.recording.levels !== null) picture.decided = Uint16Array.from(this.recording.labels);
    return picture;
  }
}

/** Return the box of layers that hold no points. @param {number} dimensions @returns {Box} */
function unitBox(dimensions) {
  return { low: new Array(dimensions).fill(-1), high: new Array(dimensions).fill(1) };
}

/** @param {Box} box @param {number} dimensions @returns {Box} */
function planeBox({ low, high }, dimensions) {
  return dimensions === 3 ? { low: [...low, -1], high: [...high, 1] } : { low, high };
}

/**
 * Return a box of points: the one that was, as long as it suits, so that the scale seldom changes.
 *
 * @param {Matrix} points @param {Box} [before] @returns {Box}
 */
function boxFor({ rows, columns, data }, before) {
  const low = new Array(columns).fill(Infinity);
  const high = new Array(columns).fill(-Infinity);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      low[j] = Math.min(low[j], data[i * columns + j]);
      high[j] = Math.max(high[j], data[i * columns + j]);
    }
  }
  if (rows === 0) return unitBox(columns);
  const size = Math.max(...low.map((value, j) => high[j] - value), 1e-6);
  if (before !== undefined && before.low.length === columns) {
    const held = low.every((value, j) => value >= before.low[j] && high[j] <= before.high[j]);
    const room = Math.max(...before.low.map((value, j) => before.high[j] - value));
    if (held && size >= FILLED * room) return before;
  }
  const half = (0.5 + ROOM) * size;
  const middle = low.map((value, j) => (value + high[j]) / 2);
  // As wide as high, so that a layer that is almost a line keeps its scale when it opens.
  return { low: middle.map((x) => x - half), high: middle.map((x) => x + half) };
}
