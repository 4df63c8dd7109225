/**
 * One scrubber for several recordings: their steps together, and how long each is shown.
 *
 * @import { Recording } from "../engine/recording.js"
 */

import { interpolated } from "../engine/recording.js";

/** What a player needs of recordings that are played together. */
export class CommonTime {
  /** @param {Recording[]} recordings */
  constructor(recordings) {
    this.recordings = recordings;
    /** Steps that any of them has. @type {number[]} */
    this.steps = [...new Set(recordings.flatMap(({ steps }) => steps))].sort((a, b) => a - b);
    this.lastStep = this.steps[this.steps.length - 1];
    /** Stages of the deepest one. @type {number} */
    this.hidden = Math.max(...recordings.map(({ hidden }) => hidden));
    this.progress = this.steps.map((step) => this.#shared(step));
  }

  /** Return the step to show at a share of the time. @param {number} progress */
  stepAt(progress) {
    return interpolated(progress, this.progress, this.steps);
  }

  /** Return the share of the time at which a step is shown. @param {number} step */
  progressAt(step) {
    return interpolated(step, this.steps, this.progress);
  }

  /**
   * Return where one of the recordings is: the shorter one waits at its end, and layers of networks of
   * different depth are passed together.
   *
   * @param {Recording} recording @param {number} step @param {number} depth
   */
  placeOf(recording, step, depth) {
    return {
      step: Math.min(Math.max(step, recording.steps[0]), recording.lastStep),
      depth: this.hidden === 0 ? 0 : (depth * recording.hidden) / this.hidden,
    };
  }

  /** Return the mean share of their films at which a step is shown. @param {number} step */
  #shared(step) {
    const shares = this.recordings.map((recording) =>
      recording.progressAt(Math.min(step, recording.lastStep)));
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }
}
