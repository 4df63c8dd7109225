/** When a page is drawn: at most once a frame, and once more when all has stood still. */

/** Milliseconds after which what moved stands still, and is drawn in all detail. */
const STILL = 120;

/** The frames of a page. */
export class Frames {
  /** @param {(now: number) => void} draw  Called at a frame that was asked for. */
  constructor(draw) {
    this.draw = draw;
    this.asked = false;
    this.moved = -Infinity;
  }

  /** Whether nothing has moved for a while. */
  get still() {
    return performance.now() - this.moved > STILL;
  }

  /** Draw at the next frame: something has moved. */
  change() {
    this.moved = performance.now();
    this.ask();
  }

  /** Draw at the next frame. */
  ask() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame((now) => {
      this.asked = false;
      this.draw(now);
    });
  }

  /** Draw once more when all has stood still. */
  settle() {
    setTimeout(() => {
      if (this.still) this.ask();
    }, STILL + 30);
  }
}
