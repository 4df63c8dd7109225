/**
 * The weights of one unit as numbers that can be changed.
 *
 * @import { Affine } from "../engine/stages.js"
 * @import { Place } from "./diagram.js"
 * @import { Lab } from "./lab.js"
 */

import { FEATURES } from "../engine/features.js";
import { byId, element } from "../page/elements.js";
import { say } from "../page/words.js";

/** Shows bias and weights of the unit that is chosen. */
export class Weights {
  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.home = byId("weights");
    /** @type {{name: string, index: number, input: HTMLInputElement}[]} */
    this.inputs = [];
  }

  /** Show a unit. @param {Place | null} place */
  show(place) {
    this.home.hidden = place === null;
    this.inputs = [];
    if (place === null) return;
    const { lab } = this;
    const affine = /** @type {Affine[]} */ (
      lab.recording.network.trained.filter((stage) => stage.type === "affine"))[place.layer];
    const { features, hidden } = lab.settings;
    const title = place.layer === hidden.length
      ? say("output {name}", { name: lab.samples.classNames[place.unit] ?? "" })
      : say("layer {layer}, unit {unit}", { layer: place.layer + 1, unit: place.unit + 1 });
    const rows = [this.#row(say("bias"), `${affine.name}.bias`, place.unit)];
    for (let k = 0; k < affine.inputs; k++) {
      const from = place.layer === 0 ? FEATURES[features[k]].label : say("unit {number}", { number: k + 1 });
      rows.push(this.#row(from, `${affine.name}.weight`, place.unit * affine.inputs + k));
    }
    this.home.replaceChildren(element("h3", title), ...rows);
    this.refresh();
  }

  /** @param {string} label @param {string} name @param {number} index */
  #row(label, name, index) {
    const input = document.createElement("input");
    input.type = "number";
    input.step = "0.1";
    input.addEventListener("change", () => {
      const value = Number(input.value);
      if (input.value !== "" && Math.abs(value) <= 1000) this.lab.setParameter(name, index, value);
      else this.refresh();
    });
    this.inputs.push({ name, index, input });
    return element("label", "", [`${label} `, input]);
  }

  /** Write the numbers as they are now, but the one that is being changed. */
  refresh() {
    const { recording } = this.lab;
    const { theta } = recording.at(recording.lastStep);
    for (const { name, index, input } of this.inputs) {
      if (document.activeElement === input) continue;
      const text = String(Number(theta[name]?.[index]?.toFixed(3) ?? 0));
      if (input.value !== text) input.value = text;
    }
  }
}
