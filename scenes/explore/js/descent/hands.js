/**
 * Hands on the page of descents: the start is dragged, the relief turned, steps taken by keys.
 *
 * @import { DescentPage } from "./descent.js"
 */

/** Radians by which a drag across a hundred pixels turns the relief, and an arrow key. */
const [TURN, NUDGE] = [0.9, 0.12];
/** Share of the domain by which an arrow key moves the start, and with Shift. */
const [FINE_MOVE, COARSE_MOVE] = [0.01, 0.05];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Let a pointer move the start. @param {DescentPage} page */
export function dragStart(page) {
  const { canvas } = page.map.sheet;
  /** @param {PointerEvent} event */
  const move = (event) => {
    const box = canvas.getBoundingClientRect();
    page.begin(page.plan.pointAt(event.clientX - box.left, event.clientY - box.top));
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    move(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons !== 0) move(event);
  });
}

/** Let a pointer turn the relief. @param {DescentPage} page */
export function turnByHand(page) {
  const { canvas } = page.relief.sheet;
  canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons === 0) return;
    turnRelief(page, (event.movementX * TURN) / 100, (event.movementY * TURN) / 100);
  });
}

/** @param {DescentPage} page @param {number} azimuth @param {number} tilt */
function turnRelief(page, azimuth, tilt) {
  page.relief.orbit = page.relief.orbit.turned(azimuth, tilt);
  page.relief.orbit.tilt = Math.min(page.relief.orbit.tilt, Math.PI / 2);
  page.ask();
}

/**
 * Let keys act: space plays, arrows step; on the map they move the start, on the relief they turn it.
 *
 * @param {DescentPage} page
 */
export function listenTo(page) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focus = document.activeElement;
    if (focus instanceof HTMLSelectElement) return;
    if (focus instanceof HTMLInputElement && focus.id !== "step") return;
    const arrow = ARROWS[/** @type {keyof typeof ARROWS} */ (event.key)];
    if (event.key === " ") {
      if (focus instanceof HTMLButtonElement) return; // by the browser itself
      if (page.began === null) page.play();
      else page.pause();
    } else if (arrow === undefined) {
      return;
    } else if (focus?.id === "map") {
      const share = event.shiftKey ? COARSE_MOVE : FINE_MOVE;
      page.begin(page.start.map((x, i) => {
        const [low, high] = page.surface.domain[i];
        return x + arrow[i] * share * (high - low);
      }));
    } else if (focus?.id === "relief") {
      turnRelief(page, NUDGE * arrow[0], NUDGE * arrow[1]);
    } else {
      page.show(Math.floor(page.step) + (arrow[0] + arrow[1] > 0 ? 1 : -1));
    }
    event.preventDefault();
  });
}
