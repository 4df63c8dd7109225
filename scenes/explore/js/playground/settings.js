/**
 * What a viewer chooses in the playground, and how it is written into the address of the page.
 *
 * @import { Penalty } from "../engine/training.js"
 * @import { OwnData } from "./samples.js"
 *
 * @typedef {object} Settings
 * @property {"classification" | "regression"} problem
 * @property {string} data  Name of a data set, or `OWN`.
 * @property {number} noise @property {number} share  Percentage of the points that is trained on.
 * @property {number} samples @property {number} classes @property {number} seed  Of the points.
 * @property {string[]} features @property {number[]} hidden  Units of each hidden layer.
 * @property {string} activation @property {number} weights  Seed of the first weights.
 * @property {string} optimizer @property {number} rate @property {number} batch
 * @property {Penalty} penalty @property {number} penaltyRate
 * @property {number} speed  Updates a frame; 0 is as many as there is time for.
 * @property {boolean} test  Whether points are shown that are not trained on.
 * @property {boolean} discrete @property {string[]} hide  Groups of controls that are not shown.
 */

import { FEATURES } from "../engine/features.js";
import { OPTIMIZERS } from "../engine/optimizers.js";
import { CLASSIFICATIONS, OWN, REGRESSIONS, datasetsOf } from "./datasets.js";
import { ownFrom, ownText } from "./own_text.js";

export const MOST_LAYERS = 6;
export const MOST_UNITS = 8;
export const RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
export const BATCHES = [1, 5, 10, 20, 30, 100, 0];
export const PENALTY_RATES = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
export const SPEEDS = [1, 10, 100, 0];
/** @type {Penalty[]} */
export const PENALTIES = ["none", "l1", "l2"];

/** @type {Settings} */
export const DEFAULTS = {
  problem: "classification", data: "spirals", noise: 0.05, share: 50, samples: 300, classes: 2,
  seed: 1, features: ["x1", "x2"], hidden: [8, 8, 2], activation: "tanh", weights: 1,
  optimizer: "adam", rate: 0.01, batch: 10, penalty: "none", penaltyRate: 0, speed: 10, test: false,
  discrete: false, hide: [],
};

/** Settings whose change brings other points, and a new network. */
export const OF_DATA = ["problem", "data", "noise", "share", "samples", "classes", "seed"];
/** Settings whose change brings a new network. */
export const OF_NETWORK = ["features", "hidden", "activation", "weights"];

/** @param {number} low @param {number} high @param {boolean} [whole] */
function within(low, high, whole = false) {
  return (/** @type {any} */ value) =>
    value >= low && value <= high && (!whole || Number.isInteger(value));
}

/** @param {readonly any[]} choices */
function among(choices) {
  return (/** @type {any} */ value) => choices.includes(value);
}

/** Whether a value makes sense. @type {Record<string, (value: any) => boolean>} */
const SOUND = {
  problem: among(["classification", "regression"]),
  data: among([...Object.keys(CLASSIFICATIONS), ...Object.keys(REGRESSIONS), OWN]),
  noise: within(0, 1),
  share: within(10, 100, true),
  samples: within(20, 1000, true),
  classes: within(2, 6, true),
  seed: within(0, 2 ** 32 - 1, true),
  features: (names) => names.length > 0 && names.every((/** @type {string} */ name) => name in FEATURES),
  hidden: (units) => units.length <= MOST_LAYERS && units.every(within(1, MOST_UNITS, true)),
  activation: (name) => typeof name === "string",
  weights: within(0, 2 ** 32 - 1, true),
  optimizer: among(Object.keys(OPTIMIZERS)),
  rate: within(1e-9, 1000),
  batch: within(0, 1000, true),
  penalty: among(PENALTIES),
  penaltyRate: within(0, 1000),
  speed: within(0, 10000, true),
  test: () => true,
  discrete: () => true,
  hide: () => true,
};

/**
 * Write what differs from the usual into a fragment.
 *
 * @param {Settings} settings @param {OwnData | null} own
 */
export function toFragment(settings, own) {
  const parts = Object.entries(settings)
    .filter(([name, value]) => String(value) !== String(DEFAULTS[/** @type {keyof Settings} */ (name)]))
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const text = own === null || settings.data !== OWN ? null : ownText(own);
  if (text !== null) parts.push(`points=${text}`);
  return parts.join("&");
}

/**
 * Read a fragment; what makes no sense is left out.
 *
 * @param {string} fragment @param {string[]} activations  Names of those that are known.
 * @returns {{settings: Settings, own: OwnData | null}}
 */
export function fromFragment(fragment, activations) {
  const given = new URLSearchParams(fragment);
  /** @type {Record<string, any>} */
  const settings = { ...DEFAULTS };
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    const text = given.get(name);
    if (text === null) continue;
    const value = read(text, usual);
    if (SOUND[name](value)) settings[name] = value;
  }
  if (!activations.includes(settings.activation)) settings.activation = DEFAULTS.activation;
  const own = ownFrom(given.get("points") ?? "");
  const known = datasetsOf(settings.problem);
  const numbers = settings.problem === "regression";
  const fits = settings.data === OWN
    ? own !== null && (own.classNames.length === 0) === numbers
    : settings.data in known;
  if (!fits) settings.data = Object.keys(known)[0];
  return { settings: /** @type {Settings} */ (settings), own };
}

/** @param {string} text @param {any} like @returns {any} */
function read(text, like) {
  if (typeof like === "number") return text.trim() === "" ? NaN : Number(text);
  if (typeof like === "boolean") return text === "true";
  if (!Array.isArray(like)) return text;
  const items = text === "" ? [] : text.split(",");
  return typeof like[0] === "number" ? items.map(Number) : items;
}
