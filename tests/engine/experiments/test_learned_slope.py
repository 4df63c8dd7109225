"""Slopes that were learned are those of the recording; slopes that are drawn stay in their band."""

import numpy as np
import pytest
import torch

from engine.experiments.learned_slope import RANDOM_SLOPES, drawn_values, learned_slopes
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train


def test_alpha_starts_where_torch_puts_it_and_moves_along_its_gradient() -> None:
    run = train(RunSpec(hidden=(4,), activation="prelu", samples=30, steps=5, optimizer="sgd"))
    slopes = learned_slopes(run)
    assert slopes.shape == (len(run.steps),)
    assert slopes[0] == 0.25
    assert (np.diff(slopes) != 0).all()
    assert slopes[3] == run.parameters(3, torch.float32)["1.weight"].item()


def test_a_network_without_such_a_slope_is_refused(mlp: Recording) -> None:
    with pytest.raises(LookupError, match="parametric ReLU"):
        learned_slopes(mlp)


def test_drawn_slopes_lie_in_the_band_and_positive_numbers_stay() -> None:
    points = np.linspace(-2, 2, 400).reshape(200, 2)
    drawn = drawn_values(points, seed=1)
    negative = points < 0
    slopes = drawn[negative] / points[negative]
    assert slopes.min() == pytest.approx(RANDOM_SLOPES[0], abs=0.01)
    assert slopes.max() == pytest.approx(RANDOM_SLOPES[1], abs=0.01)
    assert slopes.min() >= RANDOM_SLOPES[0] - 1e-12
    assert slopes.max() <= RANDOM_SLOPES[1] + 1e-12
    assert slopes.mean() == pytest.approx(sum(RANDOM_SLOPES) / 2, abs=0.02)
    np.testing.assert_array_equal(drawn[~negative], points[~negative])
    np.testing.assert_array_equal(drawn, drawn_values(points, seed=1))
    assert (drawn[negative] != drawn_values(points, seed=2)[negative]).all()
