// The speaker's window: what is shown, what comes next, the notes and the time.
"use strict";

class SpeakerNotes {
  // `keys` handles what is typed in the window, as if it were typed on the slides.
  constructor(slides, words, keys) {
    this.slides = slides;
    this.words = words;
    this.keys = keys;
    this.view = null;
    this.started = Date.now();
    addEventListener("pagehide", () => this.view?.close());
  }

  // Open the window; tell whether the browser allows one.
  open() {
    if (this.view && !this.view.closed) {
      this.view.focus();
      return true;
    }
    this.view = window.open("", "", "popup,width=1100,height=760");
    if (!this.view) return false;
    const page = this.view.document;
    page.write("<!doctype html><body>"); // else Firefox would still load an empty page over ours
    page.close();
    page.title = document.title;
    page.documentElement.lang = document.documentElement.lang;
    for (const fonts of document.querySelectorAll("link[href$='fonts.css']")) {
      const link = page.createElement("link");
      link.rel = "stylesheet";
      link.href = fonts.href;
      page.head.append(link);
    }
    page.body.replaceChildren(page.importNode(document.getElementById("speaker").content, true));
    page.addEventListener("keydown", this.keys);
    this.part("elapsed").addEventListener("click", (event) => this.restart(event));
    this.ticking ??= setInterval(() => this.tick(), 500);
    this.tick();
    return true;
  }

  part(id) {
    return this.view.document.getElementById(id);
  }

  restart(event) {
    if (event.detail) event.target.blur(); // so that a clicker's keys are not taken for the button's
    this.started = Date.now();
    this.tick();
  }

  tick() {
    if (this.view.closed) return;
    const elapsed = Math.floor((Date.now() - this.started) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    const minutes = Math.floor(elapsed / 60);
    this.part("elapsed").textContent = `${two(minutes)}:${two(elapsed % 60)}`;
    this.part("clock").textContent = new Date().toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
    });
  }

  // Show the notes of a slide and, of a film, of one of its parts.
  show(index, part) {
    if (!this.view || this.view.closed) return;
    const slide = this.slides[index];
    const shown = slide.parts[part];
    const first = part <= 0 || !shown;
    const notes = [first ? slide.notes : "", shown ? shown.notes : ""].filter(Boolean);
    this.part("place").textContent = [slide.place, shown?.place].filter(Boolean).join(" · ");
    this.part("now-title").textContent = [slide.title, shown?.title].filter(Boolean).join(": ");
    this.write("notes", notes.length ? notes : [this.words["no notes"]]);
    this.write("said", shown?.transcript ?? []);
    this.picture("now", index, part);
    const [nextIndex, nextPart] =
      shown && part + 1 < slide.parts.length ? [index, part + 1] : [index + 1, 0];
    const next = this.slides[nextIndex];
    this.part("then-title").textContent = next
      ? [next.title, next.parts[nextPart]?.title].filter(Boolean).join(": ")
      : this.words.end;
    this.picture("then", nextIndex, nextPart);
  }

  write(id, texts) {
    const paragraphs = texts.join("\n").split("\n").filter((line) => line.trim());
    const made = paragraphs.map((text) => {
      const paragraph = this.view.document.createElement("p");
      paragraph.textContent = text;
      return paragraph;
    });
    this.part(id).replaceChildren(...made);
  }

  // Show what the class sees of a film.
  mirror(video) {
    const canvas = this.view && !this.view.closed && this.part("now").querySelector("canvas");
    if (!canvas || !video.videoWidth) return;
    if (canvas.width !== video.videoWidth) canvas.width = video.videoWidth;
    if (canvas.height !== video.videoHeight) canvas.height = video.videoHeight;
    canvas.getContext("2d").drawImage(video, 0, 0);
  }

  // Show a slide; of the film that comes next, how the part ends.
  picture(id, index, part) {
    const slide = this.slides[index];
    const place = this.part(id);
    const wanted = slide ? slide.film ?? slide.picture ?? slide.title : "";
    if (place.dataset.shows !== wanted) {
      place.dataset.shows = wanted;
      place.replaceChildren(...(slide ? [this.drawn(slide, id === "now" ? "canvas" : "video")] : []));
    }
    const video = place.querySelector("video");
    if (video) video.currentTime = slide.parts[part].end - INSIDE;
  }

  drawn(slide, kindOfFilm) {
    const kind = slide.film ? kindOfFilm : slide.picture ? "img" : "p";
    const element = this.view.document.createElement(kind);
    if (kind === "canvas") return element;
    if (kind === "p") element.textContent = slide.title;
    else element.src = new URL(slide.film ?? slide.picture, document.baseURI).href;
    if (kind === "img") element.alt = slide.title;
    if (kind === "video") element.muted = true;
    return element;
  }
}
