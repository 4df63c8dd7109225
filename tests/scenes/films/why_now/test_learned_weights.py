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


def test_they_stay_until_shortly_before_the_next_and_then_pass_into_it() -> None:
    learned, weights = LearnedWeights(CURVES), CURVES.weights[:, 3].astype(float)
    assert learned.at("regularised", 30) == pytest.approx(weights[0])
    between = learned.at("regularised", float(np.exp(0.1 * np.log(20) + 0.9 * np.log(50))))
    low, high = np.minimum(weights[0], weights[1]), np.maximum(weights[0], weights[1])
    assert ((between >= low) & (between <= high)).all()
    assert not np.allclose(between, weights[0])
