/**
 * Buttons, sliders and the chart by which a page is steered through training and depth.
 *
 * @import { Axis, Player } from "./player.js"
 */

import { byId, inputOf } from "./elements.js";

/** Let the buttons and sliders of both axes act. @param {Player} player */
export function steer(player) {
  for (const axis of /** @type {Axis[]} */ (["training", "depth"])) {
    byId(`play-${axis}`).addEventListener("click", () => player.toggle(axis));
    inputOf(axis).addEventListener("input", () => {
      player.pause();
      player.axis = axis;
      if (axis === "training") player.setStep(Number(inputOf(axis).value));
      else player.setDepth(Number(inputOf(axis).value));
    });
  }
}

/**
 * Go to the step of a chart at which the pointer is held.
 *
 * @param {{canvas: HTMLCanvasElement, stepAt: (x: number) => number}} chart
 * @param {Player} player
 * @param {() => void} pause
 */
export function scrub(chart, player, pause) {
  const { canvas } = chart;
  /** @param {PointerEvent} event */
  const go = (event) => {
    pause();
    player.setStep(chart.stepAt(event.clientX - canvas.getBoundingClientRect().left));
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    go(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons !== 0) go(event);
  });
}
