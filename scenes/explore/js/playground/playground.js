/**
 * The playground: a network is built, trained and looked into, all in the page.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { Font } from "../page/fonts.js"
 * @import { Place } from "./diagram.js"
 * @import { ActivationKind } from "../engine/other_activations.js"
 *
 * @typedef {{theme: Theme, words: Record<string, string>, fonts: Font[], version: string,
 *   activations: ActivationKind[]}} Payload
 */

import { byId, canvasOf, inputOf } from "../page/elements.js";
import { loadFonts } from "../page/fonts.js";
import { Frames } from "../page/frames.js";
import { Panel } from "../page/panel.js";
import { Player } from "../page/player.js";
import { speak } from "../page/words.js";
import { Chart } from "../page/chart.js";
import { Brush } from "./brush.js";
import { Controls } from "./controls.js";
import { DataPanel } from "./data_panel.js";
import { Diagram } from "./diagram.js";
import { Downloads } from "./downloads.js";
import { Field, sizeOf } from "./field.js";
import { Lab } from "./lab.js";
import { LiveDirector } from "./live_director.js";
import { withoutActivations } from "./network.js";
import { Palette } from "./palette.js";
import { Plane } from "./plane.js";
import { Report } from "./report.js";
import { fromFragment } from "./settings.js";
import { Sharing } from "./sharing.js";
import { takeHold } from "./steering.js";
import { Weights } from "./weights.js";

/** The parts of the page. */
export class Playground {
  /** @param {Payload} payload */
  constructor({ theme, activations, version }) {
    const names = activations.map(({ name }) => name);
    const { settings, own } = fromFragment(location.hash.slice(1), names);
    this.palette = new Palette(theme);
    this.frames = new Frames((now) => {
      this.player.advance(now);
      this.draw();
    });
    this.lab = new Lab(settings, own, activations, hired, (renewed) => this.#hear(renewed));
    this.player = new Player(this.lab.recording, () => this.change());
    this.player.axis = "depth";
    this.director = new LiveDirector(this.lab.recording);
    this.panel = new Panel(canvasOf("picture"), this.director, theme);
    this.plane = new Plane(canvasOf("plane"), this.palette);
    this.control = new Plane(canvasOf("control"), this.palette);
    this.chart = new Chart(canvasOf("chart"), this.lab.recording, theme);
    this.controls = new Controls(this.lab);
    this.brush = new Brush(this.plane, this.lab, () => this.change());
    this.data = new DataPanel(this.lab, this.palette, this.brush);
    this.sharing = new Sharing(this.lab);
    this.downloads = new Downloads(this.lab, version);
    this.weights = new Weights(this.lab);
    this.report = new Report(this.lab, this.player, this.director, theme);
    /** The unit that is pointed at. @type {Place | null} */
    this.pointed = null;
    this.diagram = new Diagram(this.palette, {
      toggle: (feature) => this.#toggle(feature),
      resize: (layer, units) => this.lab.change({
        hidden: this.lab.settings.hidden.map((count, i) => (i === layer ? units : count)),
      }),
      select: (place) => {
        this.weights.show(place);
        this.change();
      },
      point: (place) => {
        this.pointed = place;
        this.change();
      },
    });
    takeHold(this);
    this.renewed = true;
    /** The step to which views were fitted last. @type {number | null} */
    this.fitted = null;
    /** Whether points for tests were shown last. @type {boolean | null} */
    this.tested = null;
    this.change();
  }

  /** Draw anew at the next frame. */
  change() {
    this.frames.change();
  }

  /** @param {boolean} renewed  Whether the run is another one. */
  #hear(renewed) {
    if (this.player === undefined) return; // still being made
    const { recording } = this.lab;
    if (renewed) {
      this.renewed = true;
      const { depth } = this.player;
      const deepest = depth >= this.player.recording.hidden;
      this.player.recording = recording;
      this.player.depth = deepest ? recording.hidden : Math.min(depth, recording.hidden);
    }
    this.player.step = recording.lastStep;
    this.change();
  }

