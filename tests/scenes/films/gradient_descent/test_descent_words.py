"""How numbers and ends of descents are told."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from scenes.films.gradient_descent.descent_numbers import (
    coordinate,
    coordinates,
    descent_number,
    named,
    number_of,
    subscripted,
    table_number,
)
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.rule_words import STEP_BY_RULE

CONE = "sqrt(x**2 + y**2)"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1025.0, "1,025"),
        (40.0, "40.00"),
        (-0.5, "−0.500"),
        (0.0, "0.000"),
        (1.7250415e-6, "1.73 × 10⁻⁶"),
        (2.28652e12, "2.29 × 10¹²"),
        (float("nan"), "−"),
    ],
)
def test_a_number_is_short(value: float, written: str) -> None:
    assert descent_number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (41.25, "41.25"),
        (0.04174, "0.0417"),
        (0.0012, "1.2 × 10⁻³"),
        (-1e12, "−1.0 × 10¹²"),
        (1.02e-11, "1.0 × 10⁻¹¹"),
        (0.0, "0"),
    ],
)
def test_a_brief_number_keeps_two_digits_or_three(value: float, written: str) -> None:
    assert table_number(value) == written


def test_coordinates_never_grow_long() -> None:
    assert coordinates(np.array([27.6, -26.5]), 2) == "27.60,  −26.50"
    assert coordinates(np.array([-1.5e6, -208.859]), 2) == "−1.5 × 10⁶,  −208.9"
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
        ({"surface": "saddle"}, "The loss goes on falling, as far as we follow it"),
        ({"surface": "saddle", "start": (0, 0)}, "It rests on a saddle"),
        ({"surface": "saddle", "steps": 70}, "It has left the part of the surface that is shown"),
        ({"formula": CONE, "start": (3, 4), "rate": 1, "steps": 8}, "Here the surface has a kink"),
        ({"formula": CONE, "start": (3, 4), "rate": 0.3, "steps": 40}, "The last steps leap"),
        ({"formula": "1-exp(-100*x**2)", "start": (4,), "steps": 50}, "The surface is flat here"),
        (
            {"formula": "sqrt(x)", "domain": (0, 4), "start": (0.5,), "rate": 0.5},
            "The last step led",
        ),
        ({"surface": "ravine", "rate": 0.11}, "The steps overshoot"),
        ({"formula": "x**2 + y**2", "start": (3, 4), "rate": 0.1}, "The slope is almost zero"),
        ({"optimizer": "as-printed", "start": (-5, -5)}, "Each step is longer"),
    ],
    ids=str,
)
def test_the_verdict_fits_the_end(options: dict[str, object], told: str) -> None:
    spec = DescentSpec(**options)
    verdict = DescentWords(spec.loss_surface, descend(spec)).verdict
    assert verdict is not None
    assert verdict[0].startswith(told)
    verdict[0].format(**verdict[1])


def test_of_an_unknown_surface_nothing_is_claimed() -> None:
    spec = DescentSpec(formula="a**2 + b**2", steps=5)
    assert DescentWords(spec.loss_surface, descend(spec)).verdict is None


@pytest.mark.parametrize(
    ("options", "flow"),
    [
        ({}, "Step after step, downhill. Where the slope is gentle, steps are short."),
        ({"formula": CONE, "start": (3, 4), "rate": 1, "steps": 8}, "Step after step, downhill."),
        ({"surface": "saddle", "start": (0, 0)}, "Step after step, and it stays where it is."),
        (
            {"formula": "1-exp(-100*x**2)", "start": (4,)},
            "Step after step, and it stays where it is.",
        ),
        (
            {"surface": "ravine", "optimizer": "momentum"},
            "Step after step: sometimes the loss rises",
        ),
        ({"surface": "ravine", "rate": 0.11}, "Step after step. Watch the loss."),
    ],
    ids=str,
)
def test_what_is_said_of_the_steps_fits_them(options: dict[str, object], flow: str) -> None:
    spec = DescentSpec(**options)
    assert DescentWords(spec.loss_surface, descend(spec)).flow.startswith(flow)


@pytest.mark.parametrize(
    "options",
    [
        {}, {"optimizer": "as-printed"}, {"surface": "two-valleys"}, {"surface": "himmelblau"},
        {"surface": "linear-regression"}, {"schedule": "cosine"}, {"surface": "rosenbrock"},
    ],
    ids=str,
)  # fmt: skip
def test_a_written_step_gives_what_it_says_or_says_nearly(options: dict[str, object]) -> None:
    spec = DescentSpec(**options)
    descent = descend(spec)
    words = DescentWords(spec.loss_surface, descent)
    signs = []
    for step in range(0, descent.steps, 7):
        for old, rate, slope, new in words.equation(step):
            sign, _, shown = new.partition(" ")
            signs.append(sign)
            gone = number_of(rate.removeprefix("− "))
            for factor in slope.removeprefix("× ").replace(" × 10", "E").split(" × "):
                gone *= number_of(factor.replace("E", " × 10"))
            again = coordinate(number_of(old) - gone, words.decimals)
            assert (again == shown) == (sign == "=")
            assert number_of(again) == pytest.approx(
                number_of(shown), abs=2 * 10.0**-words.decimals
            )
    assert signs.count("=") > len(signs) / 3


def test_by_other_rules_a_written_step_says_where_it_goes() -> None:
    spec = DescentSpec(surface="booth", optimizer="adam", steps=3)
    rows = DescentWords(spec.loss_surface, descend(spec)).equation(0)
    assert [row[1:3] for row in rows] == [("", ""), ("", "")]
    assert all(row[3].startswith("→ ") for row in rows)


def test_loss_and_step_change_together_when_a_step_has_arrived() -> None:
    spec = DescentSpec(surface="bowl", steps=4)
    descent, surface = descend(spec), spec.loss_surface
    words = DescentWords(surface, descent)
    for k in range(5):
        assert words.on_the_way(float(k)) == (words.loss(k), str(k))
    for step in (0.02, 0.5, 2.75):
        whole = int(step)
        assert words.on_the_way(step) == (descent_number(descent.loss[whole]), str(whole))
    assert words.on_the_way(9.5) == (words.loss(4), "4")
