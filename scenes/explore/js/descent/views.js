/**
 * What all views of a descent are shown.
 *
 * @import { Surface } from "./surface.js"
 * @import { Walk } from "./walk.js"
 *
 * @typedef {{walk: Walk, colour: number}} ColouredWalk
 * @typedef {{surface: Surface, start: number[], walks: ColouredWalk[], step: number}} Shown
 */

/** Milliseconds in which all steps are played. */
export const PLAYING = 7000;
