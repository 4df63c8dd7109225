/**
 * The walkers: up to five descents from one start, each with its rule and its rate.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { ColouredWalk } from "./views.js"
 *
 * @typedef {{title: string, pace: "slope" | "size" | "whole", share: number}} PackedRule
 * @typedef {{rule: string, rate: number, colour: number}} Walker
 */

import { byId } from "../page/elements.js";
import { classMark } from "../page/markers.js";
import { clamped, compact } from "../page/numbers.js";
import { say } from "../page/words.js";
import { limitOf } from "./curvature.js";
import { Surface } from "./surface.js";
import { walk } from "./walk.js";

/** Walkers at most. */
export const MOST_WALKERS = 5;
/** Powers of ten between which a rate is chosen. */
const RATES = [-5, 1];
/** Rules of the walkers that are added one after another. */
const NEXT = ["gradient-descent", "momentum", "adam", "newton", "rmsprop"];

/** The walkers, and the rows in which they are changed. */
export class Walkers {
  /**
   * @param {Record<string, PackedRule>} rules @param {Theme} theme
   * @param {() => void} changed  Called when there are others, or they have other rules or rates.
   */
  constructor(rules, theme, changed) {
    this.rules = rules;
    this.theme = theme;
    this.changed = changed;
    /** @type {Walker[]} */
    this.all = [];
    /** The one that was touched last. @type {Walker | null} */
    this.chosen = null;
    byId("add").addEventListener("click", () => this.add());
  }

  /**
   * Show another surface: rates are again those with which each rule does well.
   *
   * @param {Surface} surface
   */
  meet(surface) {
    this.surface = surface;
    for (const walker of this.all) walker.rate = this.usualRate(walker.rule);
    this.#lay();
  }

  /** Return the rate with which a rule does well on the surface. @param {string} rule */
  usualRate(rule) {
    const { packed, domain } = /** @type {Surface} */ (this.surface);
    const { pace, share } = this.rules[rule];
    const widest = Math.max(...domain.map(([low, high]) => high - low));
    return share * { slope: packed.rate, size: widest, whole: 1 }[pace];
  }

  /** Add a walker. @param {string} [rule] @param {number} [rate] */
  add(rule = this.#nextRule(), rate = this.usualRate(rule)) {
    if (this.all.length >= MOST_WALKERS) return;
    const taken = this.all.map(({ colour }) => colour);
    const colour = [0, 1, 2, 3, 4].find((each) => !taken.includes(each)) ?? 0;
    this.chosen = { rule, rate, colour };
    this.all.push(this.chosen);
    this.#lay();
    this.changed();
  }

  /** Walk down from a start. @param {number[]} start @param {number} steps @returns {ColouredWalk[]} */
  walks(start, steps) {
    const { formula } = /** @type {Surface} */ (this.surface);
    return this.all.map(({ rule, rate, colour }) =>
      ({ colour, walk: walk(formula, rule, rate, start, steps) }));
  }

  /**
   * Return the rate beyond which a walker leaves the minimum that it came near.
   *
   * @param {Walker} walker @param {ColouredWalk} walked
   */
  limit(walker, { walk: { path } }) {
    const surface = /** @type {Surface} */ (this.surface);
    const minimum = surface.minimumNear(path[path.length - 1]) ?? surface.minimumNear(path[0]);
    return minimum && limitOf(walker.rule, surface.formula, minimum.place);
  }

  /** Write what became of each. @param {ColouredWalk[]} walks @param {number} step */
  tell(walks, step) {
    const rows = [...byId("walkers").children];
    walks.forEach((walked, i) => {
      const { walk: { losses, stopped } } = walked;
      const last = losses.length - 1;
      const at = Math.min(Math.floor(step), last);
      const ended = at === last && stopped !== "all steps done";
      const limit = this.limit(this.all[i], walked);
      const words = { step: last, loss: compact(losses[at]) };
      const told = ended ? endingOf(stopped, words) : say("loss {loss}", words);
      const outputs = rows[i].querySelectorAll("output");
      outputs[1].textContent = limit === null ? "" : say("limit {rate}", { rate: compact(limit) });
      outputs[1].classList.toggle("beyond", limit !== null && this.all[i].rate > limit);
      outputs[2].textContent = told;
      outputs[2].classList.toggle("beyond", ended);
    });
  }

  #nextRule() {
    const taken = this.all.map(({ rule }) => rule);
    return [...NEXT, ...Object.keys(this.rules)].find((each) => !taken.includes(each)) ?? NEXT[0];
  }

  #lay() {
    byId("walkers").replaceChildren(...this.all.map((walker) => this.#row(walker)));
    /** @type {HTMLButtonElement} */ (byId("add")).disabled = this.all.length >= MOST_WALKERS;
  }

  /** @param {Walker} walker */
  #row(walker) {
    const row = document.createElement("li");
    const number = this.all.indexOf(walker) + 1;
    const rule = document.createElement("select");
    for (const [name, { title }] of Object.entries(this.rules)) rule.add(new Option(title, name));
    rule.value = walker.rule;
    rule.setAttribute("aria-label", say("rule of walker {number}", { number }));
    const rate = document.createElement("input");
    Object.assign(rate, { type: "range", min: RATES[0], max: RATES[1], step: 0.01 });
    rate.setAttribute("aria-label", say("learning rate of walker {number}", { number }));
    const [shown, limit, ending] = [0, 1, 2].map(() => document.createElement("output"));
    limit.className = "limit";
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "×";
    remove.disabled = this.all.length === 1;
    remove.setAttribute("aria-label", say("remove walker {number}", { number }));
    const write = () => {
      rate.value = String(clamped(Math.log10(walker.rate), RATES[0], RATES[1]));
      shown.textContent = `η ${compact(walker.rate)}`;
      rate.setAttribute("aria-valuetext", compact(walker.rate));
    };
    rule.addEventListener("change", () => {
      this.chosen = walker;
      walker.rule = rule.value;
      walker.rate = this.usualRate(rule.value);
      write();
      this.changed();
    });
    rate.addEventListener("input", () => {
      this.chosen = walker;
      walker.rate = 10 ** Number(rate.value);
      write();
      this.changed();
    });
    remove.addEventListener("click", () => {
      this.all = this.all.filter((each) => each !== walker);
      this.chosen = this.all[0];
      this.#lay();
      this.changed();
    });
    write();
    row.append(classMark(walker.colour, this.theme), rule, rate, shown, limit, ending, remove);
    return row;
  }
}

/**
 * Say why no step follows.
 *
 * @param {import("./walk.js").Stopped} stopped @param {{step: number}} words
 */
function endingOf(stopped, words) {
  if (stopped === "diverged") return say("diverged at step {step}", words);
  if (stopped === "undefined") return say("no loss at step {step}", words);
  return say("no slope at step {step}", words);
}
