/** What the page says, in its language. */

/** @type {Record<string, string>} */
let sentences = {};

/** Choose the sentences, by the English ones. @param {Record<string, string>} known */
export function speak(known) {
  sentences = known;
}

/**
 * Translate a template, then fill in its fields.
 *
 * @param {string} template  In English. @param {Record<string, string | number>} [values]
 */
export function say(template, values = {}) {
  const said = sentences[template] ?? template;
  return said.replace(/\{(\w+)\}/g, (field, name) => String(values[name] ?? field));
}
