/**
 * The picture in which space is seen warping: grid, points, regions, line or plane between classes.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Polygon } from "../engine/regions.js"
 * @import { Theme } from "./colours.js"
 * @import { Director, Picture } from "./director.js"
 * @import { Lattice } from "./lattice.js"
 * @import { Orbit } from "./orbit.js"
 * @import { Window } from "./windows.js"
 *
 * @typedef {{depth: number, step: number, detail: number, grid: boolean, regions: boolean}} Shown
 * @typedef {{features: Float64Array, label: number | null, trail: Matrix[]}} Followed
 */

import { matrix } from "../engine/matrices.js";
import { classColour, faded } from "./colours.js";
import { behind, sideOf } from "./hidden_sides.js";
import { mark } from "./markers.js";
import { carriedRegions } from "./mesh.js";
import { drawPoints } from "./points.js";
import { drawScaleBar } from "./scale_bar.js";

/** Opacities of a class's region, and of a plane between classes. */
const [TINT, PLANE] = [0.26, 0.13];
/** Radius of the ring round the point that is followed, in radii of a point. */
const FOLLOWED = 2.6;
/** Opacity of what lies behind the plane. */
const BEHIND = 0.35;

/** Draws what a director chose into a canvas. */
export class Panel {
  /** @param {HTMLCanvasElement} canvas @param {Director} director @param {Theme} theme */
  constructor(canvas, director, theme) {
    this.canvas = canvas;
    this.director = director;
    this.theme = theme;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.size = { width: 1, height: 1 };
    /** @type {number} */
    this.ratio = 0;
    /** Whether each class has a mark of its own shape. */
    this.shapes = true;
    /** Places of the points on screen, (x, y) each. @type {Float64Array} */
    this.places = new Float64Array(0);
  }

