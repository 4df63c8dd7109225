/**
 * The address of an experiment, and which controls are shown to those who open it.
 *
 * @import { Lab } from "./lab.js"
 */

import { byId, inputOf } from "../page/elements.js";
import { toFragment } from "./settings.js";

/** Keeps the address of the page and its controls in step with the settings. */
export class Sharing {
  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    /** @type {HTMLInputElement[]} */
    this.boxes = [...document.querySelectorAll("[data-hides]")].map((box) =>
      /** @type {HTMLInputElement} */ (box));
    const hidden = lab.settings.hide;
    this.#putAway(hidden);
    for (const box of this.boxes) {
      box.checked = !hidden.includes(box.dataset.hides ?? "");
      box.addEventListener("change", () => lab.change({
        hide: this.boxes.flatMap((each) => (each.checked ? [] : [each.dataset.hides ?? ""])),
      }));
    }
    byId("copy").addEventListener("click", () => {
      inputOf("link").select();
      // Where there is no clipboard, what is selected can be copied by hand.
      navigator.clipboard?.writeText(inputOf("link").value).catch(() => {});
    });
  }

  /** Write the address. */
  show() {
    const { settings, own } = this.lab;
    const fragment = toFragment(settings, own);
    const address = `${location.href.split("#")[0]}#${fragment}`;
    if (inputOf("link").value !== address) inputOf("link").value = address;
    for (const box of this.boxes) box.checked = !settings.hide.includes(box.dataset.hides ?? "");
    if (location.hash.slice(1) === fragment || location.protocol === "about:") return;
    history.replaceState(null, "", `#${fragment}`);
  }

  /** Put controls away, as the one who shared the page chose. @param {string[]} hidden */
  #putAway(hidden) {
    for (const control of document.querySelectorAll("[data-group]")) {
      const group = /** @type {HTMLElement} */ (control).dataset.group ?? "";
      control.classList.toggle("put-away", hidden.includes(group));
    }
  }
}
