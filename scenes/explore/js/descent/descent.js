/**
 * The page of descents: a surface from above and as a relief, a start that is dragged, and walkers.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { Font } from "../page/fonts.js"
 * @import { PackedSurface } from "./surface.js"
 * @import { ColouredWalk } from "./views.js"
 * @import { PackedRule } from "./walkers.js"
 *
 * @typedef {{surface: string, rule: string, rate: number, steps: number}} First
 * @typedef {{surfaces: Record<string, PackedSurface>, rules: Record<string, PackedRule>, shown: First,
 *   theme: Theme, words: Record<string, string>, fonts: Font[]}} Payload
 */

import { byId, canvasOf, inputOf, selectOf, write } from "../page/elements.js";
import { loadFonts } from "../page/fonts.js";
import { Frames } from "../page/frames.js";
import { beHosted } from "../page/hosted.js";
import { compact } from "../page/numbers.js";
import { say, speak } from "../page/words.js";
import { CurveView } from "./curve_view.js";
import { dragStart, listenTo, turnByHand } from "./hands.js";
import { LossesView } from "./losses_view.js";
import { MapView } from "./map_view.js";
import { ReliefView } from "./relief_view.js";
import { Surface } from "./surface.js";
import { PLAYING } from "./views.js";
import { Walkers } from "./walkers.js";

/** The parts of the page, and what is shown of them. */
export class DescentPage {
  /** @param {Payload} payload */
  constructor({ surfaces, rules, shown, theme }) {
    this.packed = surfaces;
    this.steps = shown.steps;
    this.step = shown.steps;
    this.map = new MapView(canvasOf("map"), theme);
    this.curve = new CurveView(canvasOf("map"), theme);
    this.relief = new ReliefView(canvasOf("relief"), theme);
    this.losses = new LossesView(canvasOf("chart"), theme);
    this.walkers = new Walkers(rules, theme, () => this.walk());
    this.surface = new Surface(surfaces[shown.surface]);
    this.start = [...this.surface.packed.start];
    /** @type {ColouredWalk[]} */
    this.walks = [];
    /** @type {number | null} */
    this.began = null;
    this.frames = new Frames((now) => {
      if (this.began !== null) {
        this.step = Math.min((this.steps * Math.max(now - this.began, 0)) / PLAYING, this.steps);
        if (this.step >= this.steps) this.began = null;
        else this.ask();
      }
      this.draw();
    });
    this.#connect();
    this.walkers.meet(this.surface);
    this.walkers.add(shown.rule, shown.rate);
    if (shown.rule === "gradient-descent") this.walkers.add();
    this.walkers.chosen = this.walkers.all[0];
    this.meet(shown.surface);
    this.walkers.all[0].rate = shown.rate;
    this.walk();
  }

  /** Show a surface. @param {string} name */
  meet(name) {
    this.surface = new Surface(this.packed[name]);
    this.start = [...this.surface.packed.start];
    byId("relief").hidden = this.surface.dims === 1;
    this.walkers.meet(this.surface);
    write("title", this.surface.packed.title);
    this.walk();
  }

  /** Walk down anew, from where the start is. */
  walk() {
    this.walks = this.walkers.walks(this.start, this.steps);
    this.ask();
  }

  /** Move the start. @param {number[]} point */
  begin(point) {
    this.start = this.surface.within(point);
    this.pause();
    this.step = this.steps;
    this.walk();
  }

  /** Show a step, and play no longer. @param {number} step */
  show(step) {
    this.pause();
    this.step = Math.min(Math.max(step, 0), this.steps);
    this.ask();
  }

  pause() {
    this.began = null;
    this.ask();
  }

  /** Play from the beginning, or go on. */
  play() {
    if (this.step >= this.steps) this.step = 0;
    this.began = performance.now() - (PLAYING * this.step) / this.steps;
    this.ask();
  }

  /** Draw at the next frame. */
  ask() {
    this.frames.ask();
  }

  /** Draw everything, and return how many milliseconds it took. */
  draw() {
    const before = performance.now();
    const { surface, start, walks, step } = this;
    const shown = { surface, start, walks, step };
    this.plan.draw(shown);
    if (surface.dims === 2) this.relief.draw(shown);
    this.losses.draw(shown, this.steps);
    this.walkers.tell(walks, step);
    const input = inputOf("step");
    input.max = String(this.steps);
    input.value = String(step);
    write("step-value", say("step {step} of {count}", { step: Math.floor(step), count: this.steps }));
    input.setAttribute("aria-valuetext", byId("step-value").textContent ?? "");
    byId("play").classList.toggle("playing", this.began !== null);
    byId("play").setAttribute("aria-pressed", String(this.began !== null));
    byId("sentence").setAttribute("aria-live", this.began === null ? "polite" : "off");
    write("sentence", this.#sentence());
    return performance.now() - before;
  }

  /** What shows the surface from above. */
  get plan() {
    return this.surface.dims === 2 ? this.map : this.curve;
  }

  #sentence() {
    const { walkers, walks } = this;
    const at = walkers.all.findIndex((each) => each === walkers.chosen);
    const place = `(${this.start.map(compact).join(", ")})`;
    if (at < 0) return "";
    const walker = walkers.all[at];
    const limit = walkers.limit(walker, walks[at]);
    const words = { rule: walkers.rules[walker.rule].title, place, rate: compact(limit ?? NaN) };
    if (limit === null) return say("From {place}, {rule} walks down.", words);
    return walker.rate > limit
      ? say("Beyond a rate of {rate}, {rule} cannot stay at this minimum: it leaps away from it.", words)
      : say("Up to a rate of {rate}, {rule} stays at this minimum once it is near.", words);
  }

  #connect() {
    const choice = selectOf("surface");
    for (const [name, { title }] of Object.entries(this.packed)) choice.add(new Option(title, name));
    choice.addEventListener("change", () => this.meet(choice.value));
    byId("play").addEventListener("click", () => (this.began === null ? this.play() : this.pause()));
    inputOf("step").addEventListener("input", () => this.show(Number(inputOf("step").value)));
    dragStart(this);
    turnByHand(this);
    listenTo(this);
    beHosted(() => this.pause());
    const observer = new ResizeObserver(() => this.ask());
    for (const id of ["map", "relief", "chart"]) observer.observe(byId(id));
  }
}

/** Begin: with all steps played, or still where motion is not welcome. */
function beginDescent() {
  /** @type {Payload} */
  const payload = JSON.parse(byId("payload").textContent ?? "");
  speak(payload.words);
  const page = new DescentPage(payload);
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) page.play();
  page.draw();
  document.documentElement.dataset.ready = "true";
  loadFonts(payload.fonts).then(() => page.ask());
  Object.assign(window, { warpreel: page });
}

beginDescent();
