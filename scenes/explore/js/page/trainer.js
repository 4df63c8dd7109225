/**
 * Training on from the step that is shown, and back to the recording.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { ActivationKind } from "../engine/other_activations.js"
 * @import { Recording } from "../engine/recording.js"
 * @import { Trained } from "../worker.js"
 * @import { Player } from "./player.js"
 */

import { isTrainable } from "../engine/gradients.js";
import { matrix } from "../engine/matrices.js";
import { OPTIMIZERS } from "../engine/optimizers.js";
import { formulaWith, parametersFor, withActivation } from "../engine/other_activations.js";
import { Chance } from "../engine/random.js";
import { Continuation } from "./continuation.js";
import { byId, inputOf, selectOf, write } from "./elements.js";
import { say } from "./words.js";

/** Rates and batches to choose from. */
const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
const BATCHES = [1, 8, 32, 128];
/** Standard deviations by which points are moved. */
const NOISES = [0, 0.05, 0.1, 0.2, 0.4];

/** Trains in a worker, and hands what it learns to the page. */
export class Trainer {
  /**
   * @param {Recording} recording @param {Player} player
   * @param {ActivationKind[]} activations  Those to choose from.
   * @param {{use: (recording: Recording) => void, widen: (step: number) => void}} acts  Called with
   *   what is to be shown from now on; and when points may have left the picture.
   */
  constructor(recording, player, activations, { use, widen }) {
    this.recording = recording;
    this.player = player;
    this.activations = activations;
    this.use = use;
    this.widen = widen;
    /** The activation and the noise with which it was trained on last. */
    this.chosen = " 0";
    /** @type {Worker | null} */
    this.worker = null;
    this.stages = recording.stages.slice(0, recording.hidden + 1);
    const possible = this.stages.every(isTrainable);
    inputOf("show-training").disabled = !possible;
    if (!possible) byId("training-switch").title = say("This network is not trained on here.");
    this.#offer();
    byId("train-on").addEventListener("click", () => {
      if (this.worker === null) this.start();
      else this.stop();
    });
    byId("back").addEventListener("click", () => this.back());
  }

  /** Train on from the step that is shown. */
  start() {
    this.player.pause();
    const step = Math.round(this.player.step);
    const continued = this.#continued(step);
    const source = new Blob([byId("worker").textContent ?? ""], { type: "text/javascript" });
    const address = URL.createObjectURL(source);
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onmessage = (/** @type {MessageEvent<Trained>} */ { data }) => {
      if (this.worker !== worker) return;
      if (!Number.isFinite(data.loss)) {
        this.stop();
        write("trained", say("The training diverged at step {step}.", { step: data.step }));
        return;
      }
      continued.append(data);
      this.widen(data.step);
      this.player.setStep(continued.lastStep);
    };
    const { points, labels, stages, hidden } = continued;
    worker.postMessage({
      stages: stages.slice(0, hidden + 1), points, labels, step, theta: continued.parameters(step),
      settings: {
        optimizer: selectOf("optimizer").value,
        rate: Number(selectOf("rate").value),
        batch: Number(selectOf("batch").value),
      },
    });
    this.worker = worker;
    write("trained", "");
    this.use(continued);
    this.widen(step);
    this.#tell();
  }

  /** Train no longer; what was learned stays. */
  stop() {
    if (this.worker === null) return;
    this.worker.terminate();
    this.worker = null;
    this.#tell();
  }

  /** Return to what was recorded. */
  back() {
    this.stop();
    write("trained", "");
    this.use(this.recording);
    this.#tell();
  }

  /** Return the recording that holds a step: a continuation where it leads there. @param {number} step */
  #baseAt(step) {
    const shown = this.player.recording;
    return shown instanceof Continuation && step >= shown.from ? shown : this.recording;
  }

  /** Return the continuation from a step as it is chosen. @param {number} step */
  #continued(step) {
    const shown = this.player.recording;
    const chosen = `${selectOf("activation").value} ${selectOf("noise").value}`;
    const before = shown instanceof Continuation ? this.chosen : " 0";
    this.chosen = chosen;
    if (chosen === before) {
      const goesOn = shown instanceof Continuation && step === shown.lastStep;
      return goesOn ? shown : new Continuation(this.#baseAt(step), step);
    }
    const { recording } = this;
    const kind = this.activations.find(({ name }) => name === selectOf("activation").value);
    const stages = kind === undefined ? recording.stages : withActivation(recording.stages, kind);
    const formulas = recording.packed.formulas.map((formula, i) =>
      kind === undefined ? formula : formulaWith(stages[i], kind) ?? formula);
    const theta = parametersFor(stages, shown.parameters(step));
    const points = noisy(recording.points, Number(selectOf("noise").value));
    return new Continuation(shown, step, { stages, formulas, points, theta });
  }

  #tell() {
    const running = this.worker !== null;
    byId("train-on").classList.toggle("playing", running);
    byId("train-on").setAttribute("aria-pressed", String(running));
    byId("back").hidden = this.player.recording === this.recording;
  }

  #offer() {
    /** @param {string} id @param {[string | number, string][]} options @param {string} chosen */
    const offer = (id, options, chosen) => {
      selectOf(id).replaceChildren(...options.map(([value, text]) =>
        new Option(text, String(value), false, String(value) === chosen)));
    };
    offer("optimizer", Object.keys(OPTIMIZERS).map((name) => [name, name]), "adam");
    offer("rate", RATES.map((rate) => [rate, String(rate)]), "0.003");
    offer("batch", [[0, say("all")], ...BATCHES.map((size) =>
      /** @type {[number, string]} */ ([size, String(size)]))], "0");
    offer("activation", [["", say("as in the recording")], ...this.activations.map(({ name }) =>
      /** @type {[string, string]} */ ([name, name]))], "");
    offer("noise", NOISES.map((noise) => [noise, String(noise)]), "0");
    selectOf("optimizer").addEventListener("change", () => {
      selectOf("rate").value = String(OPTIMIZERS[selectOf("optimizer").value].rate);
    });
    for (const id of ["optimizer", "rate", "batch", "activation", "noise"]) {
      selectOf(id).addEventListener("change", () => this.stop());
    }
  }
}

/** Move points by chance, the same way each time. @param {Matrix} points @param {number} noise */
function noisy({ rows, columns, data }, noise) {
  const chance = new Chance(1);
  return matrix(rows, columns, data.map((value) => value + noise * chance.normal()));
}
