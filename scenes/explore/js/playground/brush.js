/**
 * Painting points into the plane, by hand or by keys.
 *
 * @import { Lab } from "./lab.js"
 * @import { Plane } from "./plane.js"
 * @import { OwnData, Samples } from "./samples.js"
 */

import { clamped } from "../page/numbers.js";
import { OWN } from "./datasets.js";

/** Distance between the points of a stroke, and the reach of the eraser, as shares of the plane. */
const [APART, REACH] = [0.035, 0.04];
/** Step of the cursor by a key, as a share of the plane. */
const KEY = 0.025;

/** Return the points that are shown as points of one's own. @param {Samples} samples @returns {OwnData} */
export function ownOf({ name, training, test, classNames, featureNames, centre, scale }) {
  return {
    name, classNames, featureNames, centre, scale,
    points: [...training.points.data, ...test.points.data],
    targets: [...training.targets, ...test.targets],
  };
}

/** A brush for the plane. */
export class Brush {
  /** @param {Plane} plane @param {Lab} lab @param {() => void} changed */
  constructor(plane, lab, changed) {
    this.plane = plane;
    this.lab = lab;
    this.changed = changed;
    /**
     * Class or number that is painted; null erases, undefined does nothing.
     *
     * @type {number | null | undefined}
     */
    this.target = undefined;
    /** @type {OwnData | null} */
    this.stroke = null;
    this.#connect();
  }

  /** Choose what is painted. @param {number | null | undefined} target */
  use(target) {
    this.target = target;
    this.plane.canvas.classList.toggle("painting", target !== undefined);
    this.plane.cursor = null;
    this.changed();
  }

  /** Paint or erase at a place of the plane. @param {number} x @param {number} y */
  dab(x, y) {
    if (this.target === undefined) return;
    const own = this.stroke ?? ownOf(this.lab.samples);
    this.stroke = this.target === null ? this.#without(own, x, y) : this.#with(own, x, y, this.target);
  }

  /** Hand the stroke over. */
  end() {
    const { stroke, lab } = this;
    this.stroke = null;
    if (stroke !== null && stroke.targets.length !== ownOf(lab.samples).targets.length) {
      lab.bring(stroke, { data: OWN, noise: 0 });
    }
  }

  /** @param {OwnData} own @param {number} x @param {number} y @param {number} target @returns {OwnData} */
  #with(own, x, y, target) {
    const classNames = own.classNames.slice();
    while (classNames.length > 0 && classNames.length <= target) classNames.push(String(classNames.length));
    return { ...own, classNames, points: [...own.points, x, y], targets: [...own.targets, target] };
  }

  /** @param {OwnData} own @param {number} x @param {number} y @returns {OwnData} */
  #without(own, x, y) {
    const reach = REACH * this.#width;
    const kept = own.targets.flatMap((_, i) =>
      Math.hypot(own.points[2 * i] - x, own.points[2 * i + 1] - y) > reach ? [i] : []);
    return {
      ...own,
      points: kept.flatMap((i) => [own.points[2 * i], own.points[2 * i + 1]]),
      targets: kept.map((i) => own.targets[i]),
    };
  }

  get #width() {
    return this.plane.box.high[0] - this.plane.box.low[0];
  }

  #connect() {
    const { plane } = this;
    const { canvas } = plane;
    /** @type {number[] | null} */
    let last = null;
    /** @param {PointerEvent} event */
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return plane.coordinates(event.clientX - box.left, event.clientY - box.top);
    };
    canvas.addEventListener("pointerdown", (event) => {
      if (this.target === undefined) return;
      canvas.setPointerCapture(event.pointerId);
      last = place(event);
      this.dab(last[0], last[1]);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (last === null) return;
      const [x, y] = place(event);
      if (Math.hypot(x - last[0], y - last[1]) < APART * this.#width) return;
      last = [x, y];
      this.dab(x, y);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => {
        last = null;
        this.end();
      });
    }
    canvas.addEventListener("keydown", (event) => this.#key(event));
    canvas.addEventListener("blur", () => {
      plane.cursor = null;
      this.changed();
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const { plane } = this;
    const { low, high } = plane.box;
    const [x, y] = plane.cursor ?? [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (step !== undefined) {
      const reach = KEY * this.#width;
      plane.cursor = [
        clamped(x + reach * step[0], low[0], high[0]), clamped(y + reach * step[1], low[1], high[1]),
      ];
    } else if (event.key === "Enter" || event.key === " ") {
      plane.cursor = [x, y];
      this.dab(x, y);
      this.end();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.changed();
  }
}
