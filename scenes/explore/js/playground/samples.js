/**
 * The points that a network is trained on, and those that it is tested with.
 *
 * @import { Matrix } from "../engine/matrices.js"
 * @import { Box } from "../engine/recording.js"
 * @import { Settings } from "./settings.js"
 *
 * @typedef {object} OwnData  Of the viewer's own; without names of classes its targets are numbers.
 * @property {string} name
 * @property {number[]} points  x and y of each.
 * @property {number[]} targets
 * @property {string[]} classNames
 * @property {string[]} featureNames
 * @property {number[]} centre @property {number[]} scale  A point is (raw − centre) / scale.
 *
 * @typedef {{points: Matrix, targets: number[]}} Part
 * @typedef {object} Samples
 * @property {string} name
 * @property {Part} training
 * @property {Part} test
 * @property {string[]} classNames  None in a regression.
 * @property {string[]} featureNames
 * @property {number[]} centre @property {number[]} scale
 * @property {Box} box  A square that holds all points.
 * @property {number} range  Largest size of a target, in a regression.
 */

import { matrix } from "../engine/matrices.js";
import { Chance } from "../engine/random.js";
import { OWN, datasetsOf } from "./datasets.js";

/** The square in which our own data sets lie, with room for noise. */
const USUAL = 2.3;

/** @returns {OwnData} */
export function nothingPainted() {
  return {
    name: "points", points: [], targets: [], classNames: ["0", "1"], featureNames: ["x", "y"],
    centre: [0, 0], scale: [1, 1],
  };
}

/**
 * Make the points that are asked for: the same ones each time.
 *
 * @param {Settings} settings @param {OwnData | null} own @returns {Samples}
 */
export function makeSamples(settings, own) {
  const chance = new Chance(settings.seed);
  const brought = settings.data === OWN ? own ?? nothingPainted() : null;
  const all = brought === null ? drawn(settings, chance) : chance.shuffle(samplesOf(brought));
  const noisy = all.map(({ x, y, target }) => ({
    // Recordings hold single precision, and are to be replayed exactly.
    x: Math.fround(x + settings.noise * chance.normal()),
    y: Math.fround(y + settings.noise * chance.normal()),
    target: settings.problem === "regression" ? Math.fround(target) : target,
  }));
  const kept = Math.max(Math.round((noisy.length * settings.share) / 100), Math.min(noisy.length, 1));
  const classes = 1 + Math.max(1, ...noisy.map(({ target }) => target));
  const regression = settings.problem === "regression";
  return {
    name: brought?.name ?? settings.data,
    training: partOf(noisy.slice(0, kept)),
    test: partOf(noisy.slice(kept)),
    classNames: regression ? [] : brought?.classNames ?? Array.from({ length: classes }, (_, k) => String(k)),
    featureNames: brought?.featureNames ?? ["x", "y"],
    centre: brought?.centre ?? [0, 0],
    scale: brought?.scale ?? [1, 1],
    box: square(noisy),
    range: Math.max(1e-6, brought === null ? 1 : 0, ...noisy.map(({ target }) => Math.abs(target))),
  };
}

/** @param {Settings} settings @param {Chance} chance */
function drawn({ problem, data, samples, classes }, chance) {
  const kind = datasetsOf(problem)[data];
  const count = kind.anyClasses ? classes : kind.classes;
  return chance.shuffle(kind.make({ samples, classes: count, chance }));
}

/** @param {OwnData} own */
function samplesOf({ points, targets }) {
  return targets.map((target, i) => ({ x: points[2 * i], y: points[2 * i + 1], target }));
}

/** @param {{x: number, y: number, target: number}[]} samples @returns {Part} */
function partOf(samples) {
  const data = Float64Array.from(samples.flatMap(({ x, y }) => [x, y]));
  return { points: matrix(samples.length, 2, data), targets: samples.map(({ target }) => target) };
}

/** @param {{x: number, y: number}[]} points @returns {Box} */
function square(points) {
  const reach = points.reduce((most, { x, y }) => Math.max(most, Math.abs(x), Math.abs(y)), 0);
  const half = Math.max(USUAL, 1.05 * reach);
  return { low: [-half, -half], high: [half, half] };
}
