"""What the film of gradient descent can be asked for."""

from dataclasses import fields

import pytest

from engine.descent.descent_spec import DescentSpec
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec


def test_its_descent_has_all_that_the_path_depends_on_and_nothing_else() -> None:
    spec = GradientDescentSpec(surface="booth", optimizer="adam", steps=7, view="contour")
    assert type(spec.descent) is DescentSpec
    for field in fields(DescentSpec):
        assert getattr(spec.descent, field.name) == getattr(spec, field.name)


def test_the_chapters_bowl_is_compared_with_the_rule_as_printed() -> None:
    rival = GradientDescentSpec().rival
    assert rival is not None
    assert (rival.optimizer, rival.rate) == ("as-printed", 0.01)
    assert rival.start == (-5.0, -5.0)
    here = GradientDescentSpec(start=(3.0, 4.0)).rival
    assert here is not None
    assert here.start == (3.0, 4.0)
    assert GradientDescentSpec(surface="booth").rival is None
    assert GradientDescentSpec(optimizer="adam").rival is None


@pytest.mark.parametrize(("rule", "rate"), [("momentum", 0.05), ("adam", 0.2)])
def test_a_rule_of_the_same_kind_is_given_the_same_rate(rule: str, rate: float) -> None:
    rival = GradientDescentSpec(surface="booth", compare=rule).rival
    assert rival is not None
    assert rival.learning_rate() == pytest.approx(rate)


def test_how_it_is_seen_is_no_part_of_the_subject() -> None:
    plain = GradientDescentSpec()
    assert plain.subject == GradientDescentSpec(view="surface", theme="light").subject
    assert plain.subject != GradientDescentSpec(steps=9).subject
