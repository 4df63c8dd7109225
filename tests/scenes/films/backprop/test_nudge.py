"""A nudge: small enough to agree with the derivative, and large enough to be seen."""

import pytest

from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.nudge import nudge
from scenes.films.backprop.specs import BackpropSpec


def test_it_is_as_large_as_the_curve_of_the_loss_allows() -> None:
    assert nudge(Backprop.compute(BackpropSpec()), "w11").size == 0.1
    assert nudge(Backprop.compute(BackpropSpec(seed=128)), "w11").size == 0.01


@pytest.mark.parametrize("seed", [128, 5, 11])
def test_it_agrees_with_the_derivative_in_two_digits(seed: int) -> None:
    step = Backprop.compute(BackpropSpec(seed=seed))
    nudged = nudge(step, "w11")
    assert nudged.ratio == pytest.approx(step.adjoints["w11"], rel=0.06)


@pytest.mark.parametrize("seed", [2, 43, 128, 5, 11])
def test_the_written_losses_give_the_true_quotient(seed: int) -> None:
    step = Backprop.compute(BackpropSpec(seed=seed))
    nudged = nudge(step, "w11")
    before, after = map(float, nudged.written)
    true = (nudged.graph["L"].value - step.losses[0]) / nudged.size
    assert f"{(after - before) / nudged.size:.3f}" == f"{true:.3f}"
    assert float(nudged.change) == pytest.approx(abs(after - before), abs=1e-12)


def test_a_dead_unit_has_none() -> None:
    spec = BackpropSpec(activation="relu")
    step = Backprop.compute(spec)
    assert step.before["z1"].value < 0
    assert nudge(step, "w11").ratio == 0.0
