"""The control is the same run without activations: one affine map."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import nn

from engine.data.make_dataset import make_dataset
from engine.recordings.recording import Recording
from engine.training.control import linear_control, one_layer_loss
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


def test_the_least_loss_of_one_layer_is_that_of_newton_s_method() -> None:
    run = train(SHORT)
    points = np.column_stack([run.data.features.astype(float), np.ones(run.data.samples)])
    labels, theta = run.data.labels.astype(float), np.zeros(3)
    for _ in range(30):
        shares = 1 / (1 + np.exp(-points @ theta))
        curvature = points.T @ (points * (shares * (1 - shares))[:, None])
        theta -= np.linalg.solve(curvature + 1e-12 * np.eye(3), points.T @ (shares - labels))
    margins = np.where(labels == 1, 1, -1) * (points @ theta)
    assert one_layer_loss(run) == pytest.approx(np.log1p(np.exp(-margins)).mean(), abs=1e-6)
