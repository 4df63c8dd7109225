/**
 * Train the same network on the same points by turns, with our code and with TensorFlow Playground's.
 *
 * node playground_race.mjs OURS THEIRS ROUNDS UPDATES prints a list of rounds, each the microseconds
 * of CPU that an update took ours and theirs.
 */

import { pathToFileURL } from "node:url";

const [oursPath, theirsPath, rounds, updates] = process.argv.slice(2);
const { Training } = await import(pathToFileURL(oursPath).href);
const nn = await import(pathToFileURL(theirsPath).href);
const [COUNT, BATCH, RATE] = [300, 10, 0.03];
const SIZES = [2, 8, 8, 1];

const points = Array.from({ length: COUNT }, (_, i) => {
  const [turn, side] = [(3 * Math.PI * i) / COUNT, i % 2 ? 1 : -1];
  return [side * (turn / 5) * Math.cos(turn), side * (turn / 5) * Math.sin(turn)];
});
const targets = points.map((_, i) => (i % 2 ? 1 : -1));

/** Two layers of tanh and a linear output, squared error, plain gradient descent. */
function ours() {
  const stages = [];
  const theta = {};
  SIZES.slice(1).forEach((outputs, i) => {
    const [inputs, name] = [SIZES[i], String(stages.length)];
    stages.push({ type: "affine", name, inputs, outputs, bias: true });
    theta[`${name}.weight`] = Float64Array.from({ length: inputs * outputs }, () => Math.random() - 0.5);
    theta[`${name}.bias`] = new Float64Array(outputs).fill(0.1);
    if (outputs === 1) return;
    const tanh = { module: "Tanh", arguments: {} };
    stages.push({ type: "activation", name: String(stages.length), width: outputs, function: tanh, learned: false });
  });
  const data = Float64Array.from(points.flat());
  const training = new Training(stages, { rows: COUNT, columns: 2, data }, targets, theta, 0, "squared-error");
  training.use({ optimizer: "sgd", rate: RATE, batch: BATCH });
  return () => training.update();
}

/** The same of theirs. */
function theirs() {
  const { TANH, LINEAR } = nn.Activations;
  const network = nn.buildNetwork(SIZES, TANH, LINEAR, null, ["x", "y"]);
  let at = 0;
  return () => {
    for (let i = 0; i < BATCH; i++) {
      nn.forwardProp(network, points[at]);
      nn.backProp(network, targets[at], nn.Errors.SQUARE);
      at = (at + 1) % COUNT;
    }
    nn.updateWeights(network, RATE, 0);
  };
}

/** Return the microseconds of CPU of one update. */
function cost(update) {
  const before = process.cpuUsage().user;
  for (let i = 0; i < updates; i++) update();
  return (process.cpuUsage().user - before) / updates;
}

const sides = [ours(), theirs()];
sides.forEach(cost); // neither pays for warming up
const measured = Array.from({ length: Number(rounds) }, (_, round) => {
  const pair = [0, 0];
  for (const side of round % 2 ? [0, 1] : [1, 0]) pair[side] = cost(sides[side]);
  return pair;
});
console.log(JSON.stringify(measured));
