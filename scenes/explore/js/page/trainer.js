/**
 * Training on from the step that is shown, and back to the recording.
 *
 * @import { Recording } from "../engine/recording.js"
 * @import { Trained } from "../worker.js"
 * @import { Player } from "./player.js"
 */

import { isTrainable } from "../engine/gradients.js";
import { OPTIMIZERS } from "../engine/optimizers.js";
import { Continuation } from "./continuation.js";
import { byId, inputOf, write } from "./elements.js";
import { say } from "./words.js";

/** Rates and batches to choose from. */
const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
const BATCHES = [1, 8, 32, 128];

/** @param {string} id */
function choiceOf(id) {
  return /** @type {HTMLSelectElement} */ (byId(id));
}

/** Trains in a worker, and hands what it learns to the page. */
export class Trainer {
  /**
   * @param {Recording} recording @param {Player} player
   * @param {(recording: Recording) => void} use  Called with what is to be shown from now on.
   */
  constructor(recording, player, use) {
    this.recording = recording;
    this.player = player;
    this.use = use;
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
    const shown = this.player.recording;
    const goesOn = shown instanceof Continuation && step === shown.lastStep;
    const continued = goesOn ? shown : new Continuation(this.#baseAt(step), step);
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
      this.player.setStep(continued.lastStep);
    };
    const { points, labels } = this.recording;
    worker.postMessage({
      stages: this.stages, points, labels, step, theta: continued.parameters(step),
      settings: {
        optimizer: choiceOf("optimizer").value,
        rate: Number(choiceOf("rate").value),
        batch: Number(choiceOf("batch").value),
      },
    });
    this.worker = worker;
    write("trained", "");
    this.use(continued);
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
    return shown instanceof Continuation && step > shown.from ? shown : this.recording;
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
      choiceOf(id).replaceChildren(...options.map(([value, text]) =>
        new Option(text, String(value), false, String(value) === chosen)));
    };
    offer("optimizer", Object.keys(OPTIMIZERS).map((name) => [name, name]), "adam");
    offer("rate", RATES.map((rate) => [rate, String(rate)]), "0.003");
    offer("batch", [[0, say("all")], ...BATCHES.map((size) =>
      /** @type {[number, string]} */ ([size, String(size)]))], "0");
    choiceOf("optimizer").addEventListener("change", () => {
      choiceOf("rate").value = String(OPTIMIZERS[choiceOf("optimizer").value].rate);
    });
    for (const id of ["optimizer", "rate", "batch"]) {
      choiceOf(id).addEventListener("change", () => this.stop());
    }
  }
}
