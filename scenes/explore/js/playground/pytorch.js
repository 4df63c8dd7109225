/**
 * A trained network as a program for PyTorch.
 *
 * @import { LiveRecording } from "./live_recording.js"
 * @import { Settings } from "./settings.js"
 */

import { FEATURES } from "../engine/features.js";
import { sizesOf } from "./network.js";
import { shapesOf } from "./recording_file.js";

const IMPORTS = ["import torch", "from torch import nn"].join("\n");

/**
 * Return Python that builds the network as it was trained last.
 *
 * @param {LiveRecording} recording @param {Settings} settings
 */
export function pytorchCode(recording, settings) {
  const { network, samples } = recording;
  const { step, theta } = recording.at(recording.lastStep);
  const layers = network.trained.map((stage) => {
    if (stage.type === "affine") return `    nn.Linear(${stage.inputs}, ${stage.outputs}),`;
    if (stage.type !== "activation") throw new Error(`There is no layer for ${stage.type}.`);
    const { module, arguments: constants } = stage.function;
    const given = Object.entries(constants).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return `    nn.${module}(${given.join(", ")}),`;
  });
  const shapes = shapesOf(network.trained);
  const values = Object.entries(shapes).map(([name, shape]) =>
    `    ${JSON.stringify(name)}: ${nested(Array.from(theta[name]), shape)},`);
  const scaled = samples.scale.some((value) => value !== 1) || samples.centre.some((value) => value !== 0);
  const codes = settings.features.map((name) => FEATURES[name].code);
  const [centre, scale] = [samples.centre, samples.scale].map((each) => `[${each.join(", ")}]`);
  return `\
"""A network of sizes ${sizesOf(network.trained)}, trained for ${step} steps in Warpreel's playground."""

${IMPORTS}

CLASSES = ${JSON.stringify(samples.classNames)}


def features(points: torch.Tensor) -> torch.Tensor:
    """Compute what enters the network from points (points, 2)."""
${scaled ? `    points = (points - torch.tensor(${centre})) / torch.tensor(${scale})\n` : ""}\
    x1, x2 = points.unbind(-1)
    return torch.stack([${codes.join(", ")}], dim=-1)


network = nn.Sequential(
${layers.join("\n")}
).double()

PARAMETERS = {
${values.join("\n")}
}
network.load_state_dict(
    {name: torch.tensor(values, dtype=torch.float64) for name, values in PARAMETERS.items()}
)

if __name__ == "__main__":
    points = torch.tensor([[0.5, -0.5]], dtype=torch.float64)
    print(network(features(points)))
`;
}

/** @param {number[]} values @param {number[]} shape @returns {string} */
function nested(values, shape) {
  if (shape.length < 2) return `[${values.join(", ")}]`;
  const [rows, columns] = shape;
  const lines = Array.from({ length: rows }, (_, i) =>
    `        [${values.slice(i * columns, (i + 1) * columns).join(", ")}],`);
  return `[\n${lines.join("\n")}\n    ]`;
}
