"""The weights that are shown are those that were learned from as many points as are written."""

import numpy as np
import pytest

from engine.experiments.more_data import MODELS
from scenes.films.why_now.learned_weights import LearnedWeights
from tests.support.learning_curves import SAMPLES, made_up

CURVES = made_up(features=40)


@pytest.mark.parametrize("model", MODELS)
def test_at_a_measured_number_they_are_what_was_learned(model: str) -> None:
    learned = LearnedWeights(CURVES)
    for size, count in enumerate(SAMPLES.tolist()):
        expected = CURVES.weights[size, MODELS.index(model)]
        assert learned.at(model, count) == pytest.approx(expected)


def test_between_two_measured_numbers_they_change_when_what_is_written_does() -> None:
    learned, weights = LearnedWeights(CURVES), CURVES.weights[:, 3].astype(float)
    halfway = learned.at("regularised", float(np.sqrt(20 * 50)))
    assert halfway == pytest.approx((weights[0] + weights[1]) / 2)
    for count in np.geomspace(20, 50, 21).tolist():
        if abs(np.log(count / np.sqrt(20 * 50))) > 0.1 * np.log(50 / 20):
            written = [20, 50].index(learned.measured(count))
            assert learned.at("regularised", count) == pytest.approx(weights[written])
    steps = [learned.at("regularised", count) for count in np.geomspace(20, 50, 201).tolist()]
    changes = np.abs(np.diff(steps, axis=0)).max(axis=1)
    assert changes.max() < 0.1 * np.abs(weights[1] - weights[0]).max()


@pytest.mark.parametrize("model", MODELS)
def test_what_they_miss_and_add_makes_the_error_with_the_noise(model: str) -> None:
    learned, errors = LearnedWeights(CURVES), CURVES.errors[0, MODELS.index(model)]
    for count, error in zip(SAMPLES.tolist(), errors, strict=True):
        assert 1 + sum(learned.misses(model, count)) == pytest.approx(error, rel=1e-4)
    between = 1 + sum(learned.misses(model, 700.0))
    assert min(errors[4:6]) - 1e-6 < between < max(errors[4:6]) + 1e-6


def test_the_measured_number_is_that_of_what_is_mostly_shown() -> None:
    learned = LearnedWeights(CURVES)
    assert [learned.measured(count) for count in (20, 30, 33, 630, 640, 4_000)] == [
        20, 20, 50, 400, 1_000, 4_000,
    ]  # fmt: skip
