"""How far the line of a perceptron turns, and that it turns evenly."""

import numpy as np
import pytest

from scenes.films.perceptron.line_swing import swing_of


def direction(weights: np.ndarray) -> float:
    return float(np.arctan2(weights[2], weights[1]))


def test_a_quarter_turn_is_one_and_goes_by_evenly() -> None:
    before, after = np.array([0.0, 5.0, 0.0]), np.array([1.0, 0.0, 1.0])
    swing = swing_of(before, after)
    assert swing.angle == pytest.approx(np.pi / 2)
    at = [before + swing.share_at(t) * (after - before) for t in np.linspace(0, 1, 41)]
    turns = np.diff([direction(weights) for weights in at])
    assert turns.max() < 0.1 * np.pi / 2
    even = [before + t * (after - before) for t in np.linspace(0, 1, 41)]
    assert np.diff([direction(weights) for weights in even]).max() > 2 * turns.max()


def test_it_begins_and_ends_where_the_weights_do() -> None:
    swing = swing_of(np.array([1.0, 2.0, 3.0]), np.array([0.0, -1.0, 2.0]))
    assert (swing.share_at(0.0), swing.share_at(1.0)) == (0.0, 1.0)


def test_weights_that_grow_from_nothing_turn_nothing() -> None:
    swing = swing_of(np.zeros(3), np.array([1.0, -2.0, 0.5]))
    assert swing.angle == pytest.approx(0.0, abs=1e-6)
    assert swing.share_at(0.5) == pytest.approx(0.5, abs=0.02)
