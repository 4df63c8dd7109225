/**
 * Where the points come from: data sets by their pictures, a file, a brush.
 *
 * @import { Brush } from "./brush.js"
 * @import { Lab } from "./lab.js"
 * @import { Palette } from "./palette.js"
 * @import { Chosen, Column } from "./table.js"
 */

import { byId, inputOf, selectOf, write } from "../page/elements.js";
import { mark } from "../page/markers.js";
import { say } from "../page/words.js";
import { ownOf } from "./brush.js";
import { offer } from "./controls.js";
import { OWN, datasetsOf } from "./datasets.js";
import { DEFAULTS } from "./settings.js";
import { makeSamples } from "./samples.js";
import { TableError, chosenColumns, pointsOf, readTable } from "./table.js";

/** Pixels of a data set's picture, and points in it. */
const [SIZE, SHOWN] = [64, 120];
/** Bytes of a file that is read. */
const MOST_BYTES = 20_000_000;
/** Classes that are painted at most, and numbers in a regression. */
const MOST_PAINTED = 6;
const PAINTED_NUMBERS = [1, 0.5, 0, -0.5, -1];

/** The part of the page in which points are chosen. */
export class DataPanel {
  /** @param {Lab} lab @param {Palette} palette @param {Brush} brush */
  constructor(lab, palette, brush) {
    this.lab = lab;
    this.palette = palette;
    this.brush = brush;
    /** @type {{name: string, columns: Column[]} | null} */
    this.table = null;
    this.listed = "";
    this.brushes = "";
    this.#connect();
  }

  /** Show which data are chosen. */
  show() {
    const { settings, samples } = this.lab;
    this.#list();
    for (const button of byId("datasets").children) {
      button.setAttribute("aria-pressed", String(button.id === `data-${settings.data}`));
    }
    byId("columns").hidden = this.table === null || settings.data !== OWN;
    const names = samples.classNames;
    const targets = settings.problem === "regression"
      ? PAINTED_NUMBERS.map((value) => /** @type {[string, string]} */ ([String(value), String(value)]))
      : Array.from({ length: Math.min(Math.max(names.length + 1, 2), MOST_PAINTED) }, (_, k) =>
        /** @type {[string, string]} */ ([String(k), names[k] ?? say("a new class")]));
    const brushes = JSON.stringify(targets);
    if (brushes === this.brushes) return;
    this.brushes = brushes;
    const chosen = selectOf("brush").value;
    offer("brush", [["", say("nothing")], ...targets, ["erase", say("erase")]]);
    selectOf("brush").value = chosen;
    if (selectOf("brush").value !== chosen) selectOf("brush").value = "";
    this.#use();
  }

  /** Read a file of the viewer's. @param {File} file */
  async read(file) {
    try {
      if (file.size > MOST_BYTES) throw new TableError("large");
      const columns = readTable(await file.text());
      const regression = this.lab.settings.problem === "regression";
      const chosen = chosenColumns(columns, regression);
      this.table = { name: file.name.replace(/\.\w+$/, ""), columns };
      const all = columns.map(({ name }, j) => /** @type {[string, string]} */ ([String(j), name]));
      const numbers = all.filter((_, j) => columns[j].numbers !== null);
      offer("column-x", numbers);
      offer("column-y", numbers);
      offer("column-target", regression ? numbers : all);
      for (const [id, j] of Object.entries({ x: chosen.x, y: chosen.y, target: chosen.target })) {
        selectOf(`column-${id}`).value = String(j);
      }
      this.#take(chosen);
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** @param {Chosen} chosen */
  #take(chosen) {
    if (this.table === null) return;
    const { name, columns } = this.table;
    const regression = this.lab.settings.problem === "regression";
    write("column-what", regression ? say("target") : say("class"));
    try {
      this.lab.bring(pointsOf(columns, chosen, regression, name), { data: OWN, noise: 0 });
      const { cells } = columns[0];
      const { training, test } = this.lab.samples;
      const shown = training.targets.length + test.targets.length;
      write("told", shown < cells.length
        ? say("{shown} of {count} rows are used.", { shown, count: cells.length })
        : "");
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** @param {unknown} error */
  #refuse(error) {
    if (!(error instanceof TableError)) throw error;
    const told = {
      large: say("This file is larger than 20 MB: give fewer rows."),
      few: say("This is no table: it needs two rows or more below its names."),
      coordinates: say("This table has no two columns of numbers beside the one to learn."),
      classes: say("This table has no column of 2 to 10 classes; for numbers choose regression."),
      numbers: say("This table has no column of numbers to learn."),
    };
    write("told", told[/** @type {keyof typeof told} */ (error.message)]);
  }

  #use() {
    const { value } = selectOf("brush");
    byId("painting").hidden = value === "";
    this.brush.use(value === "" ? undefined : value === "erase" ? null : Number(value));
  }

  #list() {
    const { problem } = this.lab.settings;
    if (problem === this.listed) return;
    this.listed = problem;
    const kinds = Object.entries(datasetsOf(problem));
    byId("datasets").replaceChildren(...kinds.map(([name, { noise, classes }]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.id = `data-${name}`;
      button.setAttribute("aria-label", name);
      button.title = name;
      button.append(this.#picture(name));
      button.addEventListener("click", () => this.lab.change({ data: name, noise, classes }));
      return button;
    }));
  }

  /** @param {string} data */
  #picture(data) {
    const { problem } = this.lab.settings;
    const { noise, classes } = datasetsOf(problem)[data];
    const samples = makeSamples(
      { ...DEFAULTS, problem, data, noise: noise / 2, classes, samples: SHOWN, share: 100 }, null);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIZE;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const { points, targets } = samples.training;
    targets.forEach((target, i) => {
      context.beginPath();
      const [x, y] = [points.data[2 * i], points.data[2 * i + 1]];
      mark(context, 0, SIZE * (0.5 + x / 5.2), SIZE * (0.5 - y / 5.2), 2.4);
      context.fillStyle = problem === "regression"
        ? this.palette.colourOf(target)
        : this.palette.of(target, null);
      context.fill();
    });
    return canvas;
  }

  #connect() {
    const { lab } = this;
    byId("open").addEventListener("click", () => inputOf("file").click());
    inputOf("file").addEventListener("change", () => {
      const file = inputOf("file").files?.[0];
      if (file) this.read(file);
      inputOf("file").value = "";
    });
    for (const id of ["column-x", "column-y", "column-target"]) {
      selectOf(id).addEventListener("change", () => this.#take({
        x: Number(selectOf("column-x").value), y: Number(selectOf("column-y").value),
        target: Number(selectOf("column-target").value),
      }));
    }
    selectOf("brush").addEventListener("change", () => this.#use());
    byId("clear").addEventListener("click", () =>
      lab.bring({ ...ownOf(lab.samples), points: [], targets: [] }, { data: OWN, noise: 0 }));
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      document.body.classList.remove("dropping");
      const file = event.dataTransfer?.files[0];
      if (file) this.read(file);
    });
  }
}
