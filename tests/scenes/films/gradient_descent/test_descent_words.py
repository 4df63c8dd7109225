"""How numbers and ends of descents are told."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from scenes.films.gradient_descent.descent_words import (
    STEP_BY_RULE,
    DescentWords,
    coordinates,
    descent_number,
    named,
    subscripted,
    table_number,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1025.0, "1,025"),
        (40.0, "40.00"),
        (-0.5, "−0.500"),
        (0.0, "0.000"),
        (1.7250415e-6, "1.73e−6"),
        (2.28652e12, "2.29e+12"),
        (float("nan"), "−"),
    ],
)
def test_a_number_is_short(value: float, written: str) -> None:
    assert descent_number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(41.25, "41.25"), (0.0123, "0.012"), (0.0012, "1.2e−3"), (-1e12, "−1.0e+12"), (0.0, "0.000")],
)
def test_a_brief_number_keeps_two_digits(value: float, written: str) -> None:
    assert table_number(value) == written


def test_coordinates_never_grow_long() -> None:
    assert coordinates(np.array([27.6, -26.5]), 2) == "27.60,  −26.50"
    assert coordinates(np.array([-1.5e6, -208.859]), 2) == "−1.5e+6,  −208.9"
    assert coordinates(np.array([np.inf]), 2) == "−"


def test_points_are_told_by_name() -> None:
    assert named(("w0", "w1"), np.array([1.0, -2.0]), 1) == "w₀ = 1.0, w₁ = −2.0"
    assert subscripted("a") == "a"


def test_every_rule_tells_its_step() -> None:
    assert set(STEP_BY_RULE) == set(RULES)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "The lowest point is at {place}: very near."),
        ({"optimizer": "newton"}, "That is the lowest point."),
        ({"surface": "himmelblau"}, "Several points are equally low"),
        ({"steps": 20}, "The lowest point is still some way off, at {place}."),
        ({"surface": "two-valleys"}, "This valley is not the deepest"),
        ({"surface": "saddle"}, "This surface has no lowest point"),
        ({"optimizer": "as-printed", "start": (-5, -5)}, "The steps overshoot"),
    ],
    ids=str,
)
def test_the_verdict_fits_the_end(options: dict[str, object], told: str) -> None:
    spec = DescentSpec(**options)
    verdict = DescentWords(spec.landscape, descend(spec)).verdict
    assert verdict is not None
    assert verdict[0].startswith(told)
    verdict[0].format(**verdict[1])


def test_of_an_unknown_surface_nothing_is_claimed() -> None:
    spec = DescentSpec(formula="a**2 + b**2", steps=5)
    assert DescentWords(spec.landscape, descend(spec)).verdict is None
