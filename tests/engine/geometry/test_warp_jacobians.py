"""Derivatives of a warp are those of autograd, and of finite differences in between."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import nn

from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from tests.support.own_networks import OWN, RecordLoop, grid, module_of, moments


def test_the_jacobian_is_the_module_s(run: Recording) -> None:
    points = grid(2, 3)
    for step in moments(run):
        network = module_of(run, step)
        expected = [torch.autograd.functional.jacobian(network, torch.tensor(p)) for p in points]
        computed = Warp(run).jacobian(points, run.depth, step)
        np.testing.assert_allclose(computed, torch.stack(expected), atol=1e-10)


@pytest.mark.parametrize("part", [0, 0.3, 0.5, 0.8, 0.99])
def test_the_jacobian_is_what_finite_differences_say(run: Recording, part: float) -> None:
    warp, step, nudge = Warp(run), run.last_step / 2, 1e-6
    points = grid(2, 4)
    assert run.depth > 0
    for depth in np.arange(run.depth) + part:
        columns = [
            (warp.warp(points + shift, depth, step) - warp.warp(points - shift, depth, step))
            / (2 * nudge)
            for shift in nudge * np.eye(2)
        ]
        jacobian = warp.jacobian(points, depth, step)
        np.testing.assert_allclose(jacobian, np.stack(columns, axis=-1), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("build", OWN.values(), ids=OWN)
def test_anybody_s_network_has_its_jacobian(
    build: Callable[[], nn.Module], recorded: RecordLoop
) -> None:
    network = build()
    recording = recorded(network)
    network.double().eval()
    points = grid(2, 3) + 0.01
    computed = Warp(recording).jacobian(points, recording.depth, recording.last_step)
    assert len(computed) == len(points) > 0
    for point, jacobian in zip(torch.tensor(points), computed, strict=True):
        expected = torch.autograd.functional.jacobian(lambda p: network(p[None])[0], point)
        np.testing.assert_allclose(jacobian, expected, atol=1e-6)
