/**
 * A page within another, such as a slide: it passes on the keys that it has no use for, and pauses when
 * it is told that nobody looks.
 *
 * Messages to the page around it are `{warpreel: "key", key, shiftKey, repeat}`, and from it
 * `{warpreel: "pause"}`.
 */

/** Keys of clickers, which are for slides wherever the focus is. */
const CLICKER = ["PageUp", "PageDown"];

/** Serve the page around this one, if there is one. @param {() => void} pause */
export function beHosted(pause) {
  if (window.parent === window) return;
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey, repeat } = event;
    if (isUsed(document.activeElement, key)) return;
    if (CLICKER.includes(key)) event.preventDefault();
    window.parent.postMessage({ warpreel: "key", key, shiftKey, repeat }, "*");
  });
  window.addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.warpreel === "pause") pause();
  });
}

/**
 * Tell whether the element with the focus has a use for a key.
 *
 * @param {Element | null} focus @param {string} key
 */
function isUsed(focus, key) {
  if (CLICKER.includes(key)) return false;
  if (focus instanceof HTMLButtonElement) return key === " " || key === "Enter";
  if (focus instanceof HTMLSelectElement || focus instanceof HTMLTextAreaElement) return true;
  if (!(focus instanceof HTMLInputElement)) return false;
  if (focus.type === "checkbox" || focus.type === "radio") return key === " ";
  if (focus.type === "range") return key === "Home" || key === "End" || key.startsWith("Arrow");
  return true;
}