  /** Feed the network with a feature, or no longer. @param {string} feature */
  #toggle(feature) {
    const { features } = this.lab.settings;
    const known = this.diagram.order;
    const others = features.filter((name) => name !== feature);
    const chosen = others.length < features.length ? others : [...features, feature];
    if (chosen.length > 0) this.lab.change({ features: known.filter((name) => chosen.includes(name)) });
  }

  #renew() {
    const { recording, samples, settings } = this.lab;
    this.renewed = false;
    recording.show(settings.test);
    this.director.live(recording);
    this.chart.recording = recording;
    this.field = new Field(samples.box);
    this.plane.box = samples.box;
    this.control.box = samples.box;
    this.panel.theme = recording.levels === null ? this.palette.theme : this.palette.banded(recording.levels);
    this.panel.shapes = recording.levels === null;
    this.diagram.build(settings, this.report.outputs);
    if (this.diagram.selected === null) this.weights.show(null);
  }

  /** Draw everything, and return how many milliseconds it took. */
  draw() {
    const start = performance.now();
    const { lab, player, director, panel } = this;
    const { settings } = lab;
    if (this.renewed || this.tested !== settings.test) this.#renew();
    this.tested = settings.test;
    const { step, depth } = player;
    this.controls.show();
    this.data.show();
    this.sharing.show();
    if (this.fitted !== step) director.keepUp(step);
    this.fitted = step;
    const still = this.frames.still && !lab.running && player.playing === null;
    panel.fit();
    const picture = panel.draw({
      depth, step, detail: still ? 2 : 1,
      grid: inputOf("show-grid").checked, regions: inputOf("show-regions").checked,
    }, null);
    this.#answer(step);
    this.chart.draw(step);
    this.weights.refresh();
    this.report.tell(picture);
    if (!still) this.frames.settle();
    return performance.now() - start;
  }

  /** Draw what the network answers over the plane, and its linear control. @param {number} step */
  #answer(step) {
    const { lab: { recording, samples, settings }, field } = this;
    if (field === undefined) return;
    const theta = recording.parameters(step);
    const traced = field.trace(recording.stages, theta);
    const last = traced[traced.length - 1];
    const scale = recording.levels === null ? 0 : samples.range;
    const place = this.pointed ?? this.diagram.selected;
    const { discrete } = settings;
    if (place === null || place.layer === settings.hidden.length) {
      this.plane.draw({ values: last, scale, discrete }, recording);
    } else {
      const depth = recording.stages.length - recording.network.trained.length + 2 * (place.layer + 1);
      const values = columnOf(traced[depth], place.unit);
      this.plane.draw({ values, scale: sizeOf(traced[depth]), discrete }, recording);
    }
    this.report.name(place);
    const { controlTheta } = recording.at(step);
    const linear = field.trace(withoutActivations(recording.stages), controlTheta);
    this.control.draw({ values: linear[linear.length - 1], scale, discrete: true }, null);
    this.diagram.draw(recording, field, traced, theta, settings.features);
  }
}

/** @param {import("../engine/matrices.js").Matrix} values @param {number} column */
function columnOf({ rows, columns, data }, column) {
  const own = Float64Array.from({ length: rows }, (_, i) => data[i * columns + column]);
  return { rows, columns: 1, data: own };
}

/** Start the worker that the page brings along. */
function hired() {
  const source = new Blob([byId("worker").textContent ?? ""], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}

/** Begin. */
function open() {
  /** @type {Payload} */
  const payload = JSON.parse(byId("payload").textContent ?? "");
  speak(payload.words);
  const page = new Playground(payload);
  page.draw();
  document.documentElement.dataset.ready = "true";
  loadFonts(payload.fonts).then(() => page.change());
  Object.assign(window, { warpreel: page });
}

open();