  /** Take the size of the canvas on the page; return whether it has changed. */
  fit() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const changed = this.size.width !== width || this.size.height !== height;
    if (width === 0 || height === 0 || !(changed || this.ratio !== ratio)) return false;
    this.size = { width, height };
    this.ratio = ratio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.director.fit(this.size);
    return true;
  }

  /** Radius of a point: what suits the size of the picture. */
  get radius() {
    return Math.min(Math.max(Math.min(this.size.width, this.size.height) / 125, 2.6), 11);
  }

  /**
   * Draw a depth at a step, and return what was drawn.
   *
   * @param {Shown} shown @param {Followed | null} followed @returns {Picture}
   */
  draw(shown, followed) {
    const { director, context, theme } = this;
    const picture = director.picture(shown.depth, shown.step, shown.detail);
    const window = director.window(shown.depth);
    const orbit = director.orbitAt(shown.depth);
    const lattice = director.lattice(shown.detail).lattice;
    const grid = this.place(picture.lattice, window, orbit);
    this.places = this.place(picture.points, window, orbit);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.fillStyle = theme.background;
    context.fillRect(0, 0, this.size.width, this.size.height);
    context.lineJoin = "round";
    if (shown.regions) this.#drawRegions(picture, lattice, grid, window, orbit);
    this.#drawAxes(window, orbit);
    const planes = director.dimensions === 3 ? picture.separators : [];
    const side = planes.length === 1 ? sideOf(planes[0], orbit) : null;
    const beyond = side && ((/** @type {Matrix} */ seen) => behind(seen, side));
    const farPoints = beyond?.(picture.points) ?? null;
    const farGrid = beyond?.(picture.lattice) ?? null;
    if (shown.grid && farGrid) this.#drawGrid(lattice, grid, farGrid, true);
    if (farPoints) this.#drawPoints(farPoints, true, picture);
    this.#drawSeparators(picture, window, orbit);
    if (shown.grid) this.#drawGrid(lattice, grid, farGrid, false);
    this.#drawPoints(farPoints, false, picture);
    if (followed) this.#drawFollowed(followed, shown, window, orbit);
    drawScaleBar(context, this.size, window.scale, theme, getComputedStyle(this.canvas).fontFamily);
    return picture;
  }

  /**
   * Map what is seen of a picture to pixels.
   *
   * @param {Matrix} seen @param {Window} window @param {Orbit} orbit @returns {Float64Array}
   */
  place(seen, { centre, scale }, orbit) {
    const places = new Float64Array(2 * seen.rows);
    const left = this.size.width / 2;
    const top = this.size.height / 2;
    if (seen.columns === 2) {
      for (let i = 0; i < seen.rows; i++) {
        places[2 * i] = left + scale * (seen.data[2 * i] - centre[0]);
        places[2 * i + 1] = top - scale * (seen.data[2 * i + 1] - centre[1]);
      }
      return places;
    }
    const [right, up] = orbit.axes;
    for (let i = 0; i < seen.rows; i++) {
      const x = seen.data[3 * i] - centre[0];
      const y = seen.data[3 * i + 1] - centre[1];
      const z = seen.data[3 * i + 2] - (centre[2] ?? 0);
      places[2 * i] = left + scale * (right[0] * x + right[1] * y + right[2] * z);
      places[2 * i + 1] = top - scale * (up[0] * x + up[1] * y + up[2] * z);
    }
    return places;
  }

  /**
   * @param {Picture} picture @param {Lattice} lattice @param {Float64Array} grid
   * @param {Window} window @param {Orbit} orbit
   */
  #drawRegions(picture, lattice, grid, window, orbit) {
    const { context, theme, size } = this;
    const flat = this.director.dimensions === 2;
    const carried = flat ? 1 - picture.straight : 1;
    if (carried > 0) {
      const paths = carriedRegions(lattice, grid, picture.latticeScores, size.width, size.height);
      paths.forEach((path, k) => {
        context.fillStyle = faded(classColour(theme, k), TINT * carried);
        context.fill(path);
      });
    }
    picture.halves.forEach((half, k) => {
      if (half.length < 3) return;
      context.fillStyle = faded(classColour(theme, k), TINT * picture.straight);
      this.#outline(half, window, orbit);
      context.fill();
    });
  }

  /** @param {Polygon} polygon @param {Window} window @param {Orbit} orbit */
  #outline(polygon, window, orbit) {
    const { context } = this;
    const corners = matrix(polygon.length, polygon[0].length, Float64Array.from(polygon.flat()));
    const places = this.place(corners, window, orbit);
    context.beginPath();
    for (let i = 0; i < polygon.length; i++) context.lineTo(places[2 * i], places[2 * i + 1]);
    if (polygon.length > 2) context.closePath();
  }

  /** Draw the axes through the origin. @param {Window} window @param {Orbit} orbit */
  #drawAxes(window, orbit) {
    const { context, theme, director } = this;
    context.strokeStyle = theme.edge;
    context.lineWidth = 1.5;
    const far = (this.size.width + this.size.height) / window.scale;
    for (let axis = 0; axis < director.dimensions; axis++) {
      const ends = [-far, far].map((reach) =>
        Array.from({ length: director.dimensions }, (_, i) => (i === axis ? reach : 0)));
      this.#outline(ends, window, orbit);
      context.stroke();
    }
  }

  /**
   * @param {Lattice} lattice @param {Float64Array} places @param {Uint8Array | null} far
   * @param {boolean} behindPlane  Draw what is behind the plane, or what is not.
   */
  #drawGrid(lattice, places, far, behindPlane) {
    const { context, theme, size } = this;
    context.lineWidth = behindPlane ? 0.8 : 1.1;
    for (const curve of lattice.curves()) {
      context.strokeStyle = theme.grid[curve.horizontal ? 0 : 1];
      context.globalAlpha = behindPlane ? BEHIND + 0.2 : 0.8;
      context.beginPath();
      let drawing = false;
      let at = curve.first;
      for (let i = 0; i + 1 < curve.count; i++, at += curve.stride) {
        const next = at + curve.stride;
        const x = places[2 * at];
        const y = places[2 * at + 1];
        const u = places[2 * next];
        const v = places[2 * next + 1];
        const seen =
          Math.max(x, u) > 0 && Math.min(x, u) < size.width &&
          Math.max(y, v) > 0 && Math.min(y, v) < size.height &&
          (far === null || (far[at] === 1) === behindPlane);
        if (seen) {
          if (!drawing) context.moveTo(x, y);
          context.lineTo(u, v);
        }
        drawing = seen;
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** @param {Picture} picture @param {Window} window @param {Orbit} orbit */
  #drawSeparators(picture, window, orbit) {
    const { context, theme } = this;
    const solid = this.director.dimensions === 3;
    for (const piece of picture.separators) {
      this.#outline(piece, window, orbit);
      if (solid) {
        context.fillStyle = faded(theme.border, PLANE * picture.straight);
        context.fill();
      }
      context.strokeStyle = faded(theme.border, picture.straight);
      context.lineWidth = solid || this.director.recording.levels !== null ? 1.2 : 3;
      context.stroke();
    }
  }

  /**
   * @param {Uint8Array | null} far @param {boolean} behindPlane @param {Picture} picture
   */
  #drawPoints(far, behindPlane, picture) {
    const { places, radius, size, shapes } = this;
    const { labels, hollow } = this.director.recording;
    const drawn = far === null
      ? null
      : far.map((beyond) => Number((beyond === 1) === behindPlane));
    const points = { places, labels, decided: picture.decided, hollow, drawn };
    this.context.globalAlpha = behindPlane ? BEHIND : 1;
    drawPoints(this.context, points, { size, radius, shapes }, this.theme);
    this.context.globalAlpha = 1;
  }

  /**
   * @param {Followed} followed @param {Shown} shown @param {Window} window @param {Orbit} orbit
   */
  #drawFollowed({ features, label, trail }, { depth, step }, window, orbit) {
    const { context, theme, radius } = this;
    context.strokeStyle = theme.highlight;
    context.lineWidth = 2.5;
    context.beginPath();
    for (const seen of trail) {
      const place = this.place(seen, window, orbit);
      context.lineTo(place[0], place[1]);
    }
    context.stroke();
    const [x, y] = this.placeOf(features, depth, step);
    if (label === null) {
      context.fillStyle = theme.highlight;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    } else {
      const path = new Path2D();
      mark(path, label, x, y, radius);
      context.fillStyle = classColour(theme, label);
      context.fill(path);
    }
    context.lineWidth = 3;
    context.beginPath();
    context.arc(x, y, FOLLOWED * radius, 0, 2 * Math.PI);
    context.stroke();
  }

  /**
   * Return where a point of the input space is on screen.
   *
   * @param {Float64Array} features @param {number} depth @param {number} step
   */
  placeOf(features, depth, step) {
    const { director } = this;
    const point = matrix(1, features.length, features);
    const below = director.warp.trace(point, step, Math.floor(depth));
    const seen = director.see(below[below.length - 1], depth, step);
    return this.place(seen, director.window(depth), director.orbitAt(depth));
  }
}
