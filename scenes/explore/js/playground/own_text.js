/**
 * Points of the viewer's own as text in an address.
 *
 * @import { OwnData } from "./samples.js"
 */

/** Points that an address has room for. */
const MOST_POINTS = 400;

/** Write points, or nothing if there are too many. @param {OwnData} own */
export function ownText(own) {
  if (own.targets.length > MOST_POINTS) return null;
  /** @param {number} value */
  const short = (value) => Number(value.toPrecision(4));
  const rounded = { ...own, points: own.points.map(short), targets: own.targets.map(short) };
  return encodeURIComponent(JSON.stringify(rounded));
}

/**
 * Read points; whatever is no such text gives none.
 *
 * @param {string} text @returns {OwnData | null}
 */
export function ownFrom(text) {
  try {
    const { name, points, targets, classNames, featureNames, centre, scale } = JSON.parse(text);
    const numbers = [points, targets, centre, scale].every((values) =>
      Array.isArray(values) && values.every(Number.isFinite));
    const texts = [classNames, featureNames].every((values) =>
      Array.isArray(values) && values.every((value) => typeof value === "string"));
    const counts = targets.length <= MOST_POINTS && points.length === 2 * targets.length &&
      featureNames.length === 2 && classNames.length <= 10 && centre.length === 2 && scale.length === 2;
    const labels = classNames.length === 0 || targets.every((/** @type {number} */ target) =>
      Number.isInteger(target) && target >= 0 && target < classNames.length);
    if (!(numbers && texts && counts && labels && typeof name === "string")) return null;
    return { name, points, targets, classNames, featureNames, centre, scale };
  } catch {
    return null;
  }
}
