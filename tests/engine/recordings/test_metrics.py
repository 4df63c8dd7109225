"""Metrics are read at any step, past what was not measured."""

import numpy as np
import pytest

from engine.recordings.metrics import Metrics, measured


def test_values_in_between_are_interpolated_and_missing_ones_passed_over() -> None:
    values = np.array([4.0, np.nan, 2.0, np.nan])
    assert measured(values, 1) == 3
    assert measured(values, 0.5) == 3.5
    assert measured(values, 3) == 2
    assert np.isnan(measured(np.full(3, np.nan), 1))


def test_a_run_is_validated_where_there_are_points_for_it() -> None:
    plain = Metrics(np.zeros(2), np.zeros(2), np.zeros((2, 0)), ())
    assert not plain.are_validated
    held = Metrics(np.zeros(2), np.zeros(2), np.zeros((2, 0)), (), np.zeros(2), np.zeros(2))
    assert held.are_validated


@pytest.mark.parametrize(
    ("loss", "step"),
    [
        ([3, 2, np.inf, np.nan], 2),
        ([3, np.nan, 2, np.nan], 3),
        ([np.nan, np.nan], 0),
        ([3, 2], 2),
    ],
)
def test_a_loss_is_lost_after_its_last_finite_value(loss: list[float], step: int) -> None:
    values = np.array(loss)
    assert Metrics(values, values, np.zeros((len(loss), 0)), ()).lost_from == step
