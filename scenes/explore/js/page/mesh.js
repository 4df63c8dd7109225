/**
 * Regions that the grid carries along: each class's part of its cells, as one path.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Polygon } from "../engine/regions.js"
 * @import { Lattice } from "./lattice.js"
 */

import { winners } from "../engine/decisions.js";
import { whereWins } from "../engine/regions.js";

/**
 * Return a path per class that covers where it is decided.
 *
 * A cell whose samples are all of one class is that class's as a whole; another is cut, triangle by
 * triangle, along the line where two classes tie. All outlines run the same way round, so that a
 * plane that is folded upon itself is covered once.
 *
 * @param {Lattice} lattice
 * @param {Float64Array} seen  Places on screen, (x, y) of every point of the lattice.
 * @param {Matrix} scores
 * @param {number} width @param {number} height  Of the picture; cells outside are left out.
 * @returns {Path2D[]}
 */
export function carriedRegions(lattice, seen, scores, width, height) {
  const { columns, rows, detail } = lattice;
  const classes = scores.columns;
  const won = winners(scores);
  const paths = Array.from({ length: classes }, () => new Path2D());
  const rim = rimOf(detail, columns);
  const inside = insideOf(detail, columns);
  for (let row = 0; row + detail < rows; row += detail) {
    for (let column = 0; column + detail < columns; column += detail) {
      const first = row * columns + column;
      if (isOutside(seen, first, rim, width, height)) continue;
      const winner = won[first];
      if (inside.every((offset) => won[first + offset] === winner)) {
        addRim(paths[winner], seen, first, rim);
        continue;
      }
      for (let i = 0; i < detail; i++) {
        for (let j = 0; j < detail; j++) {
          cut(paths, won, seen, scores, first + i * columns + j, columns);
        }
      }
    }
  }
  return paths;
}

/** Offsets of the samples round a cell. @param {number} detail @param {number} columns */
function rimOf(detail, columns) {
  const offsets = [];
  for (let i = 0; i < detail; i++) offsets.push(i);
  for (let i = 0; i < detail; i++) offsets.push(detail + i * columns);
  for (let i = detail; i > 0; i--) offsets.push(detail * columns + i);
  for (let i = detail; i > 0; i--) offsets.push(i * columns);
  return offsets;
}

/** @param {number} detail @param {number} columns */
function insideOf(detail, columns) {
  const side = Array.from({ length: detail + 1 }, (_, i) => i);
  return side.flatMap((i) => side.map((j) => i * columns + j));
}

/**
 * @param {Float64Array} seen @param {number} first @param {number[]} rim
 * @param {number} width @param {number} height
 */
function isOutside(seen, first, rim, width, height) {
  let left = true;
  let right = true;
  let above = true;
  let below = true;
  for (let i = 0; i < rim.length; i++) {
    const x = seen[2 * (first + rim[i])];
    const y = seen[2 * (first + rim[i]) + 1];
    if (!Number.isFinite(x + y)) return true;
    left &&= x < 0;
    right &&= x > width;
    above &&= y < 0;
    below &&= y > height;
  }
  return left || right || above || below;
}

/** @param {Path2D} path @param {Float64Array} seen @param {number} first @param {number[]} rim */
function addRim(path, seen, first, rim) {
  const count = rim.length;
  let area = 0;
  for (let i = 0; i < count; i++) {
    const a = 2 * (first + rim[i]);
    const b = 2 * (first + rim[(i + 1) % count]);
    area += seen[a] * seen[b + 1] - seen[b] * seen[a + 1];
  }
  for (let i = 0; i < count; i++) {
    const at = 2 * (first + rim[area > 0 ? i : count - 1 - i]);
    if (i === 0) path.moveTo(seen[at], seen[at + 1]);
    else path.lineTo(seen[at], seen[at + 1]);
  } // filling closes it; to close each of thousands takes far longer
}

/**
 * Divide a cell without samples inside among the classes of its corners.
 *
 * @param {Path2D[]} paths @param {Uint16Array} won @param {Float64Array} seen
 * @param {Matrix} scores @param {number} first @param {number} columns
 */
function cut(paths, won, seen, scores, first, columns) {
  const corners = [first, first + 1, first + columns + 1, first + columns];
  const values = corners.map((at) => {
    const row = at * scores.columns;
    const own = Array.from(scores.data.subarray(row, row + scores.columns));
    return [seen[2 * at], seen[2 * at + 1], ...own];
  });
  const present = new Set(corners.map((at) => won[at]));
  for (const triangle of [[0, 1, 2], [0, 2, 3]]) {
    for (const winner of present) {
      add(paths[winner], whereWins(triangle.map((i) => values[i]), winner));
    }
  }
}

/** Add a polygon, clockwise on screen. @param {Path2D} path @param {Polygon} polygon */
function add(path, polygon) {
  if (polygon.length < 3) return;
  const area = polygon.reduce((sum, [x, y], i) => {
    const [u, v] = polygon[(i + 1) % polygon.length];
    return sum + x * v - u * y;
  }, 0);
  (area > 0 ? polygon : [...polygon].reverse()).forEach(([x, y], i) => {
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
}
