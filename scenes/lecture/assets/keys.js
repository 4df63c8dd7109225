// What keys, fingers and clickers do.
"use strict";

const KEYS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next", n: "next",
  ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
  p: "previous", Home: "first", End: "last",
  k: "toggle", r: "again", c: "captions", s: "notes", o: "overview", Escape: "overview",
  f: "fullscreen", b: "black", ".": "black", "?": "help",
};
// Pixels that a finger must move to mean it.
const SWIPE = 40;

// Make a handler that calls `act` with what a key means.
function keyHandler(act) {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const pressesButton = event.target?.closest?.("button") && (name === "Enter" || name === " ");
    const action = event.shiftKey && name === " " ? "previous" : KEYS[name];
    if (!action || pressesButton) return;
    event.preventDefault();
    if (!event.repeat) act(action);
  };
}

// Go on when a finger moves to the left, back when it moves to the right.
function followFingers(element, act) {
  let from = null;
  element.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  element.addEventListener("touchend", (event) => {
    if (!from) return;
    const across = event.changedTouches[0].clientX - from.clientX;
    const down = event.changedTouches[0].clientY - from.clientY;
    from = null;
    if (Math.abs(across) < SWIPE || Math.abs(across) < Math.abs(down)) return;
    act(across < 0 ? "next" : "previous");
  });
}

// Move from button to button of a grid with the arrow keys.
function arrowsWithin(grid) {
  grid.addEventListener("keydown", (event) => {
    const buttons = [...grid.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const columns = buttons.filter((each) => each.offsetTop === buttons[0].offsetTop).length;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
    if (!(event.key in steps)) return;
    event.preventDefault();
    buttons[at + steps[event.key]]?.focus();
  });
}
