"""Learning rates on quadratics: what theory says is what happens."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rate_sweep import (
    curvatures_of,
    limit_of,
    shares_of,
    sweep_rates,
    with_best_rate,
)
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError


@pytest.mark.parametrize(
    ("name", "curvatures"),
    [("bowl", [2, 2]), ("ravine", [20, 1]), ("booth", [18, 2]), ("parabola", [2])],
)
def test_the_curvatures_are_the_eigenvalues_of_the_hessian(
    name: str, curvatures: list[float]
) -> None:
    assert curvatures_of(SURFACES[name]) == pytest.approx(curvatures, rel=1e-12)


@pytest.mark.parametrize("name", ["rosenbrock", "himmelblau", "two-valleys", "logistic-regression"])
def test_what_is_no_quadratic_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="does not have the same curvature everywhere"):
        curvatures_of(SURFACES[name])


def test_a_saddle_has_no_limit() -> None:
    with pytest.raises(UsageError, match="has no minimum"):
        curvatures_of(SURFACES["saddle"])


def test_each_rate_reaches_the_loss_of_its_own_descent() -> None:
    rates = np.array([0.003, 0.05, 0.1, 0.12])
    sweep = sweep_rates(SURFACES["booth"], (-8, 4), rates, 25)
    specs = [DescentSpec(surface="booth", start=(-8, 4), rate=rate, steps=25) for rate in rates]
    assert sweep.losses == pytest.approx([descend(spec).loss[-1] for spec in specs], rel=1e-9)


@pytest.mark.parametrize("name", ["bowl", "ravine", "booth", "parabola", "linear-regression"])
def test_just_below_the_limit_the_loss_falls_and_just_above_it_rises(name: str) -> None:
    surface = SURFACES[name]
    limit = limit_of(surface)
    below, above = sweep_rates(surface, surface.start, limit * np.array([0.99, 1.01]), 1500).losses
    lowest = surface.known_minima()[0].value
    at_start = surface.value(surface.start) - lowest
    assert below - lowest < 1e-3 * at_start
    assert above - lowest > 1e3 * at_start


def test_it_takes_the_steps_that_the_closed_form_gives() -> None:
    rates = np.array([0.01, 0.09, 0.11])
    sweep = sweep_rates(SURFACES["ravine"], (-9, 3), rates, 12)
    x, y = -9 * (1 - rates) ** 12, 3 * (1 - 20 * rates) ** 12
    np.testing.assert_allclose(sweep.losses, (x**2 + 20 * y**2) / 2, rtol=1e-10)
    assert sweep.limit == limit_of(SURFACES["ravine"]) == pytest.approx(0.1)


def test_shares_of_a_limit_are_short_numbers() -> None:
    assert shares_of(2 / 18, (0.5, 1.05)) == (0.0556, 0.117)


def test_the_best_rate_is_found_between_those_that_were_tried() -> None:
    start, steps, booth = (-8, 4), 30, SURFACES["booth"]
    sweep = sweep_rates(booth, start, np.linspace(0, 0.12, 41)[1:], steps)
    found = with_best_rate(booth, start, sweep)
    fine = np.linspace(0.09, 0.105, 150_001)
    losses = 288 * (1 - 18 * fine) ** (2 * steps) + 50 * (1 - 2 * fine) ** (2 * steps)
    best = found.rates[found.losses.argmin()]
    assert best == pytest.approx(fine[losses.argmin()], abs=2e-7)
    assert found.losses.min() == pytest.approx(losses.min(), rel=1e-9)
    assert (np.diff(found.rates) > 0).all()
    assert set(sweep.rates) < set(found.rates)


def test_where_no_rate_ends_lower_than_those_tried_the_sweep_stays() -> None:
    bowl = SURFACES["bowl"]
    sweep = sweep_rates(bowl, (3, 4), np.array([0.25, 0.5, 0.75]), 4)
    assert with_best_rate(bowl, (3, 4), sweep) is sweep
