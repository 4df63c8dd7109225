"""Who arrives when, and in which order."""

from dataclasses import replace

import numpy as np
import pytest

from engine.descent.descent import Descent, descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.race import arrival, goal_of, ranking, rests_on_saddle

STEPS = 20


def descent_with(*losses: float, diverged_at: int | None = None) -> Descent:
    some = descend(DescentSpec(steps=len(losses) - 1))
    return replace(some, loss=np.array(losses), diverged_at=diverged_at)


def test_the_goal_is_a_thousandth_of_the_way_above_the_lowest_value() -> None:
    ravine = DescentSpec(surface="ravine").loss_surface
    exact = 1e-3 * (81 + 20 * 9) / 2
    assert exact <= goal_of(ravine, ravine.start) == 0.14
    basins = DescentSpec(surface="two-basins", start=(0.0, 0.0)).loss_surface
    assert goal_of(basins, basins.start) == -0.25 + 1e-3 * 0.25


@pytest.mark.parametrize("surface", ["beale", "two-basins", "booth", "rosenbrock"])
def test_a_goal_can_be_said_in_a_few_digits(surface: str) -> None:
    known = DescentSpec(surface=surface).loss_surface
    goal = goal_of(known, known.start)
    assert float(f"{goal:.4g}") == goal
    assert goal > known.minima[0].value


def test_one_that_reaches_a_kink_arrives_before_one_that_still_swings() -> None:
    spec = DescentSpec(formula="sqrt(x**2 + y**2)", start=(3, 4), rate=1, steps=40)
    straight, swinging = descend(spec), descend(replace(spec, optimizer="momentum"))
    assert arrival(straight, 0.005) == 5
    assert ranking([swinging, straight], 0.005) == [1, 0]


def test_without_known_minima_the_domain_is_searched() -> None:
    saddle = DescentSpec(surface="saddle").loss_surface
    assert goal_of(saddle, (0.0, 0.0)) == pytest.approx(-4 + 1e-3 * 4)


def test_only_a_loss_that_stays_below_the_goal_has_arrived() -> None:
    assert arrival(descent_with(9, 5, 1, 0.5), 2) == 2
    assert arrival(descent_with(9, 1, 5, 1, 1), 2) == 3
    assert arrival(descent_with(9, 1, 5), 2) is None
    assert arrival(descent_with(1, 1, 1), 2) == 0
    assert arrival(descent_with(9, np.nan), 2) is None
    assert arrival(descent_with(9, 1, 1, diverged_at=2), 2) is None


def test_arrivals_come_first_then_the_lower_loss_then_those_that_diverged() -> None:
    field = [
        descent_with(9, 9, np.inf, diverged_at=2),
        descent_with(9, 4, 4),
        descent_with(9, 5, 1),
        descent_with(9, 3, 3),
        descent_with(9, 1, 1),
    ]
    assert ranking(field, 2) == [4, 2, 3, 1, 0]


def test_on_a_quadratic_newton_needs_one_step() -> None:
    spec = DescentSpec(surface="ravine", optimizer="newton", steps=3)
    assert arrival(descend(spec), goal_of(spec.loss_surface, spec.loss_surface.start)) == 1


@pytest.mark.parametrize(
    ("surface", "optimizer", "rests"),
    [("beale", "newton", True), ("beale", "gradient-descent", False), ("bowl", "newton", False)],
)
def test_newton_may_rest_on_a_saddle(surface: str, optimizer: str, rests: bool) -> None:
    descent = descend(DescentSpec(surface=surface, optimizer=optimizer, steps=60))
    assert rests_on_saddle(descent, descent.spec.loss_surface) is rests
