"""Backpropagation: adjoints are those of torch's autograd, local derivatives those of the limit."""

import math
from itertools import product

import pytest
import torch

from engine.experiments.backprop import PAIR_LOSSES, SCALARS, Tape, adjoints

TORCH = {
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "leaky-relu": lambda x: torch.nn.functional.leaky_relu(x, 0.1),
    "softplus": torch.nn.functional.softplus,
    "identity": lambda x: x,
}


@pytest.mark.parametrize("name", SCALARS)
@pytest.mark.parametrize("x", [-30.0, -1.3, 0.2, 4.0])
def test_functions_and_their_slopes_are_torchs(name: str, x: float) -> None:
    at = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    value = TORCH[name](at)
    (slope,) = torch.autograd.grad(value, at)
    assert SCALARS[name].value(x) == pytest.approx(value.item(), rel=1e-9, abs=1e-12)
    assert SCALARS[name].slope(x) == pytest.approx(slope.item(), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("p", "y"), [*product([0.2, 0.9], [0.0, 0.4, 1.0])])
def test_losses_and_their_slopes_are_torchs(p: float, y: float) -> None:
    torchs = {
        "mse": torch.nn.functional.mse_loss,
        "cross-entropy": torch.nn.functional.binary_cross_entropy,
    }
    assert torchs.keys() == PAIR_LOSSES.keys()
    for name, loss in PAIR_LOSSES.items():
        at = torch.tensor(p, dtype=torch.float64, requires_grad=True)
        value = torchs[name](at, torch.tensor(y, dtype=torch.float64))
        (slope,) = torch.autograd.grad(value, at)
        assert loss.value(p, y) == pytest.approx(value.item())
        assert loss.slope(p, y) == pytest.approx(slope.item())


def test_a_certain_and_wrong_output_costs_a_finite_loss() -> None:
    loss = PAIR_LOSSES["cross-entropy"]
    assert loss.value(1.0, 0.0) == 100
    assert math.isfinite(loss.slope(1.0, 0.0))


def test_where_ways_meet_their_shares_are_added() -> None:
    tape = Tape()
    for name, value in {"x": 0.7, "u": 2.0, "v": -3.0, "b": 0.0}.items():
        tape.given(name, value)
    tape.apply("s", SCALARS["tanh"], "x")
    tape.apply("t", SCALARS["sigmoid"], "x")
    tape.weighted_sum("end", {"u": "s", "v": "t"}, "b")
    found = adjoints(tape.graph, "end")
    expected = 2 * SCALARS["tanh"].slope(0.7) - 3 * SCALARS["sigmoid"].slope(0.7)
    assert found["x"] == pytest.approx(expected)
    assert found["end"] == 1


def test_what_leads_nowhere_has_no_adjoint() -> None:
    tape = Tape()
    tape.given("x", 1.0)
    tape.given("aside", 1.0)
    tape.apply("end", SCALARS["identity"], "x")
    assert adjoints(tape.graph, "end")["aside"] == 0
