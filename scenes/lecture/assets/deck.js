// The deck: which slide and which part of its film is shown, and how to get to the next.
"use strict";

// Milliseconds within which a second press is taken for a nervous one.
const BOUNCE = 300;
// Milliseconds after which the bar and the pointer hide.
const IDLE = 2500;

const words = JSON.parse(document.body.dataset.words);
const sections = [...document.querySelectorAll(".slides > section")];
const slides = sections.map((section) => JSON.parse(section.dataset.facts));
const films = sections.map((section, index) =>
  slides[index].film ? new Film(section, slides[index].parts, update) : null,
);
const pages = sections.map((section) => section.querySelector("iframe"));
const reveal = new Reveal(document.querySelector(".reveal"), {
  disableLayout: true,
  scrollActivationWidth: null,
  controls: false,
  progress: false,
  keyboard: false,
  overview: false,
  touch: false,
  postMessage: false,
  autoPlayMedia: false,
  transition: calm.matches ? "none" : "fade",
  transitionSpeed: "fast",
});
const dialogs = { overview: byId("overview"), help: byId("help") };
const actions = {
  next, previous, toggle, again, captions,
  first: () => visit(0),
  last: () => visit(slides.length - 1),
  notes: openNotes,
  overview: () => openDialog("overview"),
  help: () => openDialog("help"),
  fullscreen: toggleFullscreen,
  black: () => reveal.togglePause(),
};
const handleKey = keyHandler(act);
const speaker = new SpeakerNotes(slides, words, handleKey);

let index = 0;
let pressed = -Infinity;
let withCaptions = false;
let interrupted = false;

function byId(id) {
  return document.getElementById(id);
}

function film() {
  return films[index];
}

// Do what is asked for; on a black screen, whatever that is brings the slide back.
function act(name) {
  if (reveal.isPaused() && name !== "notes") reveal.togglePause();
  else actions[name]();
}

function next() {
  const now = performance.now();
  if (now - pressed < BOUNCE) return;
  pressed = now;
  if (film()?.next() || index + 1 === slides.length) return;
  goTo(index + 1);
  film()?.begin(0);
}

function previous() {
  if (film()?.previous() || index === 0) return;
  goTo(index - 1);
  film()?.rest(slides[index].parts.length - 1);
}

function toggle() {
  film()?.toggle();
}

function again() {
  film()?.play(film().part);
}

// Show a slide as it was left; a film that has not begun begins.
function visit(target, part) {
  goTo(target);
  const shown = film();
  if (!shown) return;
  const wanted = part ?? shown.part;
  if (wanted < 0) shown.begin(0);
  else shown.rest(Math.min(wanted, shown.parts.length - 1));
}

function goTo(target) {
  if (film()?.playing) film().pause();
  leavePage();
  index = target;
  reveal.slide(target);
  // A page that nobody has come to yet would play to nobody.
  if (pages[target] && !pages[target].src) pages[target].src = pages[target].dataset.page;
  film()?.prepare();
  films[target + 1]?.prepare();
  update();
}

// Let a page that is explored rest, and have the keys back.
function leavePage() {
  if (!pages[index]) return;
  pages[index].contentWindow.postMessage({ warpreel: "pause" }, "*");
  pages[index].blur();
  window.focus();
}

// Take the keys that the page on the slide passes on.
function hearPage({ source, data }) {
  if (data?.warpreel !== "key" || source !== pages[index]?.contentWindow) return;
  const { key, shiftKey, repeat } = data;
  handleKey(new KeyboardEvent("keydown", { key, shiftKey, repeat }));
}

// Bring everything around the slide up to what it shows.
function update() {
  const shown = film();
  const part = shown ? shown.part : -1;
  for (const each of films) {
    if (!each) continue;
    each.section.classList.toggle("playing", each.playing);
    each.section.classList.toggle("midway", each.part >= 0 && each.midway);
  }
  const current = slides[index].parts[part];
  const where = [slides[index].place, current?.place].filter(Boolean).join(" · ");
  const status = document.querySelector(".where");
  if (status.textContent !== where) status.textContent = where;
  speaker.show(index, part);
  drawParts();
  const address = `#/${index + 1}${current ? `/${part + 1}` : ""}`;
  if (location.hash !== address) history.replaceState(null, "", address);
}

