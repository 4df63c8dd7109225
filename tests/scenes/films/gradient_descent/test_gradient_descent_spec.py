"""What the film of gradient descent can be asked for."""

from dataclasses import fields
from typing import Any

import pytest

from engine.descent.descent_spec import DescentSpec
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec


def test_its_descent_has_all_that_the_path_depends_on_and_nothing_else() -> None:
    spec = GradientDescentSpec(surface="booth", optimizer="adam", steps=7, view="contour")
    assert type(spec.descent) is DescentSpec
    for field in fields(DescentSpec):
        assert getattr(spec.descent, field.name) == getattr(spec, field.name)


def test_the_chapters_rule_is_walked_from_a_negative_start_where_it_is_asked_for() -> None:
    rival = GradientDescentSpec(compare="as-printed").rival
    assert rival is not None
    assert (rival.optimizer, rival.rate) == ("as-printed", 0.01)
    assert rival.start == (-5.0, -5.0)
    here = GradientDescentSpec(compare="as-printed", start=(3.0, 4.0)).rival
    assert here is not None
    assert here.start == (3.0, 4.0)
    assert GradientDescentSpec().rival is None


@pytest.mark.parametrize(
    ("options", "rates"),
    [
        ({}, (0.5, 0.9, 1.05)),
        ({"rates": (0.2,)}, (0.2,)),
        ({"rate": 0.9}, (0.5, 1.05)),
        ({"surface": "ravine"}, (0.05, 0.105)),
        ({"surface": "himmelblau"}, ()),
        ({"surface": "parabola"}, ()),
        ({"optimizer": "adam"}, ()),
        ({"view": "contour"}, ()),
    ],
    ids=str,
)
def test_other_learning_rates_are_shares_of_a_quadratics_limit(
    options: dict[str, Any], rates: tuple[float, ...]
) -> None:
    assert GradientDescentSpec(**options).other_rates == pytest.approx(rates)


@pytest.mark.parametrize(("rule", "rate"), [("momentum", 0.05), ("adam", 0.2)])
def test_a_rule_of_the_same_kind_is_given_the_same_rate(rule: str, rate: float) -> None:
    rival = GradientDescentSpec(surface="booth", compare=rule).rival
    assert rival is not None
    assert rival.learning_rate() == pytest.approx(rate)


def test_how_it_is_seen_is_no_part_of_the_subject() -> None:
    plain = GradientDescentSpec()
    assert plain.subject == GradientDescentSpec(view="surface", theme="light").subject
    assert plain.subject != GradientDescentSpec(steps=9).subject
