"""What is taken home from the playground: a recording that Warpreel reads, and PyTorch code."""

from __future__ import annotations

import base64
import hashlib
import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.geometry.warps import Warp
from engine.recordings.opening import load
from scenes.explore.activation_kinds import activation_kinds
from tests.support.browser import Browser
from tests.support.js_engine import open_modules

CASES = {
    "plain": {},
    "features": {"features": ["x1", "x2", "x1^2", "sin2"], "hidden": [5, 3], "share": 100},
    "prelu": {"activation": "prelu", "hidden": [4]},
    "leaky": {"activation": "leaky-relu", "data": "blobs", "classes": 3},
    "linear": {"hidden": []},
    "regression": {"problem": "regression", "data": "cones", "hidden": [6]},
}
TRAIN = """
const [settings, kinds, own] = arguments;
const chosen = {...made.DEFAULTS, samples: 60, ...settings};
const samples = made.makeSamples(chosen, own);
const kind = kinds.find(({name}) => name === chosen.activation);
const regression = chosen.problem === 'regression';
const loss = regression ? 'squared-error' : 'cross-entropy';
const outputs = regression ? 1 : samples.classNames.length;
const network = made.buildNetwork(chosen, outputs, kind);
const recording = new made.LiveRecording(samples, network);
const fed = (part) => made.featuresOf(part.points, chosen.features);
const training = new made.Training(network.trained, fed(samples.training),
  samples.training.targets, made.firstParameters(network.trained, 3), 0, loss);
training.use({optimizer: 'adam', rate: 0.02, batch: 10});
for (let i = 0; i <= 12; i++) {
  const theta = Object.fromEntries(
    Object.entries(training.theta).map(([name, values]) => [name, values.slice()]));
  recording.append({step: training.step, theta, controlTheta: {}, control: {loss: 0, accuracy: 0},
    training: training.measure(),
    test: training.measure(fed(samples.test), samples.test.targets)});
  for (let k = 0; k < 5; k++) training.update();
}
const file = made.recordingFile(recording, chosen, '1.2.3');
const points = made.matrix(3, 2, Float64Array.of(0.3, -1.2, 1.5, 0.25, -0.7, 1.9));
const last = recording.at(recording.lastStep).theta;
const plain = made.matrix(3, 2, points.data.map((x, i) =>
  (x - samples.centre[i % 2]) / samples.scale[i % 2]));
const answers = made.through(network.trained, made.featuresOf(plain, chosen.features), last);
let text = '';
for (const byte of file) text += String.fromCharCode(byte);
return {file: btoa(text), code: made.pytorchCode(recording, chosen), answers: [...answers.data],
  points: [...points.data], loss: recording.packed.metrics.loss,
  test: recording.packed.metrics.validationLoss};
"""


@pytest.fixture(autouse=True)
def _opened(browser: Browser, tmp_path: Path) -> None:
    open_modules(
        browser,
        tmp_path,
        DEFAULTS="playground/settings.js",
        makeSamples="playground/samples.js",
        buildNetwork="playground/network.js",
        firstParameters="playground/network.js",
        LiveRecording="playground/live_recording.js",
        featuresOf="engine/features.js",
        through="engine/stages.js",
        matrix="engine/matrices.js",
        Training="engine/training.js",
        recordingFile="playground/recording_file.js",
        pytorchCode="playground/pytorch.js",
        sha256="playground/sha256.js",
    )


def trained(browser: Browser, own: Any = None, **settings: Any) -> dict[str, Any]:
    told: dict[str, Any] = browser.run(TRAIN, settings, activation_kinds(), own)
    return told


@pytest.mark.parametrize("case", CASES)
def test_a_recording_is_read_and_replayed(browser: Browser, tmp_path: Path, case: str) -> None:
    told = trained(browser, **CASES[case])
    path = tmp_path / "run.safetensors"
    path.write_bytes(base64.b64decode(told["file"]))
    recording = load(path)
    assert recording.steps.tolist() == list(range(0, 61, 5))
    assert recording.versions == {"warpreel": "1.2.3"}
    outputs = Warp(recording).trace(recording.data.features.astype(float), 60)[-1]
    if recording.data.is_regression:
        targets = recording.data.targets
        assert targets is not None
        loss = ((outputs - targets) ** 2).mean()
    else:
        labels = torch.tensor(recording.data.labels)
        loss = torch.nn.functional.cross_entropy(torch.from_numpy(outputs), labels).item()
    assert loss == pytest.approx(told["loss"][-1], rel=1e-4)
    assert recording.metrics.loss[60] == pytest.approx(loss, rel=1e-4)
    assert np.isnan(recording.metrics.loss[59])
    assert recording.metrics.are_validated == (CASES[case].get("share") != 100)
    again = tmp_path / "again.safetensors"
    recording.save(again)
    assert load(again).metrics.loss[60] == recording.metrics.loss[60]


@pytest.mark.parametrize("case", CASES)
def test_the_code_computes_what_the_page_does(browser: Browser, tmp_path: Path, case: str) -> None:
    told = trained(browser, **CASES[case])
    compare(told, tmp_path / "network.py")


def compare(told: dict[str, Any], path: Path) -> None:
    path.write_text(told["code"], "utf-8")
    made = runpy.run_path(str(path))
    points = torch.tensor(told["points"], dtype=torch.float64).reshape(3, 2)
    answers = made["network"](made["features"](points)).detach().numpy().ravel()
    assert np.abs(answers - told["answers"]).max() < 1e-6


HOSTILE = ['</script><img src=x onerror="window.PWN=1">', "a\"b'\\\n\u2028\x7fé🙂"]


def test_names_of_strangers_stay_names(browser: Browser, tmp_path: Path) -> None:
    own = {
        "name": HOSTILE[0],
        "points": np.linspace(-3, 3, 40).tolist(),
        "targets": [0, 1] * 10,
        "classNames": HOSTILE,
        "featureNames": HOSTILE,
        "centre": [3.0, -4.0],
        "scale": [2.0, 0.5],
    }
    told = trained(browser, own, data="own", noise=0)
    path = tmp_path / "run.safetensors"
    path.write_bytes(base64.b64decode(told["file"]))
    data = load(path).data
    assert data.name == data.class_names[0] == data.feature_names[0] == HOSTILE[0]
    assert data.class_names[1].startswith("a\"b'\\")
    assert data.centre.tolist() == [3.0, -4.0]
    compare(told, tmp_path / "network.py")
    assert runpy.run_path(str(tmp_path / "network.py"))["CLASSES"] == HOSTILE


@pytest.mark.parametrize("length", [0, 3, 55, 56, 63, 64, 1000])
def test_digests_are_those_of_sha_256(browser: Browser, length: int) -> None:
    text = bytes((7 * i) % 256 for i in range(length))
    told = browser.run("return made.sha256(Uint8Array.from(arguments[0]))", list(text))
    assert told == hashlib.sha256(text).hexdigest()
