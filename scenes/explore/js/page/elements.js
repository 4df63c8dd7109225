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

/**
 * Return an element with text.
 *
 * @param {string} tag @param {string} text @param {(Node | string)[]} [more]
 */
export function element(tag, text, more = []) {
  const made = document.createElement(tag);
  made.append(...more, text);
  return made;
}

/** @param {string} id */
export function selectOf(id) {
  return /** @type {HTMLSelectElement} */ (byId(id));
}
