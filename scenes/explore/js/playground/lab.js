/**
 * An experiment: settings, points, a network that learns in a worker, and the way back.
 *
 * @import { Parameters } from "../engine/stages.js"
 * @import { Begin, Settled } from "../playground_worker.js"
 * @import { Trained } from "./live_recording.js"
 * @import { ActivationKind } from "../engine/other_activations.js"
 * @import { OwnData, Samples } from "./samples.js"
 * @import { Settings } from "./settings.js"
 *
 * @typedef {{settings: Settings, own: OwnData | null, samples: Samples, recording: LiveRecording}} Moment
 */

import { Training } from "../engine/training.js";
import { featuresOf } from "../engine/features.js";
import { LiveRecording } from "./live_recording.js";
import { buildNetwork, firstParameters, withoutActivations } from "./network.js";
import { makeSamples } from "./samples.js";
import { OF_DATA, OF_NETWORK } from "./settings.js";

/** Moments to which one can go back. */
const MOST_MOMENTS = 100;
/** Milliseconds of training between two frames, when it is to be as quick as it can. */
const SPELL = 14;

/** Everything that a viewer experiments with. */
export class Lab {
  /**
   * @param {Settings} settings @param {OwnData | null} own @param {ActivationKind[]} activations
   * @param {() => Worker} hire  Starts a worker. @param {(renewed: boolean) => void} changed  Told
   *   whether the run is another one.
   */
  constructor(settings, own, activations, hire, changed) {
    this.settings = settings;
    this.own = own;
    this.activations = activations;
    this.changed = changed;
    /** @type {Moment[]} */
    this.past = [];
    /** @type {Moment[]} */
    this.future = [];
    this.running = false;
    this.diverged = false;
    this.run = 0;
    this.worker = hire();
    this.worker.onmessage = (/** @type {MessageEvent<{run: number, trained: Trained}>} */ { data }) => {
      if (data.run === this.run) this.#hear(data.trained);
    };
    this.samples = makeSamples(settings, own);
    this.recording = this.#renew();
  }

  /** Change settings. @param {Partial<Settings>} patch */
  change(patch) {
    const names = Object.keys(patch);
    if (names.every((name) => String(this.settings[/** @type {keyof Settings} */ (name)]) ===
        String(patch[/** @type {keyof Settings} */ (name)]))) return;
    this.#remember();
    this.settings = { ...this.settings, ...patch };
    if (names.some((name) => OF_DATA.includes(name))) this.#resample();
    else if (names.some((name) => OF_NETWORK.includes(name))) this.#restart();
    else this.#settle();
  }

  /**
   * Take points of the viewer's own; a network that they fit goes on with them.
   *
   * @param {OwnData} own @param {Partial<Settings>} patch
   */
  bring(own, patch) {
    this.#remember();
    this.own = own;
    const classes = this.samples.classNames.length;
    this.settings = { ...this.settings, ...patch };
    this.#resample(classes);
  }

  /** Begin anew, with the same first weights. */
  reset() {
    this.#remember();
    this.pause();
    this.#restart();
  }

  /** Go back to before the last change. */
  undo() {
    this.#restore(this.past, this.future);
  }

  /** Go forward again. */
  redo() {
    this.#restore(this.future, this.past);
  }

  /** Make one parameter another. @param {string} name @param {number} index @param {number} value */
  setParameter(name, index, value) {
    this.#remember();
    const { step, theta, controlTheta } = this.recording.at(this.recording.lastStep);
    const values = theta[name].slice();
    values[index] = value;
    const before = this.recording.until(step - 1);
    this.recording = before;
    before.append(this.#measured(step, { ...theta, [name]: values }, controlTheta));
    this.#begin();
    this.changed(true);
    if (this.running) this.#ask();
  }

  /** Train on, from a step. @param {number} step */
  start(step) {
    if (this.running || this.samples.training.targets.length === 0) return;
    this.#goFrom(step);
    this.running = true;
    this.#ask();
    this.changed(false);
  }

  /** Stand still. */
  pause() {
    if (!this.running) return;
    this.running = false;
    this.changed(false);
  }

  /** Make a single update, from a step. @param {number} step */
  stepOnce(step) {
    this.pause();
    if (this.samples.training.targets.length === 0) return;
    this.#goFrom(step);
    this.#ask();
  }

  /** @param {number} step */
  #goFrom(step) {
    this.diverged = false;
    if (step >= this.recording.lastStep) return;
    this.#remember();
    this.recording = this.recording.until(step);
    this.#begin();
    this.changed(true);
  }

