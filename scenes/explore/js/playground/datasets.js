/**
 * Data sets to play with: those of `engine/data/datasets.py` that lie in a plane, and two whose
 * points carry a number instead of a class.
 *
 * All lie within the square from −2 to 2, without noise.
 *
 * @import { Chance } from "../engine/random.js"
 * @typedef {{x: number, y: number, target: number}} Sample
 * @typedef {{samples: number, classes: number, chance: Chance}} Wanted
 * @typedef {{make: (wanted: Wanted) => Sample[], noise: number, classes: number,
 *   anyClasses: boolean}} DatasetKind  Noise and classes by default.
 */

/** @param {number} radius @param {number} angle @param {number} target @returns {Sample} */
function around(radius, angle, target) {
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle), target };
}

/** @template T @param {number} count @param {(i: number) => T} make */
function listOf(count, make) {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** Scale points so that they touch the square's border. @param {Sample[]} samples */
function touching(samples) {
  const most = Math.max(...samples.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  return samples.map(({ x, y, target }) => ({ x: (2 * x) / most, y: (2 * y) / most, target }));
}

/** Archimedean spirals, r = a + b · angle from 0.2 to 2. @param {Wanted} wanted */
function spirals({ samples, classes }) {
  return listOf(samples, (i) => {
    const label = i % classes;
    const own = Math.floor((samples - 1 - label) / classes);
    const along = Math.floor(i / classes) / Math.max(own, 1);
    return around(0.2 + 1.8 * along, 2 * Math.PI * (label / classes + 0.9 * (along - 1)), label);
  });
}

/** @param {Wanted} wanted */
function circles({ samples }) {
  const outer = Math.floor(samples / 2);
  return listOf(samples, (i) => i < outer
    ? around(2, (2 * Math.PI * i) / outer, 0)
    : around(1, (2 * Math.PI * (i - outer)) / (samples - outer), 1));
}

/** A disc and a ring, uniform in area (C. Olah 2014). @param {Wanted} wanted */
function discInRing({ samples, chance }) {
  return listOf(samples, (i) => {
    const [inner, outer] = i % 2 === 0 ? [0, 2 / 3] : [4 / 3, 2];
    const radius = Math.sqrt(chance.between(inner ** 2, outer ** 2));
    return around(radius, chance.between(0, 2 * Math.PI), i % 2);
  });
}

/** @param {Wanted} wanted */
function moons({ samples }) {
  const outer = Math.floor(samples / 2);
  return listOf(samples, (i) => {
    const upper = i < outer;
    const angle = (Math.PI * (upper ? i : i - outer)) / Math.max((upper ? outer : samples - outer) - 1, 1);
    const [x, y] = upper
      ? [Math.cos(angle), Math.sin(angle)]
      : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return { x: ((x - 0.5) * 4) / 3, y: ((y - 0.25) * 4) / 3, target: upper ? 0 : 1 };
  });
}

/** @param {Wanted} wanted */
function xor({ samples, chance }) {
  const signs = [[1, 1], [-1, 1], [-1, -1], [1, -1]];
  return listOf(samples, (i) => {
    const [a, b] = signs[i % 4];
    return { x: a * chance.between(0.2, 2), y: b * chance.between(0.2, 2), target: i % 2 };
  });
}

/** Half discs, uniform in area, a third of their radius apart. @param {Wanted} wanted */
function halves({ samples, chance }) {
  return touching(listOf(samples, (i) => {
    const { x: along, y: across } = around(Math.sqrt(chance.uniform()), Math.PI * chance.uniform(), 0);
    const above = 0.25 + (2 * (i % 2) - 1) * (across + 1 / 6);
    const root = Math.sqrt(3);
    return { x: (along * root + above) / 2, y: (above * root - along) / 2, target: i % 2 };
  }));
}

/** @param {Wanted} wanted */
function blobs({ samples, classes }) {
  return listOf(samples, (i) => around(2, (2 * Math.PI * (i % classes)) / classes, i % classes));
}

/** One Gaussian, cut into concentric classes (Zhu et al. 2009). @param {Wanted} wanted */
function gaussianQuantiles({ samples, classes, chance }) {
  const drawn = listOf(samples, () => ({ x: chance.normal(), y: chance.normal(), target: 0 }));
  drawn.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
  return touching(drawn.map(({ x, y }, i) => (
    { x, y, target: Math.floor((i * classes) / samples) })));
}

/** @param {(x: number, y: number) => number} height @returns {(wanted: Wanted) => Sample[]} */
function surface(height) {
  return ({ samples, chance }) => listOf(samples, () => {
    const [x, y] = [chance.between(-2, 2), chance.between(-2, 2)];
    return { x, y, target: height(x, y) };
  });
}

/** Where cones stand, and which way they point. */
const CONES = [[-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1], [-4, -2.5, -1], [0, -2.5, 1], [4, -2.5, -1]];

/** Six cones of radius 2/3 and height ±1. @param {number} x @param {number} y */
function cones(x, y) {
  let highest = 0;
  for (const [u, v, sign] of CONES) {
    const height = Math.max(1 - 1.5 * Math.hypot(x - u / 3, y - v / 3), 0);
    if (height > Math.abs(highest)) highest = sign * height;
  }
  return highest;
}

/**
 * @param {(wanted: Wanted) => Sample[]} make @param {Partial<DatasetKind>} [others]
 * @returns {DatasetKind}
 */
function kind(make, others = {}) {
  return { make, noise: 0, classes: 2, anyClasses: false, ...others };
}

/** By the names that the engine has for them. @type {Record<string, DatasetKind>} */
export const CLASSIFICATIONS = {
  spirals: kind(spirals, { noise: 0.05, anyClasses: true }),
  circles: kind(circles, { noise: 0.1 }),
  "disc-in-ring": kind(discInRing),
  moons: kind(moons, { noise: 0.15 }),
  xor: kind(xor, { noise: 0.1 }),
  halves: kind(halves),
  blobs: kind(blobs, { noise: 0.3, classes: 3, anyClasses: true }),
  "gaussian-quantiles": kind(gaussianQuantiles, { classes: 3, anyClasses: true }),
};

/** @type {Record<string, DatasetKind>} */
export const REGRESSIONS = {
  plane: kind(surface((x, y) => (x + y) / 4)),
  cones: kind(surface(cones)),
};

/** The data that the viewer brings or paints. */
export const OWN = "own";

/** @param {string} problem @returns {Record<string, DatasetKind>} */
export function datasetsOf(problem) {
  return problem === "regression" ? REGRESSIONS : CLASSIFICATIONS;
}
