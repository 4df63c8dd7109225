/**
 * The page of two recordings side by side, under one scrubber.
 *
 * @import { PackedRecording } from "../engine/recording.js"
 * @import { Theme } from "../page/colours.js"
 * @import { Font } from "../page/fonts.js"
 *
 * @typedef {{recordings: PackedRecording[], titles: string[], theme: Theme,
 *   words: Record<string, string>, fonts: Font[]}} PairPayload
 */

import { byId, canvasOf, inputOf, write } from "../page/elements.js";
import { loadFonts } from "../page/fonts.js";
import { Frames } from "../page/frames.js";
import { handle, listen } from "../page/gestures.js";
import { beHosted } from "../page/hosted.js";
import { fixed, grouped } from "../page/numbers.js";
import { Player } from "../page/player.js";
import { scrub, steer } from "../page/steering.js";
import { say, speak } from "../page/words.js";
import { CommonTime } from "./common_time.js";
import { PairChart } from "./pair_chart.js";
import { Side } from "./side.js";

/** The two sides, and what moves them. */
class PairPage {
  /** @param {PairPayload} payload */
  constructor({ recordings, titles, theme }) {
    this.sides = recordings.map((packed, i) => new Side(i + 1, packed, titles[i], theme));
    this.time = new CommonTime(this.sides.map(({ recording }) => recording));
    // A player asks a recording only for its steps and its time.
    const played = /** @type {import("../engine/recording.js").Recording} */ (
      /** @type {unknown} */ (this.time));
    this.player = new Player(played, () => this.change());
    this.chart = new PairChart(canvasOf("chart"), this.time, theme);
    this.frames = new Frames((now) => {
      this.player.advance(now);
      this.draw();
    });
    for (const [id, most] of /** @type {[string, number][]} */ ([
      ["training", this.time.lastStep], ["depth", this.time.hidden],
    ])) {
      inputOf(id).max = String(most);
      inputOf(id).disabled = most === 0;
      /** @type {HTMLButtonElement} */ (byId(`play-${id}`)).disabled = most === 0;
    }
    this.#connect();
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
    const { time, player } = this;
    for (const side of this.sides) {
      side.follow(time, player);
      side.draw(still ? 2 : 1);
    }
    this.chart.draw(player.step);
    const { step, depth } = player;
    const count = grouped(time.lastStep);
    write("training-value", say("step {step} of {count}", { step: grouped(Math.round(step)), count }));
    write("depth-value", say("depth {depth} of {count}", {
      depth: Number.isInteger(depth) ? String(depth) : fixed(depth, 1), count: time.hidden,
    }));
    for (const [id, value] of /** @type {[string, number][]} */ ([["training", step], ["depth", depth]])) {
      inputOf(id).value = String(value);
      inputOf(id).setAttribute("aria-valuetext", byId(`${id}-value`).textContent ?? "");
      byId(`play-${id}`).classList.toggle("playing", player.playing === id);
      byId(`play-${id}`).setAttribute("aria-pressed", String(player.playing === id));
    }
    if (!still) this.frames.settle();
    return performance.now() - start;
  }

  #connect() {
    const { player, chart } = this;
    steer(player);
    for (const id of ["show-grid", "show-regions"]) {
      inputOf(id).addEventListener("change", () => this.change());
    }
    scrub(chart, player, () => player.pause());
    for (const side of this.sides) {
      // Where this side is, to the hands on its picture.
      const here = /** @type {Player} */ (/** @type {unknown} */ ({
        get step() { return side.step; },
        get depth() { return side.depth; },
        pause: () => player.pause(),
      }));
      handle(side.panel, here, side.probe, () => this.#share(side));
      new ResizeObserver(() => this.change()).observe(side.panel.canvas);
    }
    // Keys turn the side that has three dimensions, the first one if both have.
    const turned = this.sides.find(({ director }) => director.dimensions === 3) ?? this.sides[0];
    listen(turned.panel, player, turned.probe, () => this.#share(turned));
    beHosted(() => player.pause());
  }

  /** Follow the same point on the other side, if that has the same inputs. @param {Side} from */
  #share(from) {
    for (const side of this.sides) {
      if (side === from || side.recording.points.columns !== from.recording.points.columns) continue;
      side.probe.features = from.probe.features;
      const same = side.recording.packed.name === from.recording.packed.name;
      side.probe.label = same ? from.probe.label : null;
    }
    this.change();
  }
}

/** Begin: with the film of training, or still where that is asked for. */
function beginPair() {
  /** @type {PairPayload} */
  const payload = JSON.parse(byId("payload").textContent ?? "");
  speak(payload.words);
  const page = new PairPage(payload);
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) page.player.play(page.player.axis);
  page.draw();
  document.documentElement.dataset.ready = "true";
  loadFonts(payload.fonts).then(() => page.change());
  Object.assign(window, { warpreel: page });
}

beginPair();
