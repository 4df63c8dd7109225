/**
 * What the network makes of the point that is looked at: its coordinates at every stage, its class.
 *
 * @import { Director } from "./director.js"
 * @import { Theme } from "./colours.js"
 */

import { element } from "./elements.js";
import { classMark } from "./markers.js";
import { compact, percent } from "./numbers.js";
import { say } from "./words.js";

/** Coordinates of a stage that are written out. */
const MOST_COORDINATES = 3;

/** Writes about one point into an element of the page. */
export class Inspector {
  /** @param {HTMLElement} home @param {Director} director @param {Theme} theme */
  constructor(home, director, theme) {
    this.home = home;
    this.director = director;
    this.theme = theme;
    this.names = director.recording.packed.data.classNames;
  }

  /**
   * @param {Float64Array | null} features @param {number | null} label @param {number} depth
   * @param {number} step
   */
  draw(features, label, depth, step) {
    this.home.hidden = features === null;
    if (features === null) return;
    const { director, names, theme } = this;
    const { traced, shares, decided } = director.follow(features, step);
    const verdict = element("p", say("decided: {name}, {share}", {
      name: names[decided], share: percent(shares[decided]),
    }), [classMark(decided, theme)]);
    const origin = label === null
      ? element("p", say("a point of your own"))
      : element("p", say("a point of class {name}", { name: names[label] }), [
        classMark(label, theme),
      ]);
    const table = document.createElement("table");
    const formulas = director.recording.packed.formulas;
    traced.slice(0, director.hidden + 2).forEach((units, at) => {
      const row = table.insertRow();
      const head = element("th", at === 0 ? say("input") : formulas[at - 1]);
      head.setAttribute("scope", "row");
      row.append(head);
      const values = Array.from(units.data.subarray(0, MOST_COORDINATES), compact);
      if (units.columns > MOST_COORDINATES) values.push("…");
      for (const value of values) row.append(element("td", value));
      row.classList.toggle("here", at === Math.round(depth));
    });
    this.home.replaceChildren(origin, verdict, table);
  }
}
