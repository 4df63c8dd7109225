"""The page's engine computes what ours does: every stage, every activation, every tween."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import torch
from torch import nn

from engine.geometry.decisions import classifier
from engine.geometry.warps import Warp
from engine.networks.activations import ELEMENTWISE
from engine.networks.chains import every_stage
from engine.networks.stages import Stage
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train
from tests.support.browser import Browser
from tests.support.js_engine import JsWarp, open_modules
from tests.support.own_networks import OWN, grid, moments
from tests.support.users_networks import EXACT

RecordLoop = Callable[..., Recording]
CLOSE = 1e-5


def _then_three(make: Callable[[], nn.Module]) -> Callable[[], nn.Module]:
    return lambda: nn.Sequential(make(), nn.Linear(2, 3))


NETWORKS = {**OWN, **{name: _then_three(make) for name, make in EXACT.items()}}
"""Of three classes."""


@pytest.fixture(autouse=True)
def _opened(browser: Browser, tmp_path: Path) -> None:
    open_modules(
        browser,
        tmp_path,
        Warp="engine/warps.js",
        Recording="engine/recording.js",
        fromRows="engine/matrices.js",
        classifier="engine/decisions.js",
    )


def depths(recording: Recording) -> list[float]:
    """Give depths inside every stage: where it has hardly begun, is half done, and nearly over."""
    return [depth + part for depth in range(recording.depth) for part in (0.07, 0.5, 0.83)]


def compare(browser: Browser, recording: Recording, steps: list[float]) -> None:
    theirs = JsWarp(browser, recording)
    ours = Warp(theirs.rounded)
    points = grid(2, 5)
    for step in steps:
        traced = theirs.trace(points, step)
        assert len(traced) == recording.depth + 1
        for one, other in zip(traced, ours.trace(points, step), strict=True):
            assert one.shape == other.shape
            assert np.abs(one - other).max() < CLOSE
        asked = depths(recording)
        for one, depth in zip(theirs.warps(points, asked, step), asked, strict=True):
            other = ours.warp(points, depth, step)
            assert one.shape == other.shape
            assert np.abs(one - other).max() < CLOSE, (depth, step)


def test_trained_networks_are_warped_alike(browser: Browser, run: Recording) -> None:
    first, middle, last = moments(run)
    compare(browser, run, [first, middle, last, (first + last) / 2 + 0.37])


@pytest.mark.parametrize("name", NETWORKS)
def test_networks_of_users_are_warped_alike(
    browser: Browser, recorded: RecordLoop, name: str
) -> None:
    torch.manual_seed(1)
    recording = recorded(NETWORKS[name](), steps=4)
    compare(browser, recording, moments(recording))


@pytest.mark.parametrize("end", [None, nn.Sigmoid()], ids=["linear", "sigmoid"])
def test_a_single_output_is_parted_where_ours_is(browser: Browser, end: nn.Module | None) -> None:
    torch.manual_seed(1)
    layers = [nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1), *([] if end is None else [end])]
    points = grid(2, 5)
    recorder = Recorder(nn.Sequential(*layers), points, points[:, 0] > 0)
    recorder.record(0.5)
    recording = replace(recorder.finish(), threshold=0.5)
    theirs = JsWarp(browser, recording)
    for found, expected in zip(theirs.classifier(1), classifier(theirs.rounded, 1), strict=True):
        np.testing.assert_allclose(found, expected, atol=CLOSE)


def test_every_kind_of_stage_is_among_these_networks(recorded: RecordLoop) -> None:
    runs = [recorded(make(), steps=1) for make in NETWORKS.values()]
    kinds = {type(stage) for each in runs for stage in every_stage(each.stages)}
    assert kinds == set(get_args(Stage))


MODULES = {name: kind.build for name, kind in ELEMENTWISE.items()} | {
    "gelu by tanh": lambda: nn.GELU(approximate="tanh"),
    "softplus of a slope": lambda: nn.Softplus(beta=2.0, threshold=5.0),
    "prelu of each unit": lambda: nn.PReLU(4),
    "celu of a slope": lambda: nn.CELU(0.5),
}


@pytest.mark.parametrize("name", MODULES)
def test_every_activation_is_the_same(browser: Browser, recorded: RecordLoop, name: str) -> None:
    network = nn.Sequential(nn.Linear(2, 4), MODULES[name](), nn.Linear(4, 3))
    with torch.no_grad():
        network[0].weight *= 4  # so that every piece of it is met
    recording = recorded(network, steps=3)
    compare(browser, recording, moments(recording))


@pytest.mark.parametrize("last", [nn.Softmax(dim=1), nn.LogSoftmax(dim=1)])
def test_a_softmax_at_the_end_is_the_same(
    browser: Browser, recorded: RecordLoop, last: nn.Module
) -> None:
    recording = recorded(nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 3), last), steps=3)
    compare(browser, recording, moments(recording))


@pytest.mark.parametrize("activation", ["tanh", "prelu", "gelu"])
def test_residual_blocks_of_every_kind_of_activation(browser: Browser, activation: str) -> None:
    spec = RunSpec(
        architecture="residual", hidden=(5, 5), activation=activation, samples=40, steps=6
    )
    recording = train(spec)
    compare(browser, recording, moments(recording))


MATRICES = {
    "a reflection": [[1.0, 0.2], [0.3, -0.8]],
    "a turn": [[0.0, -1.0], [1.0, 0.0]],
    "a collapse": [[1.0, 2.0], [0.5, 1.0]],
    "nothing": [[0.0, 0.0], [0.0, 0.0]],
    "the identity": [[1.0, 0.0], [0.0, 1.0]],
    "a mirror": [[1.0, 0.0], [0.0, -1.0]],
    "nearly flat": [[1.0, 2.0], [0.5, 1.001]],
}


@pytest.mark.parametrize("name", MATRICES)
def test_planar_maps_are_tweened_alike(browser: Browser, recorded: RecordLoop, name: str) -> None:
    first = nn.Linear(2, 2)
    with torch.no_grad():
        first.weight.copy_(torch.tensor(MATRICES[name]))
    network = nn.Sequential(first, nn.Tanh(), nn.Linear(2, 3))
    first.requires_grad_(False)
    recording = recorded(network, steps=2)
    compare(browser, recording, moments(recording))


@pytest.mark.parametrize("width", [3, 7, 24])
@pytest.mark.parametrize("seed", range(4))
def test_maps_between_all_widths_are_tweened_alike(
    browser: Browser, recorded: RecordLoop, width: int, seed: int
) -> None:
    torch.manual_seed(seed)
    layers = [nn.Linear(2, width), nn.Linear(width, width), nn.Linear(width, 5), nn.Linear(5, 3)]
    recording = recorded(nn.Sequential(*layers), steps=2, seed=seed)
    compare(browser, recording, moments(recording))
