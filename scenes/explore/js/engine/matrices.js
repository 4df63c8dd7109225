/**
 * Matrices of doubles, row by row, and what little linear algebra honest tweens need.
 *
 * @typedef {object} Matrix
 * @property {number} rows
 * @property {number} columns
 * @property {Float64Array} data  Row after row; of points, one a row.
 */

/**
 * @param {number} rows
 * @param {number} columns
 * @param {Float64Array} [data]  Zeros by default.
 * @returns {Matrix}
 */
export function matrix(rows, columns, data = new Float64Array(rows * columns)) {
  return { rows, columns, data };
}

/** @param {number[][]} rows @returns {Matrix} */
export function fromRows(rows) {
  const columns = rows.length ? rows[0].length : 0;
  return matrix(rows.length, columns, Float64Array.from(rows.flat()));
}

/** @param {number} size @returns {Matrix} */
export function identity(size) {
  const made = matrix(size, size);
  for (let i = 0; i < size; i++) made.data[i * size + i] = 1;
  return made;
}

/** @param {Matrix} a @returns {Matrix} */
export function transposed(a) {
  const made = matrix(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) made.data[j * a.rows + i] = a.data[i * a.columns + j];
  }
  return made;
}

/** @param {Matrix} a @param {Matrix} b @returns {Matrix} */
export function product(a, b) {
  const made = matrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.columns + k];
      if (factor === 0) continue;
      for (let j = 0; j < b.columns; j++) {
        made.data[i * b.columns + j] += factor * b.data[k * b.columns + j];
      }
    }
  }
  return made;
}

/**
 * Return columns `first` to `stop` - 1.
 *
 * @param {Matrix} a @param {number} first @param {number} stop @returns {Matrix}
 */
export function columnsOf(a, first, stop) {
  const made = matrix(a.rows, stop - first);
  for (let i = 0; i < a.rows; i++) {
    for (let j = first; j < stop; j++) {
      made.data[i * made.columns + j - first] = a.data[i * a.columns + j];
    }
  }
  return made;
}

/**
 * Write the columns of `b` over those of `a` from `first` on.
 *
 * @param {Matrix} a @param {number} first @param {Matrix} b
 */
export function setColumns(a, first, b) {
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.columns; j++) {
      a.data[i * a.columns + first + j] = b.data[i * b.columns + j];
    }
  }
}

/**
 * Return points with zeros, or without their last coordinates, so that they have `columns`.
 *
 * @param {Matrix} a @param {number} columns @returns {Matrix}
 */
export function padded(a, columns) {
  if (a.columns === columns) return a;
  const made = matrix(a.rows, columns);
  const kept = Math.min(a.columns, columns);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < kept; j++) made.data[i * columns + j] = a.data[i * a.columns + j];
  }
  return made;
}

/**
 * Decompose a symmetric matrix by Jacobi's rotations (Golub & Van Loan 2013, section 8.5).
 *
 * @param {Matrix} symmetric
 * @returns {{values: Float64Array, vectors: Matrix}}  Largest first; vectors are columns.
 */
export function symmetricEigen(symmetric) {
  const n = symmetric.rows;
  const a = symmetric.data.slice();
  const v = identity(n).data;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < n * n; i++) all += a[i] * a[i];
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q] ** 2;
    if (off <= 1e-32 * all) break;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q];
        if (apq === 0) continue;
        const tau = (a[q * n + q] - a[p * n + p]) / (2 * apq);
        const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
        const c = 1 / Math.hypot(1, t);
        const s = t * c;
        for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s);
        for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s);
        for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q, c, s);
      }
    }
  }
  const values = Float64Array.from({ length: n }, (_, i) => a[i * n + i]);
  const order = descending(values);
  const vectors = matrix(n, n);
  order.forEach((from, to) => {
    for (let k = 0; k < n; k++) vectors.data[k * n + to] = v[k * n + from];
  });
  return { values: values.map((_, i) => values[order[i]]), vectors };
}

/**
 * Decompose a square matrix into left · diag(values) · rightᵀ by one-sided Jacobi rotations.
 *
 * Source: Hestenes 1958, Inversion of matrices by biorthogonalization and related results.
 *
 * @param {Matrix} square
 * @returns {{left: Matrix, values: Float64Array, right: Matrix, rank: number}}
 *   Largest value first; both orthogonal, whatever the rank.
 */
