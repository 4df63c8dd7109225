"""Formulas with numbers: what they claim to be equal is, and what is rounded is said to be so."""

import re

import pytest

from engine.experiments.small_network import DescentStep, SmallNetwork, descend
from scenes.films.backprop.backprop_formulas import Formulas


def step(loss: str = "mse") -> DescentStep:
    network = SmallNetwork((0.5, -1.0), 1.0, 2, "tanh", loss)
    return descend(network, network.start(43), 0.1)


def sides(formula: str) -> tuple[float, float, bool]:
    """Evaluate the last two sides of a formula; and whether they are said to be equal."""
    *_, numbers, sign, outcome = re.split(r" (=|approx) ", " " + formula)
    python = numbers.replace(" dot ", " * ").replace("^2", "**2")
    return eval(re.sub(r"\b2\(", "2*(", python)), float(outcome), sign == "="


@pytest.mark.parametrize("loss", ["mse", "cross-entropy"])
def test_what_is_written_comes_out_when_it_is_recomputed(loss: str) -> None:
    formulas = Formulas(step(loss))
    network = formulas.network
    last = network.output_sum
    written = [
        formulas.total("z1", network.weights_into(1), "b1"),
        formulas.total(last, network.weights_out, "c"),
        formulas.handed_back("a1", last, "v_1"),
        formulas.handed_back("v1", last, "a_1"),
        formulas.handed_back("z1", "a1", "tanh'(z_1)"),
        formulas.handed_back("w11", "z1", "x_1"),
        formulas.update("w11"),
        formulas.chain(["w11", "z1", "a1", *(["s"] if last == "s" else []), "p", "L"])[1],
    ]
    if loss == "mse":
        written += [formulas.loss(), formulas.loss_slope()]
    for formula in written:
        numbers, outcome, equal = sides(formula)
        assert numbers == pytest.approx(outcome, abs=0.004), formula
        assert equal == (abs(numbers - outcome) <= 0.0005 + 1e-9), formula


def test_the_chain_rule_names_every_step_of_the_path() -> None:
    letters, _ = Formulas(step()).chain(["w11", "z1", "a1", "p", "L"])
    assert letters.count("partial") == 2 * 5
