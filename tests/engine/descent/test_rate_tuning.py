"""The best learning rate of a grid is the best of that grid."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.race import arrival
from engine.descent.rate_tuning import GRID, tune_rate

GOAL = 0.1
RATES = (0.001, 0.02, 0.05, 0.09, 0.2)


def spec_of(optimizer: str, rate: float | None = None) -> DescentSpec:
    return DescentSpec(surface="ravine", optimizer=optimizer, rate=rate, steps=80)


@pytest.mark.parametrize("optimizer", ["gradient-descent", "momentum", "adam"])
def test_no_other_rate_of_the_grid_arrives_earlier(optimizer: str) -> None:
    tuning = tune_rate(spec_of(optimizer), GOAL, RATES)
    tried = [arrival(descend(spec_of(optimizer, rate)), GOAL) for rate in RATES]
    assert tuning.arrivals.tolist() == [-1 if steps is None else steps for steps in tried]
    assert tuning.arrivals[tuning.best] == min(steps for steps in tried if steps is not None)
    assert tuning.rate == RATES[tuning.best]


def test_where_none_arrives_the_lowest_loss_is_best_and_divergence_is_worst() -> None:
    tuning = tune_rate(spec_of("gradient-descent"), -1.0, RATES)
    assert (tuning.arrivals == -1).all()
    assert tuning.best == int(np.argmin(tuning.losses))
    assert tuning.losses[-1] == np.inf


def test_it_tells_of_every_rate() -> None:
    told: list[int] = []
    tune_rate(spec_of("momentum"), GOAL, RATES, advance=lambda done, _: told.append(done))
    assert told == [0, 1, 2, 3, 4]


def test_the_usual_grid_has_three_rates_in_each_factor_of_ten() -> None:
    assert GRID[0] == 1e-4
    assert GRID[-1] == 10
    np.testing.assert_allclose(np.diff(np.log10(GRID)), 1 / 3, atol=2e-3)
