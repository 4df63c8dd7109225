/**
 * The point that is looked at: any of the data, or wherever it is dragged.
 *
 * @import { Panel } from "./panel.js"
 * @import { Matrix } from "../engine/matrices.js"
 */

import { matrix } from "../engine/matrices.js";

/** Pixels within which a pointer finds a point. */
const NEAR = 18;
/** Samples of a trail in each stage. */
const SAMPLES = 10;

/** One point of the input space. */
export class Probe {
  /** @param {Panel} panel */
  constructor(panel) {
    this.panel = panel;
    /** @type {Float64Array | null} */
    this.features = null;
    /** @type {number | null} */
    this.label = null;
  }

  /**
   * Return which of the data is nearest to a place on screen, if any is near.
   *
   * @param {number} x @param {number} y @returns {number | null}
   */
  nearest(x, y) {
    const { places } = this.panel;
    let [found, least] = [-1, NEAR * NEAR];
    for (let i = 0; 2 * i < places.length; i++) {
      const off = (places[2 * i] - x) ** 2 + (places[2 * i + 1] - y) ** 2;
      if (off < least) [found, least] = [i, off];
    }
    return found < 0 ? null : found;
  }

  /** Look at one of the data. @param {number} index */
  choose(index) {
    const { points, labels } = this.panel.director.recording;
    this.features = points.data.slice(index * points.columns, (index + 1) * points.columns);
    this.label = labels[index];
  }

  /** Look at none. */
  clear() {
    this.features = null;
    this.label = null;
  }

  /**
   * Move the point so that it is seen at a place on screen, by Newton's method.
   *
   * The point moves within the plane that the input's picture shows.
   *
   * @param {number} x @param {number} y @param {number} depth @param {number} step
   */
  drag(x, y, depth, step) {
    if (this.features === null) return;
    const { panel } = this;
    const { views, boxes } = panel.director;
    const { rows: width, columns: picture, data: basis } = views[0].basis;
    const size = Math.max(...boxes[0].low.map((low, axis) => boxes[0].high[axis] - low));
    const tiny = 1e-5 * size;
    /** @param {Float64Array} from @param {number} a @param {number} b */
    const moved = (from, a, b) => from.map((value, i) =>
      i < width ? value + a * basis[i * picture] + b * basis[i * picture + 1] : value);
    for (let iteration = 0; iteration < 12; iteration++) {
      /** @type {Float64Array} */
      const from = this.features;
      const here = panel.placeOf(from, depth, step);
      const [dx, dy] = [x - here[0], y - here[1]];
      if (Math.hypot(dx, dy) < 0.3) return;
      const first = panel.placeOf(moved(from, tiny, 0), depth, step);
      const second = panel.placeOf(moved(from, 0, tiny), depth, step);
      const [a, c] = [(first[0] - here[0]) / tiny, (first[1] - here[1]) / tiny];
      const [b, d] = [(second[0] - here[0]) / tiny, (second[1] - here[1]) / tiny];
      // Levenberg (1944): where the plane has no extent, a short step downhill.
      const damping = 1e-6 * (a * a + b * b + c * c + d * d) + 1e-12;
      const [m, n, o] = [a * a + c * c + damping, a * b + c * d, b * b + d * d + damping];
      const [p, q] = [a * dx + c * dy, b * dx + d * dy];
      const scale = 1 / (m * o - n * n);
      let [u, v] = [scale * (o * p - n * q), scale * (m * q - n * p)];
      const length = Math.hypot(u, v);
      const most = 0.1 * size;
      if (length > most) [u, v] = [(u * most) / length, (v * most) / length];
      // Where it is folded sharply, the full step leads too far.
      /** @type {Float64Array} */
      let next = from;
      for (let part = 1; part > 1e-3 && next === from; part /= 2) {
        const tried = moved(from, part * u, part * v);
        const there = panel.placeOf(tried, depth, step);
        if (Math.hypot(x - there[0], y - there[1]) < Math.hypot(dx, dy)) next = tried;
      }
      if (next === from) return;
      this.features = next;
      this.label = null;
    }
  }

  /**
   * Return the way of the point from the input to a depth, one place each.
   *
   * There is one only where all layers have the same units, so that one picture shows them all.
   *
   * @param {number} depth @param {number} step @returns {Matrix[]}
   */
  trail(depth, step) {
    if (this.features === null) return [];
    const { director } = this.panel;
    const widths = director.views.slice(0, director.hidden + 1).map((view) => view.basis.rows);
    if (widths.some((width) => width !== director.dimensions)) return [];
    const point = matrix(1, this.features.length, this.features);
    const traced = director.warp.trace(point, step, director.hidden);
    const count = Math.ceil(depth * SAMPLES);
    return Array.from({ length: count + 1 }, (_, i) => {
      const at = count === 0 ? 0 : (depth * i) / count;
      return director.see(traced[Math.floor(at)], at, step);
    });
  }
}
