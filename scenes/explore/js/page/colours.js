/**
 * Colours of the theme, each with one meaning.
 *
 * @typedef {{background: string, panel: string, edge: string, text: string, muted: string,
 *   grid: string[], border: string, loss: string, accuracy: string, highlight: string,
 *   positive: string, negative: string, classes: string[]}} Theme
 */

/** @param {string} colour  As #rrggbb. @param {number} opacity */
export function faded(colour, opacity) {
  return colour + Math.round(255 * opacity).toString(16).padStart(2, "0");
}

/** Return red, green and blue. @param {string} colour  As #rrggbb. */
export function channels(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

/** @param {Theme} theme @param {number} label */
export function classColour(theme, label) {
  return theme.classes[label % theme.classes.length];
}
