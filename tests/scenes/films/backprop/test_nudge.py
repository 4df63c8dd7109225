"""A nudge: what is written of it can be divided again, and agrees with the derivative."""

import re

import pytest

from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.nudge import nudge
from scenes.films.backprop.specs import BackpropSpec

SPECS = {
    "the default": {},
    "another seed": {"seed": 5},
    "large numbers": {"inputs": (-10.0, 9.999), "target": -7.5, "hidden": 3},
    "cross-entropy": {"loss": "cross-entropy", "hidden": 3},
}


@pytest.mark.parametrize("options", SPECS.values(), ids=list(SPECS))
def test_the_division_comes_out_from_its_printed_numbers(options: dict[str, object]) -> None:
    nudged = nudge(Backprop.compute(BackpropSpec(**options)), "w11")
    after, before, size, outcome = map(float, re.findall(r"-?\d[\d.]*", nudged.quotient.replace(
        " - ", " ; ")))  # fmt: skip
    assert (after - before) / size == pytest.approx(outcome, abs=0.0005 + 1e-6)


@pytest.mark.parametrize("seed", [128, 5, 11])
def test_it_agrees_with_the_derivative_in_two_digits(seed: int) -> None:
    step = Backprop.compute(BackpropSpec(seed=seed))
    nudged = nudge(step, "w11")
    assert nudged.ratio == pytest.approx(step.adjoints["w11"], rel=0.06)


def test_a_dead_unit_has_none() -> None:
    spec = BackpropSpec(activation="relu")
    step = Backprop.compute(spec)
    assert step.before["z1"].value < 0
    assert nudge(step, "w11").ratio == 0.0
