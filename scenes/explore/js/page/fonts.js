/**
 * The fonts that a page brings along.
 *
 * @typedef {{family: string, weight: number, data: string}} Font
 */

import { decoded } from "../engine/recording.js";

/** Load fonts from what the page brings along, which no policy forbids. @param {Font[]} fonts */
export async function loadFonts(fonts) {
  await Promise.all(fonts.map(async ({ family, weight, data }) => {
    const face = new FontFace(family, decoded(data), { weight: String(weight) });
    document.fonts.add(await face.load());
  }));
}
