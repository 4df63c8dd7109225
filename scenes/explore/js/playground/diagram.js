/**
 * The network as a diagram: features, layers and outputs, each unit with its picture of the plane,
 * joined by lines as wide as their weights.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Affine, Parameters } from "../engine/stages.js"
 * @import { Field } from "./field.js"
 * @import { LiveRecording } from "./live_recording.js"
 * @import { Settings } from "./settings.js"
 *
 * @typedef {{layer: number, unit: number}} Place  Layers count from 0; the outputs are the last.
 * @typedef {{toggle: (feature: string) => void, resize: (layer: number, units: number) => void,
 *   select: (place: Place | null) => void, point: (place: Place | null) => void}} Acts
 */

import { FEATURES } from "../engine/features.js";
import { byId, canvasOf, element } from "../page/elements.js";
import { say } from "../page/words.js";
import { SIDE, sizeOf } from "./field.js";
import { Palette } from "./palette.js";
import { MOST_UNITS } from "./settings.js";

/** Pixels along the side of a unit's picture. */
const SMALL = SIDE / 2;

/** Draws the network of an experiment. */
export class Diagram {
  /** @param {Palette} palette @param {Acts} acts */
  constructor(palette, acts) {
    this.palette = palette;
    this.acts = acts;
    this.home = byId("layers");
    this.links = canvasOf("links");
    this.shape = "";
    /** @type {HTMLButtonElement[][]} */
    this.columns = [];
    /** @type {Place | null} */
    this.selected = null;
    this.image = new ImageData(SMALL, SMALL);
    /** All features, from top to bottom. */
    this.order = Object.keys(FEATURES);
  }

