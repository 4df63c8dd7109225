/**
 * What the playground says: losses and accuracies, what is seen of space, what each mark means.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { Picture } from "../page/director.js"
 * @import { Player } from "../page/player.js"
 * @import { Place } from "./diagram.js"
 * @import { Lab } from "./lab.js"
 * @import { LiveDirector } from "./live_director.js"
 */

import { byId, element, inputOf, write } from "../page/elements.js";
import { classMark } from "../page/markers.js";
import { divided } from "../page/narrator.js";
import { compact, fixed, grouped, percent } from "../page/numbers.js";
import { say } from "../page/words.js";
import { sizesOf } from "./network.js";

/** Tells of an experiment. */
export class Report {
  /** @param {Lab} lab @param {Player} player @param {LiveDirector} director @param {Theme} theme */
  constructor(lab, player, director, theme) {
    this.lab = lab;
    this.player = player;
    this.director = director;
    this.theme = theme;
    this.names = "";
  }

  /** The names of the outputs. */
  get outputs() {
    const { classNames, name } = this.lab.samples;
    return classNames.length === 0 ? [name] : classNames;
  }

  /** Say what is seen. @param {Picture} picture */
  tell(picture) {
    const { lab: { recording, samples, diverged }, player: { step } } = this;
    const { metrics } = recording.packed;
    const none = samples.test.targets.length === 0;
    write("step", grouped(Math.round(step)));
    write("loss", number(recording.measured(metrics.loss, step)));
    write("accuracy", share(recording.measured(metrics.accuracy, step)));
    write("test-loss", none ? "" : number(recording.measured(metrics.validationLoss, step)));
    write("test-accuracy", none ? "" : share(recording.measured(metrics.validationAccuracy, step)));
    const { control } = recording.at(step);
    write("control-told", recording.levels === null
      ? percent(control.accuracy)
      : say("loss {loss}", { loss: number(control.loss) }));
    byId("facts").classList.toggle("numbers", recording.levels !== null);
    write("sizes", sizesOf(recording.network.trained));
    write("sentence", this.#sentence(picture));
    if (diverged) write("told", say("The training diverged: choose a lower rate."));
    else if (samples.training.targets.length === 0) write("told", say("Paint points, or open a CSV."));
    else if (recording.lastStep > 0) write("told", "");
    this.#place();
    this.#classes();
  }

  /** Say whose answers the plane shows. @param {Place | null} place */
  name(place) {
    const last = this.lab.settings.hidden.length;
    write("answer", place === null || place.layer === last
      ? say("output")
      : say("layer {layer}, unit {unit}", { layer: place.layer + 1, unit: place.unit + 1 }));
  }

  #place() {
    const { recording, depth, step, playing } = this.player;
    const { hidden } = recording;
    write("depth-value", say("depth {depth} of {count}", {
      depth: Number.isInteger(depth) ? String(depth) : fixed(depth, 1), count: hidden,
    }));
    for (const [id, most, value] of /** @type {[string, number, number][]} */ ([
      ["depth", hidden, depth], ["training", recording.lastStep, step],
    ])) {
      const input = inputOf(id);
      input.max = String(Math.max(most, 1));
      input.disabled = most === 0;
      input.value = String(value);
    }
    inputOf("depth").setAttribute("aria-valuetext", byId("depth-value").textContent ?? "");
    inputOf("training").setAttribute("aria-valuetext", say("step {step} of {count}", {
      step: grouped(Math.round(step)), count: grouped(recording.lastStep),
    }));
    byId("play-depth").classList.toggle("playing", playing === "depth");
    byId("play-depth").setAttribute("aria-pressed", String(playing === "depth"));
    /** @type {HTMLButtonElement} */ (byId("play-depth")).disabled = hidden === 0;
  }

  #classes() {
    const { classNames, range } = this.lab.samples;
    const names = JSON.stringify([classNames, range]);
    if (names === this.names) return;
    this.names = names;
    const marks = classNames.map((name, label) => element("li", name, [classMark(label, this.theme)]));
    const scale = element("li", compact(range), [compact(-range), element("i", "")]);
    byId("legend").replaceChildren(...(marks.length > 0 ? marks : [scale]));
  }

  /** @param {Picture} picture */
  #sentence(picture) {
    const { player: { depth }, director, lab: { recording } } = this;
    const view = director.views[Math.round(depth)];
    const seen = view.isExact ? "" : ` ${say("{units} units, of whose variance {share} is seen.", {
      units: view.basis.rows, share: percent(view.explained),
    })}`;
    if (depth > 0 && depth < director.hidden) {
      const stage = Math.floor(depth);
      const told = say("Stage {number} of {count}: {formula}", {
        number: stage + 1, count: director.hidden, formula: recording.packed.formulas[stage],
      });
      return seen ? `${told}.${seen}` : told;
    }
    if (depth === 0 && director.hidden > 0) {
      return say("The input space, coloured by what the network decides.");
    }
    if (!view.isExact) return say("The last hidden space, as a shadow.") + seen;
    if (recording.levels !== null) return say("The last hidden space, in which the output rises evenly.");
    return divided(director, { share: percent(director.right(picture.decided)) });
  }
}

/** @param {number} value */
function number(value) {
  return Number.isFinite(value) ? compact(value) : "";
}

/** @param {number} value */
function share(value) {
  return Number.isFinite(value) ? percent(value) : "";
}
