/**
 * Colours of answers: classes by their shares, numbers from the negative to the positive colour.
 *
 * @import { Theme } from "../page/colours.js"
 */

import { channels, classColour } from "../page/colours.js";

/** How much of a class's colour there is where it is certain, and where the picture is discrete. */
const [SURE, DISCRETE] = [0.8, 0.55];

/** Paints values into pixels. */
export class Palette {
  /** @param {Theme} theme */
  constructor(theme) {
    this.theme = theme;
    this.ground = channels(theme.background);
    this.negative = channels(theme.negative);
    this.positive = channels(theme.positive);
    this.classes = theme.classes.map(channels);
  }

  /**
   * Paint a number in [−1, 1].
   *
   * @param {Uint8ClampedArray} pixels @param {number} at @param {number} value
   */
  number(pixels, at, value) {
    const end = value < 0 ? this.negative : this.positive;
    const share = Math.min(Math.abs(value) || 0, 1);
    for (let i = 0; i < 3; i++) pixels[at + i] = this.ground[i] + share * (end[i] - this.ground[i]);
    pixels[at + 3] = 255;
  }

  /**
   * Paint the classes that logits stand for.
   *
   * @param {Uint8ClampedArray} pixels @param {number} at @param {Float64Array} logits
   * @param {boolean} discrete  Only the largest.
   */
  shares(pixels, at, logits, discrete) {
    const { ground, classes } = this;
    let won = 0;
    for (let k = 1; k < logits.length; k++) if (logits[k] > logits[won]) won = k;
    let sum = 0;
    for (let k = 0; k < logits.length; k++) sum += Math.exp(logits[k] - logits[won]);
    for (let i = 0; i < 3; i++) {
      let mixed = 0;
      if (discrete) mixed = DISCRETE * (classes[won % classes.length][i] - ground[i]);
      else {
        for (let k = 0; k < logits.length; k++) {
          const share = Math.exp(logits[k] - logits[won]) / sum;
          mixed += SURE * share * (classes[k % classes.length][i] - ground[i]);
        }
      }
      pixels[at + i] = ground[i] + mixed;
    }
    pixels[at + 3] = 255;
  }

  /** Return the colour of a point with a number in [−1, 1], visible on any ground. @param {number} value */
  colourOf(value) {
    const pixels = new Uint8ClampedArray(4);
    const muted = channels(this.theme.muted);
    const end = value < 0 ? this.negative : this.positive;
    const share = Math.min(Math.abs(value), 1);
    muted.forEach((from, i) => {
      pixels[i] = from + share * (end[i] - from);
    });
    return `#${[...pixels.subarray(0, 3)].map((each) => each.toString(16).padStart(2, "0")).join("")}`;
  }

  /**
   * Return the theme whose classes are the bands of a regression.
   *
   * @param {number[]} levels @returns {Theme}
   */
  banded(levels) {
    const range = Math.max(...levels.map(Math.abs));
    return { ...this.theme, classes: levels.map((level) => this.colourOf(level / range)) };
  }

  /** Return the colour of a class, or of a band. @param {number} label @param {number[] | null} levels */
  of(label, levels) {
    if (levels === null) return classColour(this.theme, label);
    return this.colourOf(levels[label] / Math.max(...levels.map(Math.abs)));
  }
}
