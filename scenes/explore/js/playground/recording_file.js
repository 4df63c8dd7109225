/**
 * A run as the file that Warpreel's recordings are: safetensors, with everything that is no array as
 * JSON under one key, signed as `engine/recordings/file_format.py` does it.
 *
 * @import { LiveRecording } from "./live_recording.js"
 * @import { Settings } from "./settings.js"
 *
 * @typedef {{dtype: "F32" | "F64" | "I64", shape: number[],
 *   values: Float32Array | Float64Array | BigInt64Array}} Tensor
 */

import { FEATURES, featuresOf } from "../engine/features.js";
import { sha256 } from "./sha256.js";

const [FORMAT, METADATA, UNSIGNED] = [3, "warpreel", "0".repeat(64)];

/**
 * Return a recording's file.
 *
 * @param {LiveRecording} recording @param {Settings} settings @param {string} version  Of Warpreel.
 */
export function recordingFile(recording, settings, version) {
  const { network, samples } = recording;
  const { features } = settings;
  const plain = features.join() === "x1,x2";
  const header = {
    format: FORMAT,
    stages: network.trained,
    layers: network.trained
      .filter((stage) => stage.type === "affine" || ("learned" in stage && stage.learned))
      .map(({ name }) => name),
    stopped: "interrupted",
    versions: { warpreel: version },
    data_name: samples.name,
    class_names: samples.classNames,
    feature_names: plain ? samples.featureNames : features.map((name) => FEATURES[name].label),
    nested: false,
    spec: null,
    probed: null,
    notes: [],
    digest: UNSIGNED,
  };
  const tensors = tensorsOf(recording, features, plain, header.layers.length);
  /** @type {Record<string, any>} */
  const table = {};
  let end = 0;
  for (const [name, { dtype, shape, values }] of Object.entries(tensors)) {
    table[name] = { dtype, shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
  }
  const body = new Uint8Array(end);
  for (const [name, { values }] of Object.entries(tensors)) {
    body.set(new Uint8Array(values.buffer), table[name].data_offsets[0]);
  }
  const signed = new TextEncoder().encode(pythonJson({ ...table, __metadata__: header }));
  const whole = new Uint8Array(signed.length + body.length);
  whole.set(signed);
  whole.set(body, signed.length);
  header.digest = sha256(whole);
  return fileOf({ __metadata__: { [METADATA]: JSON.stringify(header) }, ...table }, body);
}

/** @param {any} table @param {Uint8Array} body */
function fileOf(table, body) {
  const text = JSON.stringify(table);
  const bytes = new TextEncoder().encode(text);
  const length = 8 * Math.ceil(bytes.length / 8);
  const file = new Uint8Array(8 + length + body.length).fill(32);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(bytes, 8);
  file.set(body, 8 + length);
  return file;
}

/**
 * @param {LiveRecording} recording @param {string[]} features @param {boolean} plain
 * @param {number} layers
 */
function tensorsOf(recording, features, plain, layers) {
  const { network, samples, trained, steps } = recording;
  const { training, test } = samples;
  const count = recording.lastStep + 1;
  const fed = featuresOf(training.points, features);
  /**
   * @param {"F32" | "F64"} dtype @param {number[]} shape @param {ArrayLike<number>} values
   * @returns {Tensor}
   */
  const floats = (dtype, shape, values) =>
    ({ dtype, shape, values: dtype === "F32" ? Float32Array.from(values) : Float64Array.from(values) });
  /** @param {ArrayLike<number>} values @returns {Tensor} */
  const whole = (values) =>
    ({ dtype: "I64", shape: [values.length], values: BigInt64Array.from(Array.from(values, BigInt)) });
  /** @param {(number | null)[] | null} values  At the steps that were measured. */
  const measured = (values) => {
    const all = new Float32Array(count).fill(NaN);
    recording.packed.metrics.steps.forEach((step, i) => {
      all[step] = values?.[i] ?? NaN;
    });
    return floats("F32", [count], all);
  };
  const { loss, accuracy, validationLoss, validationAccuracy } = recording.packed.metrics;
  /** @type {Record<string, Tensor>} */
  const tensors = {
    "data/centre": floats("F64", [features.length], plain ? samples.centre : features.map(() => 0)),
    "data/scale": floats("F64", [features.length], plain ? samples.scale : features.map(() => 1)),
    steps: whole(steps),
    ...(samples.classNames.length > 0
      ? { "data/labels": whole(training.targets) }
      : { "data/targets": floats("F32", [training.targets.length, 1], training.targets) }),
    "data/features": floats("F32", [fed.rows, fed.columns], fed.data),
    "metrics/loss": measured(loss),
    "metrics/accuracy": measured(accuracy),
    "metrics/gradient_norm": floats("F32", [count, layers], new Float32Array(count * layers).fill(NaN)),
  };
  if (test.targets.length > 0) {
    tensors["metrics/validation_loss"] = measured(validationLoss);
    tensors["metrics/validation_accuracy"] = measured(validationAccuracy);
  }
  for (const [name, shape] of Object.entries(shapesOf(network.trained))) {
    const size = shape.reduce((a, b) => a * b, 1);
    const rows = new Float32Array(size * trained.length);
    trained.forEach(({ theta }, i) => rows.set(theta[name], i * size));
    tensors[`parameters/${name}`] = { dtype: "F32", shape: [trained.length, ...shape], values: rows };
  }
  return tensors;
}

/** Return the shape of each parameter. @param {import("../engine/stages.js").Stage[]} stages */
export function shapesOf(stages) {
  /** @type {Record<string, number[]>} */
  const shapes = {};
  for (const stage of stages) {
    if (stage.type === "affine") {
      shapes[`${stage.name}.weight`] = [stage.outputs, stage.inputs];
      shapes[`${stage.name}.bias`] = [stage.outputs];
    } else if (stage.type === "activation" && stage.learned) {
      shapes[`${stage.name}.weight`] = [1];
    }
  }
  return shapes;
}

/**
 * Write JSON as Python's `json.dumps(…, sort_keys=True)` does.
 *
 * @param {any} value @returns {string}
 */
export function pythonJson(value) {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    const pairs = Object.keys(value).sort().map((key) => `${pythonJson(key)}: ${pythonJson(value[key])}`);
    return `{${pairs.join(", ")}}`;
  }
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (letter) =>
    `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
