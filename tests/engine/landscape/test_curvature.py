"""Curvature: the eigenvalues found without the Hessian are those of the Hessian."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import UsageError
from engine.landscape.curvature import curvature, loss_at
from engine.landscape.parameter_space import ParameterSpace
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train

SPECS = {
    "plain": {"hidden": (3,), "steps": 30},
    "residual": {"hidden": (3, 2), "architecture": "residual", "steps": 30},
    "squared error": {"hidden": (3,), "loss": "mse", "steps": 30},
}


def whole_hessian(run: Recording, step: float) -> np.ndarray:
    space = ParameterSpace.of(run)
    point = space.join(run.parameters(step))
    hessian = torch.autograd.functional.hessian(lambda p: loss_at(run, space.split(p)), point)
    return hessian.numpy()


@pytest.mark.parametrize("options", SPECS.values(), ids=list(SPECS))
def test_the_largest_eigenvalues_are_those_of_the_whole_hessian(options) -> None:
    run = train(RunSpec(samples=30, **options))
    found = curvature(run, 20, count=3)
    hessian = whole_hessian(run, 20)
    expected = np.linalg.eigvalsh(hessian)[::-1][:3]
    assert found.eigenvalues == pytest.approx(expected, rel=1e-6)
    for value, direction in zip(found.eigenvalues, found.directions, strict=True):
        assert hessian @ direction == pytest.approx(value * direction, abs=1e-6)
        assert np.linalg.norm(direction) == pytest.approx(1)


def test_the_loss_it_differentiates_is_the_one_that_was_trained_on(run: Recording) -> None:
    loss = loss_at(run, run.parameters(10))
    assert loss.item() == pytest.approx(run.metrics.loss[10], abs=1e-6)


def test_there_are_fewer_eigenvalues_than_parameters(recorded) -> None:
    run = recorded(nn.Sequential(nn.Linear(2, 3)))
    with pytest.raises(UsageError, match="between 1 and 8"):
        curvature(run, 0, count=9)
