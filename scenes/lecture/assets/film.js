// A film on a slide: it plays part by part, and rests on the last frame of each.
"use strict";

// Seconds before its end, where it stands still, at which a part is stopped and its last frame
// sought: a browser at work may be late, and then would show frames of the next part.
const LEAD = 0.1;
// Seconds by which a moment lies within the frame that begins or ends there.
const INSIDE = 0.008;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

class Film {
  // `changed` is called whenever another part is shown, or the film begins or ceases to play.
  constructor(section, parts, changed) {
    this.section = section;
    this.video = section.querySelector("video");
    this.parts = parts;
    this.changed = changed;
    this.part = -1;
    this.playing = false;
    this.video.addEventListener("timeupdate", () => this.watch());
    this.video.addEventListener("ended", () => this.watch());
    this.track = this.video.textTracks[0];
    this.track.addEventListener("cuechange", () => this.writeCaption());
  }

  get current() {
    return this.parts[this.part];
  }

  get last() {
    return this.part === this.parts.length - 1;
  }

  // How much of the current part has been shown, from 0 to 1.
  get share() {
    const { begin, end } = this.current;
    const share = (this.video.currentTime + INSIDE - begin) / (end - begin);
    return Math.min(Math.max(share, 0), 1);
  }

  get midway() {
    return !this.playing && this.video.currentTime < this.current.end - 2 * INSIDE;
  }

  // Load the film; one that is never reached is never loaded.
  prepare() {
    if (this.video.preload === "none") this.video.preload = "auto";
  }

  // Follow what is said, if captions are wanted.
  caption(wanted) {
    this.track.mode = wanted ? "hidden" : "disabled"; // hidden from the film, which it would cover
    if (wanted) this.writeCaption();
  }

  writeCaption() {
    const lines = [...(this.track.activeCues ?? [])].map((cue) => cue.getCueAsHTML());
    this.section.querySelector(".caption").replaceChildren(...lines);
  }

  // Begin a part; for those who prefer less motion, show how it ends.
  begin(part) {
    if (calm.matches) this.rest(part);
    else this.play(part);
  }

  play(part) {
    this.part = part;
    const { begin } = this.current;
    if (Math.abs(this.video.currentTime - begin) > 2 * INSIDE) {
      this.video.currentTime = begin + INSIDE;
    }
    this.resume();
  }

  resume() {
    this.prepare();
    this.playing = true;
    this.video.play().catch((error) => {
      if (error.name === "NotAllowedError") this.pause();
    });
    this.follow();
    this.changed();
  }

  pause() {
    this.playing = false;
    this.video.pause();
    this.changed();
  }

  // Show the last frame of a part.
  rest(part) {
    this.prepare();
    this.part = part;
    this.playing = false;
    this.video.pause();
    this.video.currentTime = this.current.end - INSIDE;
    this.changed();
  }

  // Go on; tell whether there was anything to go on with.
  next() {
    if (this.midway) this.resume();
    else if (this.playing && !this.current.loop) this.rest(this.part);
    else if (this.last) return false;
    else this.begin(this.part + 1);
    return true;
  }

  // Go back to how the part before ended; tell whether there was one.
  previous() {
    if (this.part <= 0) return false;
    this.rest(this.part - 1);
    return true;
  }

  toggle() {
    if (this.playing) this.pause();
    else if (this.midway) this.resume();
    else this.play(this.part);
  }

  // Watch out for the part's end, as often as the screen is drawn.
  follow() {
    if (!this.playing) return;
    this.watch();
    requestAnimationFrame(() => this.follow());
  }

  watch() {
    if (!this.playing || this.video.seeking) return;
    const { begin, end, loop } = this.current;
    const lead = Math.min(LEAD, (end - begin) / 4);
    if (this.video.currentTime < end - lead) return;
    if (loop) this.play(this.part);
    else this.rest(this.part);
  }
}
