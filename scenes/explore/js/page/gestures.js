/**
 * Hands on the picture: a point is hovered, chosen and dragged; space is turned.
 *
 * @import { Panel } from "./panel.js"
 * @import { Player } from "./player.js"
 * @import { Probe } from "./probe.js"
 */

/** Radians by which a drag across a hundred pixels turns space, and an arrow key. */
const [DRAG, KEY] = [0.9, 0.12];

/**
 * Let a pointer act on the picture.
 *
 * @param {Panel} panel @param {Player} player @param {Probe} probe @param {() => void} changed
 */
export function handle(panel, player, probe, changed) {
  const { canvas, director } = panel;
  /** @type {{kind: "point" | "turn", x: number, y: number} | null} */
  let held = null;
  let pinned = false;
  /** @param {PointerEvent} event */
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  canvas.addEventListener("pointerdown", (event) => {
    const [x, y] = place(event);
    const found = probe.nearest(x, y);
    const own = probe.features === null
      ? null
      : panel.placeOf(probe.features, player.depth, player.step);
    player.pause();
    if (own !== null && Math.hypot(own[0] - x, own[1] - y) < 24) {
      held = { kind: "point", x, y };
    } else if (found !== null) {
      probe.choose(found);
      held = { kind: "point", x, y };
    } else if (director.dimensions === 3) {
      held = { kind: "turn", x, y };
    } else {
      probe.clear();
    }
    pinned = probe.features !== null;
    canvas.setPointerCapture(event.pointerId);
    changed();
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    if (held === null) {
      if (pinned || event.pointerType !== "mouse") return;
      const found = probe.nearest(x, y);
      canvas.style.cursor = found === null ? "" : "pointer";
      if (found === null && probe.features === null) return;
      if (found === null) probe.clear();
      else probe.choose(found);
      changed();
    } else if (held.kind === "turn") {
      director.orbit = director.orbit.turned(
        ((x - held.x) * DRAG) / 100, ((held.y - y) * -DRAG) / 100);
      held = { kind: "turn", x, y };
      changed();
    } else if (Math.hypot(x - held.x, y - held.y) > 3) {
      probe.drag(x, y, player.depth, player.step);
      changed();
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      held = null;
    });
  }
  canvas.addEventListener("pointerleave", () => {
    if (pinned || probe.features === null) return;
    probe.clear();
    changed();
  });
}

/**
 * Let keys act on the page: space plays, arrows step and deepen, with Shift they turn space.
 *
 * @param {Panel} panel @param {Player} player @param {Probe} probe @param {() => void} changed
 */
export function listen(panel, player, probe, changed) {
  const { director } = panel;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focus = document.activeElement;
    if (focus instanceof HTMLSelectElement) return;
    const along = focus instanceof HTMLInputElement && focus.type === "range" ? focus.id : "";
    const pressed = focus instanceof HTMLButtonElement ||
      (focus instanceof HTMLInputElement && focus.type === "checkbox");
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[
      event.key
    ];
    if (event.key === " ") {
      if (pressed) return; // by the browser itself
      player.toggle();
    } else if (event.key === "Escape" && probe.features !== null) {
      probe.clear();
      changed();
    } else if (arrow !== undefined) {
      const [right, up] = arrow;
      const ahead = right + up > 0 ? 1 : -1;
      if (event.shiftKey && director.dimensions === 3) {
        director.orbit = director.orbit.turned(KEY * right, KEY * up);
        changed();
      } else if (along === "depth" || (along === "" && right === 0)) {
        player.deepen(0.25 * ahead);
      } else {
        player.stepBy(ahead);
      }
    } else {
      return;
    }
    event.preventDefault();
  });
}
