/**
 * Hands on the playground: it runs, is scrubbed, deepened and turned.
 *
 * @import { Playground } from "./playground.js"
 */

import { byId, inputOf } from "../page/elements.js";
import { scrub } from "../page/steering.js";

/** Radians by which a drag across a hundred pixels turns space, and an arrow key. */
const [DRAG, PUSH] = [0.9, 0.12];

/** Let buttons, sliders and the picture act. @param {Playground} page */
export function takeHold(page) {
  const { lab, player, panel, chart } = page;
  byId("run").addEventListener("click", () => (lab.running ? lab.pause() : lab.start(player.step)));
  byId("once").addEventListener("click", () => lab.stepOnce(player.step));
  byId("play-depth").addEventListener("click", () => player.toggle("depth"));
  inputOf("depth").addEventListener("input", () => {
    player.pause();
    player.setDepth(Number(inputOf("depth").value));
  });
  inputOf("training").addEventListener("input", () => {
    lab.pause();
    player.setStep(Number(inputOf("training").value));
  });
  for (const id of ["show-grid", "show-regions"]) {
    inputOf(id).addEventListener("change", () => page.change());
  }
  scrub(chart, player, () => lab.pause());
  turnByHand(page);
  const changed = () => page.change();
  for (const canvas of [panel.canvas, page.plane.canvas, byId("layers")]) {
    new ResizeObserver(changed).observe(canvas);
  }
}

/** Turn three units by hand. @param {Playground} page */
function turnByHand({ panel, director, player }) {
  const { canvas } = panel;
  /** @type {[number, number] | null} */
  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (director.dimensions !== 3) return;
    held = [event.clientX, event.clientY];
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (held === null) return;
    const [x, y] = held;
    director.orbit = director.orbit.turned(
      ((event.clientX - x) * DRAG) / 100, ((event.clientY - y) * DRAG) / 100);
    held = [event.clientX, event.clientY];
    player.changed();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      held = null;
    });
  }
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (event.shiftKey && director.dimensions === 3) {
      director.orbit = director.orbit.turned(PUSH * step[0], PUSH * step[1]);
      player.changed();
    } else {
      player.deepen(0.25 * (step[0] + step[1]));
    }
  });
}