  /** @returns {Moment} */
  get moment() {
    const { settings, own, samples, recording } = this;
    return { settings, own, samples, recording: recording.until(recording.lastStep) };
  }

  #remember() {
    this.past.push(this.moment);
    if (this.past.length > MOST_MOMENTS) this.past.shift();
    this.future = [];
  }

  /** @param {Moment[]} from @param {Moment[]} to */
  #restore(from, to) {
    const moment = from.pop();
    if (moment === undefined) return;
    this.running = false;
    to.push(this.moment);
    Object.assign(this, moment);
    this.#begin();
    this.changed(true);
  }

  /** @param {number} [classes]  With which the network can go on. */
  #resample(classes) {
    this.samples = makeSamples(this.settings, this.own);
    const goesOn = classes === this.samples.classNames.length;
    this.#restart(goesOn ? this.recording.at(this.recording.lastStep) : undefined);
  }

  /** @param {{theta: Parameters, controlTheta: Parameters}} [from]  First weights. */
  #restart(from) {
    this.recording = this.#renew(from);
    this.changed(true);
    if (this.running) this.#ask();
  }

  /**
   * Build the network anew, and begin.
   *
   * @param {{theta: Parameters, controlTheta: Parameters}} [from]  First weights.
   */
  #renew(from) {
    const { settings, samples } = this;
    const kind = this.activations.find(({ name }) => name === settings.activation);
    const outputs = settings.problem === "regression" ? 1 : samples.classNames.length;
    const network = buildNetwork(settings, outputs, /** @type {ActivationKind} */ (kind));
    const recording = new LiveRecording(samples, network, settings.test);
    const theta = from?.theta ?? firstParameters(network.trained, settings.weights);
    const control = from?.controlTheta ??
      firstParameters(withoutActivations(network.trained), settings.weights);
    this.recording = recording;
    recording.append(this.#measured(0, theta, control));
    this.diverged = false;
    this.#begin();
    return recording;
  }

  /** Tell the worker where to go on from. */
  #begin() {
    const { samples, settings, recording } = this;
    const { step, theta, controlTheta } = recording.at(recording.lastStep);
    this.run++;
    this.waiting = false;
    /** @type {Begin} */
    const begin = {
      kind: "begin", run: this.run, step, theta, controlTheta, stages: recording.network.trained,
      loss: this.#loss, settings,
      training: this.#fed(samples.training), test: this.#fed(samples.test),
    };
    this.worker.postMessage(begin);
  }

  #settle() {
    /** @type {Settled} */
    const told = { kind: "settings", run: this.run, settings: this.settings };
    this.worker.postMessage(told);
    this.changed(false);
  }

  #ask() {
    if (this.waiting) return;
    this.waiting = true;
    const { speed } = this.settings;
    const updates = this.running ? speed : 1;
    this.worker.postMessage({ kind: "go", run: this.run, updates, milliseconds: updates === 0 ? SPELL : 0 });
  }

  /** @param {Trained} trained */
  #hear(trained) {
    this.waiting = false;
    if (Number.isFinite(trained.training.loss)) {
      this.recording.append(trained);
      if (this.running) requestAnimationFrame(() => this.running && this.#ask());
    } else {
      this.running = false;
      this.diverged = true;
      this.#begin();
    }
    this.changed(false);
  }

  /** @param {{points: import("../engine/matrices.js").Matrix, targets: number[]}} part */
  #fed({ points, targets }) {
    return { points: featuresOf(points, this.settings.features), targets };
  }

  get #loss() {
    return this.settings.problem === "regression" ? "squared-error" : "cross-entropy";
  }

  /** @param {number} step @param {Parameters} theta @param {Parameters} controlTheta @returns {Trained} */
  #measured(step, theta, controlTheta) {
    const { trained } = this.recording.network;
    const [training, test] = [this.#fed(this.samples.training), this.#fed(this.samples.test)];
    const network = new Training(trained, training.points, training.targets, theta, step, this.#loss);
    const control = new Training(
      withoutActivations(trained), training.points, training.targets, controlTheta, step, this.#loss);
    return {
      step, theta, controlTheta, training: network.measure(),
      test: network.measure(test.points, test.targets), control: control.measure(),
    };
  }
}
