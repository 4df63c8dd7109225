"""The control is the same run without activations: one affine map."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import nn

from engine.data.make_dataset import make_dataset
from engine.recordings.recording import Recording
from engine.training.control import linear_control
from engine.training.training import train
from tests.support.textbook_loop import SHORT, assert_same, by_hand


def test_the_control_is_the_same_run_without_activations() -> None:
    control = linear_control(train(SHORT))
    assert control.spec == SHORT.without_activations()
    assert_same(control, by_hand(SHORT.without_activations()))


def test_the_control_sees_the_very_same_data() -> None:
    data = make_dataset("moons", samples=20, seed=99)
    control = linear_control(train(SHORT, data=data))
    assert control.data is data


def test_the_control_of_anybody_s_network_has_its_widths(
    recorded: Callable[[nn.Module], Recording],
) -> None:
    network = nn.Sequential(nn.Linear(2, 6), nn.ReLU(), nn.BatchNorm1d(6), nn.Linear(6, 3))
    theirs = recorded(network)
    control = linear_control(theirs)
    assert [control.width(depth) for depth in (0, 1, control.depth)] == [2, 6, 3]
    points = theirs.data.features.astype(float)
    outputs = torch.tensor(points)
    for stage in control.stages:
        outputs = stage.apply(outputs, control.parameters(control.last_step))
    # One affine map, for the best affine fit to it has nothing left over.
    design = np.hstack([points, np.ones((len(points), 1))])
    _, left_over, rank, _ = np.linalg.lstsq(design, outputs.numpy(), rcond=None)
    assert rank == 3
    assert left_over == pytest.approx(np.zeros(3), abs=1e-20)