// One segment a part, at the bottom edge; what has been shown is filled.
function drawParts() {
  const track = document.querySelector(".progress-of-parts");
  const shown = film();
  if (shown) speaker.mirror(shown.video);
  const count = slides[index].parts.length;
  while (track.children.length > count) track.lastChild.remove();
  while (track.children.length < count) track.append(document.createElement("i"));
  [...track.children].forEach((segment, number) => {
    const share = number < shown.part ? 1 : number > shown.part ? 0 : shown.share;
    segment.style.setProperty("--share", share);
  });
  if (shown?.playing) requestAnimationFrame(drawParts);
}

function readAddress() {
  const found = /^#\/(\d+)(?:\/(\d+))?$/.exec(location.hash);
  const target = Math.min(Math.max(found ? Number(found[1]) : 1, 1), slides.length) - 1;
  visit(target, found?.[2] ? Math.max(Number(found[2]), 1) - 1 : undefined);
}

function captions() {
  withCaptions = !withCaptions;
  for (const each of films) each?.caption(withCaptions);
  document.body.classList.toggle("captioned", withCaptions);
  document.querySelector("[data-do=captions]").setAttribute("aria-pressed", withCaptions);
}

function openNotes() {
  if (!speaker.open()) say(words["no window"]);
  update();
}

function openDialog(name) {
  const dialog = dialogs[name];
  if (film()?.playing) film().pause();
  dialog.showModal();
  if (name === "overview") dialog.querySelectorAll("button")[index].focus();
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function say(message) {
  document.querySelector(".message").textContent = message;
}

function listen() {
  addEventListener("keydown", (event) => {
    const open = document.querySelector("dialog[open]");
    if (!open) handleKey(event);
    else if (KEYS[event.key] === open.id && event.key !== "Escape") open.close();
  });
  addEventListener("message", hearPage);
  addEventListener("hashchange", readAddress);
  followFingers(document.querySelector(".reveal"), act);
  arrowsWithin(dialogs.overview);
  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", (event) => {
      if (event.detail) button.blur(); // so that a clicker's keys are not taken for the button's
      act(button.dataset.do);
    });
  }
  for (const button of document.querySelectorAll("[data-slide]")) {
    button.addEventListener("click", () => {
      dialogs.overview.close();
      visit(Number(button.dataset.slide));
    });
  }
  for (const each of films) {
    if (!each) continue;
    each.section.querySelector(".play").addEventListener("click", toggle);
    each.video.addEventListener("click", () => (each.playing ? each.pause() : next()));
    each.video.addEventListener("error", () => say(words["no film"]));
    each.video.addEventListener("seeked", update);
  }
  reveal.on("paused", () => {
    interrupted = film()?.playing;
    if (interrupted) film().pause();
  });
  reveal.on("resumed", () => interrupted && film()?.resume());
}

// Hide the pointer while nobody moves it, and the bar unless it is at the foot of the page: who points
// at something in a film wants no bar, nor that the film makes room for it.
function hideWhenIdle() {
  let timer;
  const wake = (event) => {
    const above = event?.type === "pointermove" && event.clientY < 0.8 * innerHeight;
    document.body.classList.remove("idle");
    document.body.classList.toggle("aloft", above);
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("idle"), IDLE);
  };
  for (const kind of ["pointermove", "pointerdown", "focusin"]) addEventListener(kind, wake);
  addEventListener("keydown", () => document.body.classList.add("idle"));
  wake();
}

reveal.initialize().then(() => {
  document.querySelector("[data-do=fullscreen]").hidden = !document.fullscreenEnabled;
  listen();
  hideWhenIdle();
  readAddress();
});
