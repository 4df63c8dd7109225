"""Losses and gradient norms are measured at each step."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import DataError
from engine.training.judging import Judge
from engine.training.labelled_points import labelled_points
from engine.training.measuring.measurements import Measurements

JUDGE = Judge(labelled_points(torch.zeros(4, 2), torch.tensor([0, 1, 1, 0])), 0.0)
THREE, FOUR = torch.tensor([-1.0, 2, -1, -1]), torch.tensor([-1.0, 2, 1, -1])
"""So many points are right by these outputs."""


def test_norms_are_those_of_each_layer_together() -> None:
    a, b, c = (nn.Parameter(torch.zeros(2)) for _ in range(3))
    measurements = Measurements({"one": [a, b], "two": [c]}, JUDGE)
    a.grad, b.grad, c.grad = torch.tensor([3.0, 0]), torch.tensor([0, 4.0]), torch.ones(2)
    measurements.add(torch.tensor(0.5), THREE)
    measurements.add_last(0.25, FOUR)
    metrics = measurements.metrics(0.0)
    assert metrics.layers == ("one", "two")
    np.testing.assert_allclose(metrics.gradient_norm[0], [5, 2**0.5])
    assert np.isnan(metrics.gradient_norm[1]).all()
    assert metrics.loss.tolist() == [0.5, 0.25]
    assert metrics.accuracy.tolist() == [0.75, 1]
    assert len(measurements) == 2


def test_accuracy_is_known_only_if_it_was_told_at_every_step() -> None:
    measurements = Measurements({}, JUDGE)
    measurements.add(1.0, THREE)
    measurements.add(0.5)
    assert not measurements.know_accuracy
    assert np.isnan(measurements.metrics(0.0).accuracy).all()
    assert measurements.losses.tolist() == [1.0, 0.5]


def test_steps_that_are_not_measured_leave_the_others_known() -> None:
    measurements = Measurements({}, JUDGE)
    measurements.add(1.0, THREE)
    measurements.add(None)
    measurements.add(0.5, FOUR)
    assert measurements.know_accuracy
    assert measurements.losses.tolist() == [1.0, 0.5]
    metrics = measurements.metrics(0.0)
    np.testing.assert_array_equal(metrics.loss, [1, np.nan, 0.5])
    np.testing.assert_array_equal(metrics.accuracy, [0.75, np.nan, 1])


def test_without_any_loss_no_accuracy_is_known() -> None:
    measurements = Measurements({}, JUDGE)
    assert measurements.know_accuracy
    measurements.add(None)
    assert not measurements.know_accuracy
    measurements.add_last(0.5, THREE)
    assert not measurements.know_accuracy


def test_gradients_measured_before_are_those_of_the_next_step_alone() -> None:
    layer = nn.Linear(2, 1, bias=False)
    measurements = Measurements({"": [layer.weight]}, JUDGE)
    layer.weight.grad = torch.tensor([[3.0, 4.0]])
    measurements.measure_gradients()
    assert measurements.have_gradients
    layer.weight.grad = torch.tensor([[0.0, 1.0]])
    measurements.add(0.5)
    assert not measurements.have_gradients
    measurements.add(0.5)
    np.testing.assert_allclose(measurements.metrics(0.0).gradient_norm[:, 0], [5, 1])


def test_a_loss_of_several_numbers_is_refused() -> None:
    with pytest.raises(DataError, match="record needs the loss as one number"):
        Measurements({}, JUDGE).add(torch.zeros(3))
