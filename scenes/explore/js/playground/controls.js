/**
 * The choices and sliders of the playground: each writes into the settings, and shows them.
 *
 * @import { ActivationKind } from "../engine/other_activations.js"
 * @import { Lab } from "./lab.js"
 * @import { Settings } from "./settings.js"
 */

import { OPTIMIZERS } from "../engine/optimizers.js";
import { byId, inputOf, selectOf, write } from "../page/elements.js";
import { fixed } from "../page/numbers.js";
import { say } from "../page/words.js";
import { OWN, datasetsOf } from "./datasets.js";
import { BATCHES, MOST_LAYERS, PENALTY_RATES, RATES, SPEEDS } from "./settings.js";

/** Choices of text, and of numbers. */
const TEXTS = /** @type {const} */ (["problem", "activation", "optimizer", "penalty"]);
const NUMBERS = /** @type {const} */ (["rate", "batch", "penaltyRate", "speed"]);
const SLIDERS = /** @type {const} */ (["classes", "samples", "share", "noise"]);
const CHECKS = /** @type {const} */ (["test", "discrete"]);
/** Units of the layer that is added. */
const NEW_LAYER = 4;

/** Joins the controls of the page with an experiment. */
export class Controls {
  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.#offer(lab.activations);
    this.#connect();
  }

  /** Show the settings as they are. */
  show() {
    const { settings, running, past, future } = this.lab;
    for (const name of [...TEXTS, ...NUMBERS]) setChoice(name, settings[name]);
    for (const name of SLIDERS) {
      if (document.activeElement !== byId(name) || Number(inputOf(name).value) !== settings[name]) {
        inputOf(name).value = String(settings[name]);
      }
      write(`${name}-value`, this.#told(name, settings[name]));
    }
    for (const name of CHECKS) inputOf(name).checked = settings[name];
    const kind = datasetsOf(settings.problem)[settings.data];
    byId("classes-part").hidden = !kind?.anyClasses;
    byId("samples-part").hidden = settings.data === OWN;
    inputOf("penaltyRate").disabled = settings.penalty === "none";
    byId("run").classList.toggle("playing", running);
    byId("run").setAttribute("aria-pressed", String(running));
    buttonOf("undo").disabled = past.length === 0;
    buttonOf("redo").disabled = future.length === 0;
    buttonOf("fewer-layers").disabled = settings.hidden.length === 0;
    buttonOf("more-layers").disabled = settings.hidden.length === MOST_LAYERS;
  }

  /** @param {typeof SLIDERS[number]} name @param {number} value */
  #told(name, value) {
    return name === "share" ? `${value}%` : name === "noise" ? fixed(value, 2) : String(value);
  }

  /** @param {ActivationKind[]} activations */
  #offer(activations) {
    offer("problem", [["classification", say("classification")], ["regression", say("regression")]]);
    offer("activation", activations.map(({ name }) => [name, name]));
    offer("optimizer", Object.keys(OPTIMIZERS).map((name) => [name, name]));
    offer("rate", RATES.map((rate) => [String(rate), String(rate)]));
    offer("batch", BATCHES.map((size) => [String(size), size === 0 ? say("all") : String(size)]));
    offer("penalty", [["none", say("none")], ["l1", "L1"], ["l2", "L2"]]);
    offer("penaltyRate", PENALTY_RATES.map((rate) => [String(rate), String(rate)]));
    offer("speed", SPEEDS.map((speed) =>
      [String(speed), speed === 0 ? say("as many as it can") : String(speed)]));
  }

  #connect() {
    const { lab } = this;
    for (const name of TEXTS) {
      selectOf(name).addEventListener("change", () => this.#choose(name, selectOf(name).value));
    }
    for (const name of NUMBERS) {
      selectOf(name).addEventListener("change", () => lab.change({ [name]: Number(selectOf(name).value) }));
    }
    for (const name of SLIDERS) {
      inputOf(name).addEventListener("input", () =>
        write(`${name}-value`, this.#told(name, Number(inputOf(name).value))));
      inputOf(name).addEventListener("change", () => lab.change({ [name]: Number(inputOf(name).value) }));
    }
    for (const name of CHECKS) {
      inputOf(name).addEventListener("change", () => lab.change({ [name]: inputOf(name).checked }));
    }
    byId("reset").addEventListener("click", () => lab.reset());
    byId("undo").addEventListener("click", () => lab.undo());
    byId("redo").addEventListener("click", () => lab.redo());
    byId("anew").addEventListener("click", () => lab.change({ seed: lab.settings.seed + 1 }));
    byId("redraw").addEventListener("click", () => lab.change({ weights: lab.settings.weights + 1 }));
    byId("fewer-layers").addEventListener("click", () =>
      lab.change({ hidden: lab.settings.hidden.slice(0, -1) }));
    byId("more-layers").addEventListener("click", () => {
      const { hidden } = lab.settings;
      lab.change({ hidden: [...hidden, hidden[hidden.length - 1] ?? NEW_LAYER] });
    });
    document.addEventListener("keydown", (event) => {
      const focus = document.activeElement;
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      if (focus instanceof HTMLInputElement && ["number", "text"].includes(focus.type)) return;
      event.preventDefault();
      if (event.shiftKey) lab.redo();
      else lab.undo();
    });
  }

  /** @param {typeof TEXTS[number]} name @param {string} value */
  #choose(name, value) {
    /** @type {Partial<Settings>} */
    const patch = { [name]: value };
    if (name === "optimizer") patch.rate = OPTIMIZERS[value].rate;
    if (name === "penalty" && value !== "none" && this.lab.settings.penaltyRate === 0) {
      patch.penaltyRate = 0.003;
    }
    if (name === "problem") {
      const [data, { noise, classes }] = Object.entries(datasetsOf(value))[0];
      Object.assign(patch, { data, noise, classes });
    }
    this.lab.change(patch);
  }
}

/** @param {string} id */
export function buttonOf(id) {
  return /** @type {HTMLButtonElement} */ (byId(id));
}

/** Fill a choice. @param {string} id @param {[string, string][]} options  Values, and their texts. */
export function offer(id, options) {
  selectOf(id).replaceChildren(...options.map(([value, text]) => new Option(text, value)));
}

/** Show a value in a choice, which may not have it yet. @param {string} id @param {string | number} value */
function setChoice(id, value) {
  const choice = selectOf(id);
  const text = String(value);
  if (choice.value === text) return;
  if (![...choice.options].some((option) => option.value === text)) choice.add(new Option(text, text));
  choice.value = text;
}
