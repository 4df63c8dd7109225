/**
 * Where the page is in training and in depth, and playing through either.
 *
 * @import { Recording } from "../engine/recording.js"
 * @typedef {"training" | "depth"} Axis
 */

import { clamped, smooth } from "./numbers.js";

/** Seconds that a training takes, and a stage. */
const [TRAINING, STAGE] = [11, 1.1];

/** A place that moves. */
export class Player {
  /** @param {Recording} recording @param {() => void} changed  Called when it is elsewhere. */
  constructor(recording, changed) {
    this.recording = recording;
    this.changed = changed;
    /** Called when the viewer takes hold of the page. */
    this.paused = () => {};
    this.step = recording.lastStep;
    this.depth = recording.hidden;
    /** @type {Axis | null} */
    this.playing = null;
    /** @type {Axis} */
    this.axis = recording.steps.length > 1 ? "training" : "depth";
  }

  /** @param {number} step */
  setStep(step) {
    this.step = clamped(step, this.recording.steps[0], this.recording.lastStep);
    this.changed();
  }

  /** @param {number} depth */
  setDepth(depth) {
    this.depth = clamped(depth, 0, this.recording.hidden);
    this.changed();
  }

  /** Show a step and a depth, and play no longer. @param {number} step @param {number} depth */
  show(step, depth) {
    this.pause();
    this.setStep(step);
    this.setDepth(depth);
  }

  /** Go to the next kept step, or the one before. @param {1 | -1} direction */
  stepBy(direction) {
    this.pause();
    const { steps } = this.recording;
    const at = direction > 0
      ? steps.find((step) => step > this.step + 1e-9)
      : [...steps].reverse().find((step) => step < this.step - 1e-9);
    if (at !== undefined) this.setStep(at);
  }

  /** @param {number} stages */
  deepen(stages) {
    this.pause();
    this.setDepth(Math.round(4 * (this.depth + stages)) / 4);
  }

  /** Play along an axis, from its start if it is at its end. @param {Axis} axis */
  play(axis) {
    this.paused();
    this.axis = axis;
    this.playing = axis;
    if (axis === "training" && this.step >= this.recording.lastStep) this.step = this.recording.steps[0];
    if (axis === "depth" && this.depth >= this.recording.hidden) this.depth = 0;
    this.before = null;
    this.from = axis === "training" ? this.recording.progressAt(this.step) : this.depth;
    this.changed();
  }

  /** Stand still: the viewer has taken over. */
  pause() {
    this.paused();
    if (this.playing === null) return;
    this.playing = null;
    this.changed();
  }

  /** @param {Axis} [axis]  The one that was played last. */
  toggle(axis = this.axis) {
    if (this.playing === axis) this.pause();
    else this.play(axis);
  }

  /** Move on, if it plays. @param {number} now  Milliseconds, as frames are told. */
  advance(now) {
    if (this.playing === null) return;
    // A frame that was late does not make the picture jump.
    const seconds = Math.min(now - (this.before ?? now), 100) / 1000;
    this.before = now;
    if (this.playing === "training") {
      this.from = Math.min((this.from ?? 0) + seconds / TRAINING, 1);
      this.step = this.recording.stepAt(this.from);
      if (this.from >= 1) this.playing = null;
    } else {
      this.from = Math.min((this.from ?? 0) + seconds / STAGE, this.recording.hidden);
      const whole = Math.floor(this.from);
      this.depth = whole + smooth(this.from - whole);
      if (this.from >= this.recording.hidden) this.playing = null;
    }
    this.changed();
  }
}
