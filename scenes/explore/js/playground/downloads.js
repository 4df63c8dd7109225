/**
 * Taking the trained network home: as a recording that Warpreel films, and as PyTorch code.
 *
 * @import { Lab } from "./lab.js"
 */

import { byId, write } from "../page/elements.js";
import { say } from "../page/words.js";
import { pytorchCode } from "./pytorch.js";
import { recordingFile } from "./recording_file.js";

/** Offers files. */
export class Downloads {
  /** @param {Lab} lab @param {string} version  Of Warpreel. */
  constructor(lab, version) {
    this.lab = lab;
    byId("save").addEventListener("click", () => {
      const { recording, settings } = lab;
      keep("run.safetensors", recordingFile(recording, settings, version));
      const [film, figure] = ["render space-warp", "figures training-curves"].map((what) =>
        `warpreel ${what} --recording run.safetensors`);
      write("films", recording.levels === null
        ? say("Film it: {command}", { command: film })
        : say("Draw it: {command}", { command: figure }));
    });
    byId("code").addEventListener("click", () =>
      keep("network.py", pytorchCode(lab.recording, lab.settings)));
  }
}

/** Hand the viewer a file. @param {string} name @param {BlobPart} content */
function keep(name, content) {
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
