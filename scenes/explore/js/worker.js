/**
 * Trains beside the page, so that the page stays fluent: this runs in a worker of its own.
 *
 * @import { Matrix } from "./engine/matrices.js"
 * @import { Parameters, Stage } from "./engine/stages.js"
 * @import { Settings } from "./engine/training.js"
 *
 * @typedef {{stages: Stage[], points: Matrix, labels: number[], theta: Parameters, step: number,
 *   settings: Settings}} Begin
 * @typedef {{step: number, theta: Parameters, loss: number, accuracy: number}} Trained
 */

import { Training } from "./engine/training.js";

/** Milliseconds of training between two reports. */
const SPELL = 14;

self.onmessage = (/** @type {MessageEvent<Begin>} */ { data }) => {
  const training = new Training(data.stages, data.points, data.labels, data.theta, data.step);
  training.use(data.settings);
  const spell = () => {
    const end = performance.now() + SPELL;
    do training.update();
    while (performance.now() < end);
    const { loss, accuracy } = training.measure();
    self.postMessage({ step: training.step, theta: training.theta, loss, accuracy });
    if (Number.isFinite(loss)) setTimeout(spell, 0);
  };
  spell();
};
