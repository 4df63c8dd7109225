/** The elements of the page, by their names. */

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} id */
export function canvasOf(id) {
  return /** @type {HTMLCanvasElement} */ (byId(id));
}

/** @param {string} id */
export function inputOf(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/** Write a text where there is another. @param {string} id @param {string} text */
export function write(id, text) {
  const home = byId(id);
  if (home.textContent !== text) home.textContent = text;
}
