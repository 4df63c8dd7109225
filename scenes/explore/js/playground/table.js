/**
 * Tables from text: which of their columns are coordinates, and which holds classes or numbers.
 *
 * @import { OwnData } from "./samples.js"
 * @typedef {{name: string, cells: string[], numbers: number[] | null}} Column  Null of words.
 * @typedef {{x: number, y: number, target: number}} Chosen  Numbers of columns.
 */

import { Chance } from "../engine/random.js";

/** Points that are taken at most, chosen by chance among more. */
export const MOST_ROWS = 1000;
/** Classes that a palette has colours for. */
const MOST_CLASSES = 10;
/** What columns of classes or targets are often called. */
const TARGETS = ["label", "class", "target", "species", "category", "y"];

/** A table that cannot be used, and why. */
export class TableError extends Error {}

/**
 * Split text into rows of cells, as RFC 4180 has them; commas, semicolons or tabs part cells.
 *
 * @param {string} text
 */
export function rowsOf(text) {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (/** @type {string} */ sign) => first.split(sign).length;
  const sign = ["\t", ";", ","].reduce((best, each) => (count(each) > count(best) ? each : best));
  /** @type {string[][]} */
  const rows = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const letter = text[i];
    if (quoted && letter !== undefined) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (letter === '"' && cell.trim() === "") {
      cell = "";
      quoted = true;
    } else if (letter === sign || letter === "\n" || letter === "\r" || letter === undefined) {
      rows[rows.length - 1].push(cell.trim());
      cell = "";
      if (letter !== sign) rows.push([]);
    } else {
      cell += letter;
    }
  }
  return rows.filter((row) => row.some((each) => each !== "") && !row[0].startsWith("#"));
}

/**
 * Read a table; its first row may name the columns.
 *
 * @param {string} text @returns {Column[]}
 * @throws {TableError}
 */
export function readTable(text) {
  const rows = rowsOf(text.replace(/^\uFEFF/, ""));
  if (rows.length < 3) throw new TableError("few");
  const width = rows[0].length;
  const whole = rows.filter((row) => row.length === width);
  const named = rows[0].every((cell) => cell !== "" && !isNumber(cell)) ||
    rows[0].some((cell, j) => !isNumber(cell) && whole.slice(1).every((row) => isNumber(row[j])));
  return Array.from({ length: width }, (_, j) => {
    const cells = whole.slice(named ? 1 : 0).map((row) => row[j]);
    const numbers = cells.every(isNumber) ? cells.map(Number) : null;
    return { name: named ? rows[0][j] : String(j + 1), cells, numbers };
  });
}

/** @param {string} cell */
function isNumber(cell) {
  return cell !== "" && Number.isFinite(Number(cell));
}

/**
 * Choose columns: the target by its name, or the last that suits, and the first two others.
 *
 * @param {Column[]} columns @param {boolean} regression @returns {Chosen}
 * @throws {TableError}
 */
export function chosenColumns(columns, regression) {
  const fit = columns.map((column) => regression ? column.numbers !== null : classesOf(column) !== null);
  const named = columns.findIndex(({ name }, j) => fit[j] && TARGETS.includes(name.toLowerCase()));
  const words = columns.map(({ numbers }, j) => fit[j] && numbers === null).lastIndexOf(true);
  const target = named >= 0 ? named : words >= 0 ? words : fit.lastIndexOf(true);
  if (target < 0) throw new TableError(regression ? "numbers" : "classes");
  const [x, y] = columns.flatMap(({ numbers }, j) => (numbers === null || j === target ? [] : [j]));
  if (y === undefined) throw new TableError("coordinates");
  return { x, y, target };
}

/**
 * Return the points of a table, each column with mean 0 and standard deviation 1.
 *
 * @param {Column[]} columns @param {Chosen} chosen @param {boolean} regression
 * @param {string} name  Of the table. @returns {OwnData}
 * @throws {TableError}
 */
export function pointsOf(columns, chosen, regression, name) {
  const [x, y, target] = [chosen.x, chosen.y, chosen.target].map((j) => columns[j]);
  if (x.numbers === null || y.numbers === null) throw new TableError("coordinates");
  const classNames = regression ? [] : classesOf(target);
  if (classNames === null) throw new TableError("classes");
  if (regression && target.numbers === null) throw new TableError("numbers");
  const rows = new Chance(1).shuffle(Array.from(x.cells, (_, i) => i)).slice(0, MOST_ROWS);
  /** @param {number[]} values */
  const standard = (values) => {
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
    const scale = spread > 0 ? spread : 1;
    return { centre, scale, values: values.map((value) => (value - centre) / scale) };
  };
  const [u, v] = [standard(x.numbers), standard(y.numbers)];
  const targets = target.numbers !== null && regression
    ? standard(target.numbers).values
    : target.cells.map((cell) => classNames.indexOf(cell));
  return {
    name,
    points: rows.flatMap((i) => [u.values[i], v.values[i]]),
    targets: rows.map((i) => targets[i]),
    classNames,
    featureNames: [x.name, y.name],
    centre: [u.centre, v.centre],
    scale: [u.scale, v.scale],
  };
}

/** Return the classes that a column holds, if they are 2 to 10. @param {Column} column */
function classesOf({ cells, numbers }) {
  const found = [...new Set(cells)];
  if (found.length < 2 || found.length > MOST_CLASSES) return null;
  if (numbers !== null && !numbers.every(Number.isInteger)) return null;
  return found.sort((a, b) => (numbers === null ? (a < b ? -1 : 1) : Number(a) - Number(b)));
}
