/**
 * What the page says of what is seen: a sentence, the numbers, and where the sliders stand.
 *
 * @import { Director, Picture } from "./director.js"
 * @import { Player } from "./player.js"
 */

import { byId, inputOf, write } from "./elements.js";
import { compact, fixed, grouped, percent } from "./numbers.js";
import { say } from "./words.js";

/** Tells of one recording. */
export class Narrator {
  /** @param {Director} director @param {Player} player */
  constructor(director, player) {
    this.director = director;
    this.player = player;
  }

  get recording() {
    return this.director.recording;
  }

  /** Say what is seen. @param {Picture} picture */
  tell(picture) {
    const { recording, player } = this;
    const { step } = player;
    const { metrics } = recording.packed;
    const held = recording.measured(metrics.validationAccuracy, step);
    write("accuracy", percent(this.#accuracy(picture)));
    write("loss", compact(recording.measured(metrics.loss, step)));
    write("validation", percent(held));
    byId("validation-fact").hidden = Number.isNaN(held);
    write("step", grouped(Math.round(step)));
    // What changes with every frame is not to be read out.
    byId("sentence").setAttribute("aria-live", player.playing === null ? "polite" : "off");
    write("sentence", this.#sentence(picture));
    this.#place();
  }

  #place() {
    const { recording, player } = this;
    const { step, depth } = player;
    write("training-value", say("step {step} of {count}", {
      step: grouped(Math.round(step)), count: grouped(recording.lastStep),
    }));
    write("depth-value", say("depth {depth} of {count}", {
      depth: Number.isInteger(depth) ? String(depth) : fixed(depth, 1), count: recording.hidden,
    }));
    for (const id of ["training", "depth"]) {
      const input = inputOf(id);
      input.value = String(id === "training" ? step : depth);
      input.setAttribute("aria-valuetext", byId(`${id}-value`).textContent ?? "");
      const playing = player.playing === id;
      byId(`play-${id}`).classList.toggle("playing", playing);
      byId(`play-${id}`).setAttribute("aria-pressed", String(playing));
    }
    [...byId("stages").children].forEach((tick, i) => {
      tick.classList.toggle("done", i <= depth);
    });
  }

  /** Return the accuracy that was recorded, or that of the points drawn. @param {Picture} picture */
  #accuracy({ decided }) {
    const { recording, player } = this;
    const recorded = recording.measured(recording.packed.metrics.accuracy, player.step);
    return Number.isNaN(recorded) ? this.director.right(decided) : recorded;
  }

  /** @param {Picture} picture */
  #sentence(picture) {
    const { depth } = this.player;
    const { director } = this;
    const view = director.views[Math.round(depth)];
    const seen = view.isExact ? "" : say("{units} units, of whose variance {share} is seen.", {
      units: view.basis.rows, share: percent(view.explained),
    });
    if (depth > 0 && depth < director.hidden) {
      const stage = Math.floor(depth);
      const formula = this.recording.packed.formulas[stage];
      const told = say("Stage {number} of {count}: {formula}", {
        number: stage + 1, count: director.hidden, formula,
      });
      return seen ? `${told}. ${seen}` : told;
    }
    if (depth === 0 && director.hidden > 0) {
      return `${say("The input space, coloured by what the network decides.")} ${seen}`;
    }
    return view.isExact
      ? divided(this.director, { share: percent(this.#accuracy(picture)) })
      : `${say("The last hidden space, as a shadow.")} ${seen}`;
  }
}

/**
 * Say what divides the last hidden space.
 *
 * @param {Director} director @param {{share: string}} right
 */
export function divided(director, right) {
  const two = director.recording.packed.data.classNames.length === 2;
  if (director.dimensions === 3) {
    return two
      ? say("The last hidden space, divided by a plane: {share} of the points are on their side.", right)
      : say("The last hidden space, divided by planes: {share} of the points are on their side.", right);
  }
  return two
    ? say("The last hidden space, divided by a line: {share} of the points are on their side.", right)
    : say("The last hidden space, divided by lines: {share} of the points are on their side.", right);
}
