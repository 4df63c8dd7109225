/** Looking at space from a direction: an orthographic view for pictures with three dimensions. */

import { clamped } from "./numbers.js";

/** A direction of view; seen from the pole, the plane z = 0 looks as it does in 2-D. */
export class Orbit {
  /** @param {number} azimuth  Radians about the z axis. @param {number} tilt  From the pole. */
  constructor(azimuth = 0, tilt = 0) {
    this.azimuth = azimuth;
    this.tilt = tilt;
  }

  /** Rows: where right, up and towards the viewer are. */
  get axes() {
    const [ca, sa] = [Math.cos(this.azimuth), Math.sin(this.azimuth)];
    const [ct, st] = [Math.cos(this.tilt), Math.sin(this.tilt)];
    return [
      [ca, -sa, 0],
      [ct * sa, ct * ca, st],
      [-st * sa, -st * ca, ct],
    ];
  }

  /** Return the view between the pole (0) and this one (1). @param {number} share */
  part(share) {
    return new Orbit(this.azimuth * share, this.tilt * share);
  }

  /** @param {number} azimuth @param {number} tilt */
  turned(azimuth, tilt) {
    return new Orbit(this.azimuth + azimuth, clamped(this.tilt + tilt, 0, Math.PI));
  }
}

/**
 * Return the direction from which a plane is seen nearly edge-on, so that it is seen to divide.
 *
 * @param {ArrayLike<number>} normal @param {number} tilt
 */
export function besidePlane(normal, tilt) {
  const length = Math.hypot(...Array.from(normal));
  let [best, least] = [0, Infinity];
  for (let degree = 0; degree <= 360; degree++) {
    const azimuth = (degree * Math.PI) / 180;
    const towards = new Orbit(azimuth, tilt).axes[2];
    const facing = towards.reduce((sum, x, i) => sum + x * normal[i], 0) / length;
    const off = Math.abs(Math.abs(facing - 0.25));
    if (off < least) [best, least] = [azimuth, off];
  }
  return new Orbit(best, tilt);
}
