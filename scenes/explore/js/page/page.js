/**
 * The page: one recording, in which the viewer takes over from the film.
 *
 * @import { ActivationKind } from "../engine/other_activations.js"
 * @import { PackedRecording } from "../engine/recording.js"
 * @import { Theme } from "./colours.js"
 * @import { Font } from "./fonts.js"
 *
 * @typedef {{recording: PackedRecording, theme: Theme, words: Record<string, string>,
 *   fonts: Font[], activations: ActivationKind[]}} Payload
 */

import { Recording } from "../engine/recording.js";
import { Chart } from "./chart.js";
import { Director } from "./director.js";
import { byId, canvasOf, element, inputOf } from "./elements.js";
import { loadFonts } from "./fonts.js";
import { Frames } from "./frames.js";
import { handle, listen } from "./gestures.js";
import { beHosted } from "./hosted.js";
import { Inspector } from "./inspector.js";
import { classMark } from "./markers.js";
import { Narrator } from "./narrator.js";
import { grouped } from "./numbers.js";
import { Panel } from "./panel.js";
import { Player } from "./player.js";
import { Probe } from "./probe.js";
import { scrub, steer } from "./steering.js";
import { Tour } from "./tour.js";
import { Trainer } from "./trainer.js";
import { Units } from "./units.js";
import { say, speak } from "./words.js";

/** Milliseconds that a moving picture may take; beyond it is drawn with a coarser grid. */
const FRAME = 12;

/** The parts of the page, and what is shown of them. */
class Page {
  /** @param {Payload} payload */
  constructor({ recording: packed, theme, activations }) {
    this.recording = new Recording(packed);
    this.director = new Director(this.recording);
    this.panel = new Panel(canvasOf("picture"), this.director, theme);
    this.chart = new Chart(canvasOf("chart"), this.recording, theme);
    this.units = new Units(byId("units"), this.director, theme);
    this.tour = new Tour(this.panel, theme, () => this.change());
    this.inspector = new Inspector(byId("point"), this.director, theme);
    this.probe = new Probe(this.panel);
    this.theme = theme;
    this.frames = new Frames((now) => {
      this.player.advance(now);
      this.draw();
    });
    this.detail = 2;
    this.costs = [0, 0, 0];
    this.player = new Player(this.recording, () => this.change());
    this.narrator = new Narrator(this.director, this.player);
    this.trainer = new Trainer(this.recording, this.player, activations, {
      use: (recording) => this.use(recording),
      widen: (step) => this.director.widen(step),
    });
    this.player.paused = () => this.trainer.stop();
    this.#label();
    this.#connect();
  }

  /** Show the recording, or one that goes on from it. @param {Recording} recording */
  use(recording) {
    this.director.use(recording);
    this.chart.recording = recording;
    this.player.recording = recording;
    this.player.setStep(this.player.step);
  }

  /** Draw anew at the next frame. */
  change() {
    this.frames.change();
  }

  /** Show a step and a depth, and play no longer. @param {number} step @param {number} depth */
  show(step, depth) {
    this.player.show(step, depth);
  }

  /** Draw everything, and return how many milliseconds it took. */
  draw() {
    const start = performance.now();
    const still = this.frames.still && this.player.playing === null;
    this.panel.fit();
    const { step, depth } = this.player;
    const shown = {
      depth,
      step,
      detail: still ? 2 : this.detail,
      grid: inputOf("show-grid").checked,
      regions: inputOf("show-regions").checked,
    };
    const { features, label } = this.probe;
    const followed = features && { features, label, trail: this.probe.trail(depth, step) };
    const picture = this.panel.draw(shown, followed);
    this.chart.draw(step);
    this.inspector.draw(features, label, depth, step);
    inputOf("training").max = String(this.director.recording.lastStep);
    byId("training-controls").hidden = !inputOf("show-training").checked;
    byId("units").hidden = !inputOf("show-units").checked;
    if (inputOf("show-units").checked) this.units.draw(depth, step);
    this.tour.draw(depth);
    this.narrator.tell(picture);
    const took = performance.now() - start;
    if (!still) {
      this.costs = [...this.costs.slice(1), took];
      if (this.detail === 2 && Math.min(...this.costs) > FRAME) this.detail = 1;
      this.frames.settle();
    }
    return took;
  }

  /** Write what never changes. */
  #label() {
    const { recording, theme } = this;
    const { data, name, diverged } = recording.packed;
    byId("title").textContent = name;
    const present = [...new Set(recording.labels)].sort((a, b) => a - b);
    byId("classes").replaceChildren(...present.map((label) =>
      element("li", data.classNames[label], [classMark(label, theme)])));
    const notes = [];
    if (recording.labels.length < data.samples) {
      notes.push(say("{shown} of {count} points are drawn.", {
        shown: grouped(recording.labels.length), count: grouped(data.samples),
      }));
    }
    if (diverged !== null) {
      notes.push(say("The training diverged at step {step}: it is shown until then.", {
        step: grouped(diverged),
      }));
    }
    byId("notes").textContent = notes.join(" ");
    inputOf("training").min = String(Math.min(recording.steps[0], recording.lastStep));
    inputOf("depth").max = String(recording.hidden);
    for (const [id, useless] of /** @type {[string, boolean][]} */ ([
      ["training", recording.steps.length < 2], ["depth", recording.hidden === 0],
    ])) {
      inputOf(id).disabled = useless;
      /** @type {HTMLButtonElement} */ (byId(`play-${id}`)).disabled = useless;
    }
    const ticks = byId("stages");
    ticks.replaceChildren(...Array.from({ length: recording.hidden + 1 }, () =>
      document.createElement("i")));
  }

  #connect() {
    const { player, panel, probe, chart } = this;
    const changed = () => this.change();
    steer(player);
    for (const id of ["show-grid", "show-regions", "show-units", "show-tour", "show-training"]) {
      inputOf(id).addEventListener("change", changed);
    }
    scrub(chart, player, () => player.pause());
    handle(panel, player, probe, changed);
    listen(panel, player, probe, changed);
    beHosted(() => {
      player.pause();
      changed();
    });
    new ResizeObserver(changed).observe(panel.canvas);
  }
}

/** Begin: with the film of training, or still where that is asked for. */
function begin() {
  /** @type {Payload} */
  const payload = JSON.parse(byId("payload").textContent ?? "");
  speak(payload.words);
  try {
    const page = new Page(payload);
    const place = new URLSearchParams(location.hash.slice(1));
    if (place.has("step") || place.has("depth")) {
      const number = (/** @type {string} */ name, /** @type {number} */ usual) =>
        Number(place.get(name) ?? usual) || 0;
      page.show(number("step", page.recording.lastStep), number("depth", page.recording.hidden));
    } else if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      page.player.play(page.player.axis);
    }
    page.draw();
    document.documentElement.dataset.ready = "true";
    loadFonts(payload.fonts).then(() => page.change());
    Object.assign(window, { warpreel: page });
  } catch (error) {
    byId("notes").textContent = error instanceof Error ? error.message : String(error);
    throw error;
  }
}

begin();
