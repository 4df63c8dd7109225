/**
 * The training that goes on: a recording that grows, and that can be played back as any other.
 *
 * @import { Metrics } from "../engine/recording.js"
 * @import { Parameters } from "../engine/stages.js"
 * @import { Network } from "./network.js"
 * @import { Samples } from "./samples.js"
 *
 * @typedef {{loss: number, accuracy: number}} Measured
 * @typedef {{step: number, theta: Parameters, training: Measured, test: Measured,
 *   control: Measured, controlTheta: Parameters}} Trained  Accuracies of a regression are NaN.
 */

import { matrix } from "../engine/matrices.js";
import { Recording } from "../engine/recording.js";

/** Steps whose parameters are kept at most; beyond it, every other one is let go. */
const MOST_STEPS = 1200;
/** Bands into which the numbers of a regression are divided for display. */
const BANDS = 11;

/** One training run in the playground. */
export class LiveRecording extends Recording {
  /** @param {Samples} samples @param {Network} network @param {boolean} [tested]  Show test points too. */
  constructor(samples, network, tested = false) {
    const regression = samples.classNames.length === 0;
    super({
      name: samples.name, stages: network.stages, formulas: network.formulas, steps: [], progress: [],
      parameters: {}, hidden: network.hidden, threshold: 0, diverged: null,
      data: {
        samples: samples.training.targets.length, features: "", labels: [], dims: 2,
        classNames: samples.classNames, featureNames: samples.featureNames,
      },
      dimensions: widthsOf(network)[network.hidden] === 3 ? 3 : 2,
      views: [], boxes: [], scales: [],
      metrics: { steps: [], loss: [], accuracy: [], validationLoss: [], validationAccuracy: [] },
    });
    this.samples = samples;
    this.network = network;
    /** @type {Trained[]} */
    this.trained = [];
    if (regression) {
      this.levels = Array.from({ length: BANDS }, (_, k) => samples.range * ((2 * k) / (BANDS - 1) - 1));
    }
    this.lastStep = 0;
    this.show(tested);
  }

  /** Choose which points are shown. @param {boolean} tested  Whether those for tests are among them. */
  show(tested) {
    const { training, test } = this.samples;
    const rows = training.targets.length + (tested ? test.targets.length : 0);
    this.points = matrix(rows, 2);
    this.points.data.set(training.points.data);
    if (tested) this.points.data.set(test.points.data, training.points.data.length);
    const targets = tested ? [...training.targets, ...test.targets] : training.targets;
    this.labels = targets.map((target) => this.bandOf(target));
    this.hollow = Uint8Array.from({ length: rows }, (_, i) => Number(i >= training.targets.length));
  }

  /** Return the class of a point, or the band of its number. @param {number} target */
  bandOf(target) {
    if (this.levels === null) return target;
    const { range } = this.samples;
    const band = Math.round(((target / range + 1) * (BANDS - 1)) / 2);
    return Math.min(Math.max(band, 0), BANDS - 1);
  }

  /** Go on. @param {Trained} trained */
  append(trained) {
    this.trained.push(trained);
    this.steps.push(trained.step);
    this.lastStep = trained.step;
    const { steps, loss, accuracy, validationLoss, validationAccuracy } = this.packed.metrics;
    steps.push(trained.step);
    loss.push(known(trained.training.loss));
    accuracy.push(known(trained.training.accuracy));
    validationLoss?.push(known(trained.test.loss));
    validationAccuracy?.push(known(trained.test.accuracy));
    if (this.trained.length > MOST_STEPS) this.#thin();
  }

  /** Return this run until a step. @param {number} step */
  until(step) {
    const cut = new LiveRecording(this.samples, this.network);
    for (const each of this.trained) if (each.step <= step) cut.append(each);
    cut.points = this.points;
    cut.labels = this.labels;
    cut.hollow = this.hollow;
    return cut;
  }

  /** Return what was known last at a step. @param {number} step */
  at(step) {
    let found = this.trained[0];
    for (const each of this.trained) if (each.step <= step) found = each;
    return found;
  }

  /** @param {number} index @returns {Parameters} */
  parametersAt(index) {
    return this.trained[index].theta;
  }

  /** @param {number} progress */
  stepAt(progress) {
    return progress * this.lastStep;
  }

  /** @param {number} step */
  progressAt(step) {
    return step / Math.max(this.lastStep, 1);
  }

  #thin() {
    const last = this.trained.length - 1;
    /** @param {any[]} values */
    const thinned = (values) => values.filter((_, i) => i % 2 === 0 || i === last);
    this.trained = thinned(this.trained);
    this.steps = thinned(this.steps);
    const { metrics } = this.packed;
    for (const name of /** @type {(keyof Metrics)[]} */ (Object.keys(metrics))) {
      metrics[name] = /** @type {any} */ (thinned(metrics[name] ?? []));
    }
  }
}

/** @param {number} value */
function known(value) {
  return Number.isFinite(value) ? value : null;
}

/** Return how many units there are at each depth. @param {Network} network */
export function widthsOf({ stages }) {
  return [2, ...stages.map((stage) => ("width" in stage ? stage.width : stage.outputs))];
}
