/**
 * One of two recordings that are shown side by side: its picture, and what is said of it.
 *
 * @import { PackedRecording } from "../engine/recording.js"
 * @import { Theme } from "../page/colours.js"
 * @import { Player } from "../page/player.js"
 * @import { CommonTime } from "./common_time.js"
 */

import { Recording } from "../engine/recording.js";
import { Director } from "../page/director.js";
import { byId, canvasOf, element, inputOf, write } from "../page/elements.js";
import { classMark } from "../page/markers.js";
import { compact, grouped, percent } from "../page/numbers.js";
import { Panel } from "../page/panel.js";
import { Probe } from "../page/probe.js";
import { say } from "../page/words.js";

/** One side of the page. */
export class Side {
  /**
   * @param {number} number  1 or 2. @param {PackedRecording} packed @param {string} title
   * @param {Theme} theme
   */
  constructor(number, packed, title, theme) {
    this.number = number;
    this.recording = new Recording(packed);
    this.director = new Director(this.recording);
    this.panel = new Panel(canvasOf(`picture-${number}`), this.director, theme);
    this.probe = new Probe(this.panel);
    this.theme = theme;
    this.step = 0;
    this.depth = 0;
    write(`title-${number}`, title);
    const { diverged } = packed;
    if (diverged !== null) {
      write(`notes-${number}`, say("The training diverged at step {step}: it is shown until then.", {
        step: grouped(diverged),
      }));
    }
    const present = [...new Set(this.recording.labels)].sort((a, b) => a - b);
    byId(`classes-${number}`).replaceChildren(...present.map((label) =>
      element("li", packed.data.classNames[label], [classMark(label, theme)])));
  }

  /** Take the place that the player says. @param {CommonTime} time @param {Player} player */
  follow(time, player) {
    Object.assign(this, time.placeOf(this.recording, player.step, player.depth));
  }

  /** Draw the picture, and say what it shows. @param {number} detail */
  draw(detail) {
    const { number, recording, probe, step, depth } = this;
    this.panel.fit();
    const { features, label } = probe;
    const followed = features && { features, label, trail: probe.trail(depth, step) };
    const picture = this.panel.draw({
      depth,
      step,
      detail,
      grid: inputOf("show-grid").checked,
      regions: inputOf("show-regions").checked,
    }, followed);
    const { metrics } = recording.packed;
    const recorded = recording.measured(metrics.accuracy, step);
    write(`accuracy-${number}`, percent(
      Number.isNaN(recorded) ? this.director.right(picture.decided) : recorded));
    write(`loss-${number}`, compact(recording.measured(metrics.loss, step)));
    write(`step-${number}`, grouped(Math.round(step)));
    const view = this.director.views[Math.round(depth)];
    const shadow = say("{units} units, of whose variance {share} is seen.", {
      units: view.basis.rows, share: percent(view.explained),
    });
    write(`seen-${number}`, features !== null ? this.#verdict(features) : view.isExact ? "" : shadow);
  }

  /** @param {Float64Array} features */
  #verdict(features) {
    const { shares, decided } = this.director.follow(features, this.step);
    return say("decided: {name}, {share}", {
      name: this.recording.packed.data.classNames[decided], share: percent(shares[decided]),
    });
  }
}
