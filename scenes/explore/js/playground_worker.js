/**
 * Trains the playground's network and its linear control, in a worker of its own: so many updates
 * each time it is asked.
 *
 * @import { Matrix } from "./engine/matrices.js"
 * @import { Parameters, Stage } from "./engine/stages.js"
 * @import { Settings } from "./engine/training.js"
 * @import { Trained } from "./playground/live_recording.js"
 *
 * @typedef {{points: Matrix, targets: number[]}} Fed
 * @typedef {{kind: "begin", run: number, step: number, theta: Parameters, controlTheta: Parameters,
 *   stages: Stage[], loss: string, settings: Settings, training: Fed, test: Fed}} Begin
 * @typedef {{kind: "settings", run: number, settings: Settings}} Settled
 * @typedef {{kind: "go", run: number, updates: number, milliseconds: number}} Go
 */

import { Training } from "./engine/training.js";
import { withoutActivations } from "./playground/network.js";

/** @type {{run: number, test: Fed, network: Training, control: Training} | null} */
let lesson = null;

/** @param {Begin} begun */
function begin({ run, step, theta, controlTheta, stages, loss, settings, training, test }) {
  const { points, targets } = training;
  const network = new Training(stages, points, targets, theta, step, loss);
  const control = new Training(withoutActivations(stages), points, targets, controlTheta, step, loss);
  network.use(settings);
  control.use(settings);
  lesson = { run, test, network, control };
}

self.onmessage = (/** @type {MessageEvent<Begin | Settled | Go>} */ { data }) => {
  if (data.kind === "begin") begin(data);
  if (lesson === null || data.run !== lesson.run || data.kind === "begin") return;
  const { run, test, network, control } = lesson;
  if (data.kind === "settings") {
    network.use(data.settings);
    control.use(data.settings);
    return;
  }
  const end = performance.now() + data.milliseconds;
  for (let i = 0; i < data.updates || performance.now() < end; i++) {
    network.update();
    control.update();
  }
  /** @type {Trained} */
  const trained = {
    step: network.step, theta: network.theta, controlTheta: control.theta,
    training: network.measure(), test: network.measure(test.points, test.targets),
    control: control.measure(),
  };
  self.postMessage({ run, trained });
};
