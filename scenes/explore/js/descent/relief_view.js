/**
 * A surface of two variables as a relief that is turned by hand, with the paths on it.
 *
 * @import { Theme } from "../page/colours.js"
 * @import { Surface } from "./surface.js"
 * @import { Shown } from "./views.js"
 */

import { classColour } from "../page/colours.js";
import { Orbit } from "../page/orbit.js";
import { Sheet, mixed } from "./sheet.js";
import { SIDE } from "./surface.js";

/** Samples along a side of a tile, and how high the relief is, in halves of its width. */
const [TILE, HEIGHT] = [3, 1.1];
/** By how much what lies on the surface is drawn before the tiles around it. */
const LIFT = 0.09;

/** Draws the relief. */
export class ReliefView {
  /** @param {HTMLCanvasElement} canvas @param {Theme} theme */
  constructor(canvas, theme) {
    this.sheet = new Sheet(canvas, theme);
    this.theme = theme;
    this.orbit = new Orbit(0.6, 0.95);
  }

  /** @param {Shown} shown */
  draw({ surface, walks, step }) {
    const { sheet, theme } = this;
    sheet.begin();
    const { context } = sheet;
    /** @type {{depth: number, draw: () => void}[]} */
    const parts = this.#tiles(surface);
    for (const { walk, colour } of walks) {
      const reached = walk.path.slice(0, Math.floor(step) + 1)
        .map((point, i) => this.#spot(surface, point, walk.losses[i]));
      reached.forEach((here, i) => {
        const before = reached[Math.max(i - 1, 0)];
        if (here === null || before === null) return;
        parts.push({
          depth: Math.max(here.depth, before.depth) + LIFT,
          draw: () => {
            context.strokeStyle = classColour(theme, colour);
            context.lineWidth = i + 1 === reached.length ? 9 : 2.6;
            context.beginPath();
            if (i + 1 === reached.length) context.moveTo(here.x, here.y);
            else context.moveTo(before.x, before.y);
            context.lineTo(here.x, here.y);
            context.stroke();
          },
        });
      });
    }
    parts.sort((a, b) => a.depth - b.depth);
    for (const part of parts) part.draw();
  }

  /** @param {Surface} surface */
  #tiles(surface) {
    const { context } = this.sheet;
    const side = Math.floor((SIDE - 1) / TILE);
    const corners = Array.from({ length: (side + 1) ** 2 }, (_, n) => {
      const [column, row] = [TILE * (n % (side + 1)), TILE * Math.floor(n / (side + 1))];
      const share = surface.share(surface.heights[row * SIDE + column]);
      return { share, ...this.#see(column / (SIDE - 1), row / (SIDE - 1), share) };
    });
    const parts = [];
    for (let n = 0; n < side * side; n++) {
      const first = Math.floor(n / side) * (side + 1) + (n % side);
      const tile = [first, first + 1, first + side + 2, first + side + 1].map((at) => corners[at]);
      const share = tile.reduce((sum, corner) => sum + corner.share, 0) / 4;
      parts.push({
        depth: tile.reduce((sum, corner) => sum + corner.depth, 0) / 4,
        draw: () => {
          const shade = mixed(this.theme.panel, this.theme.muted, 0.15 + 0.6 * Math.cbrt(share));
          context.fillStyle = `rgb(${shade.join()})`;
          context.strokeStyle = this.theme.grid[0];
          context.lineWidth = 0.6;
          context.beginPath();
          for (const { x, y } of tile) context.lineTo(x, y);
          context.closePath();
          context.fill();
          context.stroke();
        },
      });
    }
    return parts;
  }

  /** @param {Surface} surface @param {ArrayLike<number>} point @param {number} loss */
  #spot(surface, point, loss) {
    const shares = surface.domain.map(([low, high], i) => (point[i] - low) / (high - low));
    const share = surface.share(loss);
    if (!shares.every((x) => x >= 0 && x <= 1) || !(share <= 1.02)) return null;
    return this.#see(shares[0], shares[1], share);
  }

  /**
   * Return where a place is seen; its coordinates go from 0 to 1.
   *
   * @param {number} x @param {number} y @param {number} z
   */
  #see(x, y, z) {
    const { width, height } = this.sheet;
    const place = [2 * x - 1, 2 * y - 1, HEIGHT * (z - 0.4)];
    const [right, up, towards] = this.orbit.axes.map((axis) =>
      axis.reduce((sum, a, i) => sum + a * place[i], 0));
    const scale = Math.min(width / 2.9, height / 2.75);
    return { x: width / 2 + scale * right, y: height / 2 - scale * up, depth: towards };
  }
}
