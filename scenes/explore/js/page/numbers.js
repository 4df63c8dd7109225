/** Numbers as text, rounded and signed as `scenes/languages/numbers.py` does. */

/** @param {string} text */
const typographic = (text) => text.replace("-", "\u2212");

/** Return a fraction as a percentage; only all is 100%, only nothing 0%. @param {number} share */
export function percent(share) {
  if (!Number.isFinite(share)) return "\u2212";
  if (share === 1) return "100%";
  const inside = share > 0 && share < 1 ? Math.min(Math.max(100 * share, 0.1), 99.9) : 100 * share;
  return `${inside.toFixed(1)}%`;
}

/** @param {number} value @param {number} decimals */
export function fixed(value, decimals) {
  if (!Number.isFinite(value)) return "\u2212";
  const text = value.toFixed(decimals);
  return typographic(Number(text) === 0 ? text.replace("-", "") : text);
}

/** Return a number in six characters or so. @param {number} value */
export function compact(value) {
  const size = Math.abs(value);
  if (size >= 1000 || (size > 0 && size < 0.001)) return typographic(value.toExponential(1));
  return fixed(value, size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

/** Return a whole number with thousands separators. @param {number} value */
export function grouped(value) {
  return typographic(String(Math.round(value))).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** @param {number} x @param {number} low @param {number} high */
export function clamped(x, low, high) {
  return Math.min(Math.max(x, low), high);
}

/** Ease in and out. @param {number} t */
export function smooth(t) {
  const inside = clamped(t, 0, 1);
  return inside * inside * (3 - 2 * inside);
}