export function singularValues(square) {
  const n = square.rows;
  const a = square.data.slice();
  const v = identity(n).data;
  let all = 0;
  for (const x of a) all += x * x;
  for (let sweep = 0, turned = true; turned && sweep < 60; sweep++) {
    turned = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        let pp = 0;
        let qq = 0;
        let pq = 0;
        for (let k = 0; k < n; k++) {
          const x = a[k * n + p];
          const y = a[k * n + q];
          pp += x * x;
          qq += y * y;
          pq += x * y;
        }
        const size = Math.sqrt(pp * qq);
        if (Math.abs(pq) <= 1e-15 * size || size <= 1e-30 * all) continue;
        turned = true;
        const tau = (qq - pp) / (2 * pq);
        const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
        const c = 1 / Math.hypot(1, t);
        for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, t * c);
        for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q, c, t * c);
      }
    }
  }
  const lengths = new Float64Array(n);
  for (let i = 0; i < n * n; i++) lengths[i % n] += a[i] * a[i];
  const order = descending(lengths);
  const values = lengths.map((_, i) => Math.sqrt(lengths[order[i]]));
  const rank = values.filter((value) => value > 1e-12 * Math.max(values[0], 1e-300)).length;
  const left = matrix(n, n);
  const right = matrix(n, n);
  order.forEach((from, to) => {
    for (let k = 0; k < n; k++) {
      right.data[k * n + to] = v[k * n + from];
      if (to < rank) left.data[k * n + to] = a[k * n + from] / values[to];
    }
  });
  const basis = orthonormal([...columnVectors(left, rank), ...unitVectors(n)], n);
  for (let to = rank; to < n; to++) {
    for (let k = 0; k < n; k++) left.data[k * n + to] = basis[to][k];
  }
  return { left, values, right, rank };
}

/**
 * Make vectors orthonormal, each against those before; one that adds no direction is left out.
 *
 * @param {Float64Array[]} vectors
 * @param {number} [most]  How many to return at most.
 * @returns {Float64Array[]}
 */
export function orthonormal(vectors, most = Infinity) {
  /** @type {Float64Array[]} */
  const basis = [];
  for (const vector of vectors) {
    if (basis.length >= most) break;
    const rest = vector.slice();
    const before = norm(rest);
    for (let twice = 0; twice < 2; twice++) {
      for (const one of basis) {
        const along = dot(rest, one);
        for (let k = 0; k < rest.length; k++) rest[k] -= along * one[k];
      }
    }
    const length = norm(rest);
    if (length > 1e-10 * before) basis.push(rest.map((x) => x / length));
  }
  return basis;
}

/** @param {number} size @returns {Float64Array[]} */
export function unitVectors(size) {
  return Array.from({ length: size }, (_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    return unit;
  });
}

/** @param {Matrix} a @param {number} [count] @returns {Float64Array[]} */
export function columnVectors(a, count = a.columns) {
  return Array.from({ length: count }, (_, j) =>
    Float64Array.from({ length: a.rows }, (__, i) => a.data[i * a.columns + j]),
  );
}

/** Return the sign of a determinant, by elimination. @param {Matrix} square */
export function determinantSign(square) {
  const n = square.rows;
  const a = square.data.slice();
  let sign = 1;
  for (let j = 0; j < n; j++) {
    let pivot = j;
    for (let i = j; i < n; i++) if (Math.abs(a[i * n + j]) > Math.abs(a[pivot * n + j])) pivot = i;
    if (a[pivot * n + j] === 0) return 0;
    if (pivot !== j) {
      sign = -sign;
      for (let k = 0; k < n; k++) {
        [a[j * n + k], a[pivot * n + k]] = [a[pivot * n + k], a[j * n + k]];
      }
    }
    sign *= Math.sign(a[j * n + j]);
    for (let i = j + 1; i < n; i++) {
      const factor = a[i * n + j] / a[j * n + j];
      for (let k = j; k < n; k++) a[i * n + k] -= factor * a[j * n + k];
    }
  }
  return sign;
}

/** @param {Float64Array} a @param {Float64Array} b */
function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** @param {Float64Array} a */
function norm(a) {
  return Math.sqrt(dot(a, a));
}

/** @param {Float64Array} values @returns {number[]} */
function descending(values) {
  return [...values.keys()].sort((i, j) => values[j] - values[i] || i - j);
}

/**
 * @param {Float64Array} a @param {number} i @param {number} j @param {number} c @param {number} s
 */
function turn(a, i, j, c, s) {
  const x = a[i];
  const y = a[j];
  a[i] = c * x - s * y;
  a[j] = s * x + c * y;
}