  /** Build what is there, if it is not yet. @param {Settings} settings @param {string[]} outputs */
  build(settings, outputs) {
    const { features, hidden } = settings;
    const shape = JSON.stringify([features, hidden, outputs]);
    if (shape === this.shape) return;
    this.shape = shape;
    const focus = document.activeElement?.id;
    this.columns = [];
    const inputs = this.order.map((name) => {
      const button = this.#unit(`feature-${name}`, say("feature {name}", { name: FEATURES[name].label }),
        FEATURES[name].label);
      button.setAttribute("aria-pressed", String(features.includes(name)));
      button.addEventListener("click", () => this.acts.toggle(name));
      return button;
    });
    const columns = [this.#column(element("h3", say("features")), inputs)];
    hidden.forEach((count, layer) => {
      const head = document.createElement("h3");
      head.append(
        this.#resizer(layer, count, -1), element("span", String(count)), this.#resizer(layer, count, 1));
      const units = Array.from({ length: count }, (_, unit) => {
        const name = say("layer {layer}, unit {unit}", { layer: layer + 1, unit: unit + 1 });
        return this.#chosen(layer, unit, name, "");
      });
      columns.push(this.#column(head, units));
    });
    const last = outputs.map((name, unit) =>
      this.#chosen(hidden.length, unit, say("output {name}", { name }), name));
    columns.push(this.#column(element("h3", say("output")), last));
    this.home.replaceChildren(...columns);
    this.selected = null;
    if (focus) document.getElementById(focus)?.focus();
  }

  /** @param {Element} head @param {HTMLButtonElement[]} units */
  #column(head, units) {
    const column = document.createElement("div");
    column.className = "layer";
    column.append(head, ...units);
    this.columns.push(units);
    return column;
  }

  /** @param {string} id @param {string} name @param {string} label  Beside the picture. */
  #unit(id, name, label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unit";
    button.id = id;
    button.setAttribute("aria-label", name);
    button.title = name;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SMALL;
    button.append(canvas);
    if (label !== "") button.append(element("span", label));
    return button;
  }

  /** @param {number} layer @param {number} unit @param {string} name @param {string} label */
  #chosen(layer, unit, name, label) {
    const button = this.#unit(`unit-${layer}-${unit}`, name, label);
    const place = { layer, unit };
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const same = this.selected?.layer === layer && this.selected.unit === unit;
      this.select(same ? null : place);
    });
    button.addEventListener("pointerenter", () => this.acts.point(place));
    button.addEventListener("pointerleave", () => this.acts.point(null));
    return button;
  }

  /** Choose a unit to look into. @param {Place | null} place */
  select(place) {
    this.selected = place;
    this.columns.slice(1).forEach((units, layer) => units.forEach((button, unit) => {
      const pressed = place?.layer === layer && place.unit === unit;
      button.setAttribute("aria-pressed", String(pressed));
    }));
    this.acts.select(place);
  }

  /** @param {number} layer @param {number} count @param {1 | -1} more */
  #resizer(layer, count, more) {
    const button = document.createElement("button");
    button.type = "button";
    button.id = `${more > 0 ? "more" : "fewer"}-${layer}`;
    button.textContent = more > 0 ? "+" : "\u2212";
    button.setAttribute("aria-label", more > 0
      ? say("one more unit in layer {layer}", { layer: layer + 1 })
      : say("one unit fewer in layer {layer}", { layer: layer + 1 }));
    button.disabled = more > 0 ? count >= MOST_UNITS : count <= 1;
    button.addEventListener("click", () => this.acts.resize(layer, count + more));
    return button;
  }

  /**
   * Draw units and weights.
   *
   * @param {LiveRecording} recording @param {Field} field @param {Matrix[]} traced  The field's.
   * @param {Parameters} theta @param {string[]} features  Those that are used.
   */
  draw(recording, field, traced, theta, features) {
    this.columns[0].forEach((button, j) => this.#picture(button, field.features, j, 2.2));
    const first = recording.stages.length - recording.network.trained.length;
    this.columns.slice(1).forEach((units, layer) => {
      const depth = Math.min(first + 2 * (layer + 1), recording.stages.length);
      const scale = sizeOf(traced[depth]);
      units.forEach((button, unit) => this.#picture(button, traced[depth], unit, scale));
    });
    this.#join(recording, theta, features.map((name) => this.order.indexOf(name)));
  }

  /** @param {HTMLElement} button @param {Matrix} values @param {number} column @param {number} scale */
  #picture(button, values, column, scale) {
    const canvas = /** @type {HTMLCanvasElement} */ (button.firstElementChild);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const { image, palette } = this;
    for (let row = 0; row < SMALL; row++) {
      for (let x = 0; x < SMALL; x++) {
        const at = 2 * row * SIDE + 2 * x;
        const value = values.data[at * values.columns + Math.min(column, values.columns - 1)];
        palette.number(image.data, 4 * (row * SMALL + x), value / scale);
      }
    }
    context.putImageData(image, 0, 0);
  }

  /** Draw the weights. @param {LiveRecording} recording @param {Parameters} theta @param {number[]} inputs */
  #join({ network }, theta, inputs) {
    const { links, home, palette } = this;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const [wide, high] = [home.scrollWidth, home.scrollHeight];
    if (links.width !== Math.round(wide * ratio) || links.height !== Math.round(high * ratio)) {
      links.width = Math.round(wide * ratio);
      links.height = Math.round(high * ratio);
      links.style.width = `${wide}px`;
      links.style.height = `${high}px`;
    }
    const context = /** @type {CanvasRenderingContext2D} */ (links.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, wide, high);
    const places = this.columns.map((units) => units.map((button) => {
      const canvas = /** @type {HTMLElement} */ (button.firstElementChild);
      const { offsetLeft: left, offsetWidth: width } = canvas;
      return { left, right: left + width, y: canvas.offsetTop + canvas.offsetHeight / 2 };
    }));
    const affine = /** @type {Affine[]} */ (network.trained.filter((stage) => stage.type === "affine"));
    affine.forEach(({ name, inputs: before, outputs: after }, layer) => {
      const weight = theta[`${name}.weight`];
      const from = layer === 0 ? inputs.map((at) => places[0][at]) : places[layer];
      for (let j = 0; j < after; j++) {
        for (let k = 0; k < before; k++) {
          const value = weight[j * before + k];
          const [a, b] = [from[k], places[layer + 1][j]];
          const middle = (a.right + b.left) / 2;
          context.strokeStyle = value < 0 ? palette.theme.negative : palette.theme.positive;
          context.lineWidth = Math.min(0.3 + 1.6 * Math.abs(value), 8) || 0.3;
          context.globalAlpha = Math.min(0.12 + 0.5 * Math.abs(value), 0.85) || 0.1;
          context.beginPath();
          context.moveTo(a.right, a.y);
          context.bezierCurveTo(middle, a.y, middle, b.y, b.left, b.y);
          context.stroke();
        }
      }
    });
    context.globalAlpha = 1;
  }
}
