/**
 * What the second derivatives say: curvatures, Newton's step, and how large a learning rate may be.
 *
 * @typedef {import("./formula.js").Formula} Formula
 */

/** Decay of momentum, as torch's default in our rules. */
const MOMENTUM_DECAY = 0.9;

/**
 * Return the eigenvalues of a symmetric matrix, largest first, and their directions.
 *
 * @param {Float64Array} matrix  Of one or two rows, row by row.
 */
export function principal(matrix) {
  if (matrix.length === 1) return { values: [matrix[0]], axes: [[1]] };
  const [a, b, , d] = matrix;
  const [middle, half] = [(a + d) / 2, Math.hypot((a - d) / 2, b)];
  const angle = Math.atan2(2 * b, a - d) / 2;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { values: [middle + half, middle - half], axes: [[c, s], [-s, c]] };
}

/**
 * Solve H · x = g: where H is singular by least squares, with the shortest x, as `numpy.linalg.lstsq`.
 *
 * @param {Float64Array} matrix @param {Float64Array} gradient
 */
export function solved(matrix, gradient) {
  const dims = gradient.length;
  if (!matrix.every(Number.isFinite)) return new Float64Array(dims).fill(NaN);
  const { values, axes } = principal(matrix);
  const largest = Math.max(...values.map(Math.abs));
  const least = dims * Number.EPSILON * largest;
  if (dims === 2) {
    const [a, b, , d] = matrix;
    const determinant = a * d - b * b;
    // Where products do not cancel, this is the more exact way.
    const exact = Math.abs(determinant) > 1e-10 * (Math.abs(a * d) + b * b);
    if (exact && Math.abs(determinant) > least * largest) {
      return Float64Array.of(
        (d * gradient[0] - b * gradient[1]) / determinant,
        (a * gradient[1] - b * gradient[0]) / determinant,
      );
    }
  }
  const found = new Float64Array(dims);
  values.forEach((value, k) => {
    if (!(Math.abs(value) > least)) return;
    const share = axes[k].reduce((sum, x, i) => sum + x * gradient[i], 0) / value;
    axes[k].forEach((x, i) => {
      found[i] += share * x;
    });
  });
  return found;
}

/**
 * Return the rate beyond which a rule leaves a minimum, if that is known: on a quadratic, each step
 * multiplies the distance along an axis of curvature λ.
 *
 * Source: Goh 2017, Why Momentum Really Works; Nesterov 2004, section 2.1.5.
 *
 * @param {string} rule @param {Formula} formula @param {ArrayLike<number>} minimum
 * @returns {number | null}
 */
export function limitOf(rule, formula, minimum) {
  if (rule === "newton") return 2;
  const shares = {
    "gradient-descent": 2,
    momentum: 2 * (1 + MOMENTUM_DECAY),
    nesterov: (2 * (1 + MOMENTUM_DECAY)) / (1 + 2 * MOMENTUM_DECAY),
  };
  const share = shares[/** @type {keyof shares} */ (rule)];
  if (share === undefined) return null;
  const { values } = principal(formula.hessian(minimum));
  return values[0] > 0 && values[values.length - 1] >= 0 ? share / values[0] : null;
}
