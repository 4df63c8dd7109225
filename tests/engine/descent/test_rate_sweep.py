"""Learning rates on quadratics: what theory says is what happens."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rate_sweep import curvatures_of, sweep_rates
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
    limit = 2 / curvatures_of(surface)[0]
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
    assert sweep.limit == pytest.approx(0.1)
