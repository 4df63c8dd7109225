/**
 * Operations of formulas with their first and second derivatives, as torch has them.
 *
 * @typedef {[number, number, number]} OfOne  f(u), f′(u), f″(u).
 * @typedef {{f: number, u: number, v: number, uu: number, uv: number, vv: number}} OfTwo  f(u, v) and its
 *   partial derivatives.
 */

/** @type {Record<string, (u: number) => OfOne>} */
export const UNARY = {
  neg: (u) => [-u, -1, 0],
  positive: (u) => [u, 1, 0],
  sin: (u) => [Math.sin(u), Math.cos(u), -Math.sin(u)],
  cos: (u) => [Math.cos(u), -Math.sin(u), -Math.cos(u)],
  tan: (u) => {
    const f = Math.tan(u);
    return [f, 1 + f * f, 2 * f * (1 + f * f)];
  },
  asin: (u) => {
    const slope = 1 / Math.sqrt(1 - u * u);
    return [Math.asin(u), slope, u * slope ** 3];
  },
  acos: (u) => {
    const slope = 1 / Math.sqrt(1 - u * u);
    return [Math.acos(u), -slope, -u * slope ** 3];
  },
  atan: (u) => {
    const slope = 1 / (1 + u * u);
    return [Math.atan(u), slope, -2 * u * slope * slope];
  },
  sinh: (u) => [Math.sinh(u), Math.cosh(u), Math.sinh(u)],
  cosh: (u) => [Math.cosh(u), Math.sinh(u), Math.cosh(u)],
  tanh: (u) => {
    const f = Math.tanh(u);
    return [f, 1 - f * f, -2 * f * (1 - f * f)];
  },
  exp: (u) => [Math.exp(u), Math.exp(u), Math.exp(u)],
  log: (u) => [Math.log(u), 1 / u, -1 / (u * u)],
  log2: (u) => [Math.log2(u), 1 / (u * Math.LN2), -1 / (u * u * Math.LN2)],
  log10: (u) => [Math.log10(u), 1 / (u * Math.LN10), -1 / (u * u * Math.LN10)],
  sqrt: (u) => {
    const f = Math.sqrt(u);
    return [f, 1 / (2 * f), -1 / (4 * f * u)];
  },
  abs: (u) => [Math.abs(u), Math.sign(u), 0],
  sign: (u) => [Math.sign(u), 0, 0],
  relu: (u) => [Math.max(u, 0), u > 0 ? 1 : 0, 0],
  sigmoid: (u) => {
    const f = 1 / (1 + Math.exp(-u));
    return [f, f * (1 - f), f * (1 - f) * (1 - 2 * f)];
  },
  softplus: (u) => {
    if (u > 20) return [u, 1, 0]; // as torch does, where the difference is below rounding
    const slope = 1 / (1 + Math.exp(-u));
    return [Math.log1p(Math.exp(u)), slope, slope * (1 - slope)];
  },
};

/** @type {Record<string, (u: number, v: number) => OfTwo>} */
export const BINARY = {
  add: (u, v) => ({ f: u + v, u: 1, v: 1, uu: 0, uv: 0, vv: 0 }),
  sub: (u, v) => ({ f: u - v, u: 1, v: -1, uu: 0, uv: 0, vv: 0 }),
  mul: (u, v) => ({ f: u * v, u: v, v: u, uu: 0, uv: 1, vv: 0 }),
  true_divide: (u, v) => ({
    f: u / v, u: 1 / v, v: -u / v / v, uu: 0, uv: -1 / (v * v), vv: (2 * u) / (v * v * v),
  }),
  pow: (u, v) => {
    const [f, slope, bend] = toThe(v)(u);
    const flat = u === 0 && v >= 0; // in the exponent, there
    const root = Math.log(u);
    return {
      f,
      u: slope,
      v: flat ? 0 : f * root,
      uu: bend,
      uv: power(u, v - 1) * (flat ? 1 : 1 + v * root),
      vv: flat ? 0 : f * root * root,
    };
  },
  maximum: (u, v) => chosen(Math.max(u, v), u - v),
  minimum: (u, v) => chosen(Math.min(u, v), v - u),
};

/** Return the function that raises to a power. @param {number} v @returns {(u: number) => OfOne} */
export function toThe(v) {
  if (v === 2) return (u) => [u * u, 2 * u, 2];
  return (u) => [
    power(u, v),
    v === 0 ? 0 : v * power(u, v - 1),
    v === 0 || v === 1 ? 0 : v * (v - 1) * power(u, v - 2),
  ];
}

/** Raise to a power as C does, where JavaScript says NaN. @param {number} u @param {number} v */
export function power(u, v) {
  return u === 1 || (u === -1 && !Number.isFinite(v) && !Number.isNaN(v)) ? 1 : Math.pow(u, v);
}

/** @param {number} f @param {number} ahead  By how much the first is chosen. @returns {OfTwo} */
function chosen(f, ahead) {
  const share = ahead === 0 ? 0.5 : ahead < 0 ? 0 : 1;
  return { f, u: share, v: ahead > 0 ? 0 : 1 - share, uu: 0, uv: 0, vv: 0 };
}
