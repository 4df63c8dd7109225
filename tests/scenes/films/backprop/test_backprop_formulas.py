"""Formulas with numbers: what they claim to be equal is, and what is rounded is said to be so."""

import math
import re

import pytest

from engine.experiments.small_network import DescentStep, SmallNetwork, descend
from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.backprop_formulas import Formulas, Rows
from scenes.films.backprop.nudge import nudge
from scenes.films.backprop.specs import BackpropSpec


def step(loss: str = "mse", seed: int = 43) -> DescentStep:
    network = SmallNetwork((0.5, -1.0), 1.0, 2, "tanh", loss)
    return descend(network, network.start(seed), 0.1)


def sides(formula: str) -> tuple[float, float, bool]:
    """Evaluate the last two sides of a formula; and whether they are said to be equal."""
    *_, numbers, sign, outcome = re.split(r" (=|approx) ", " " + formula)
    python = numbers.replace(" dot ", " * ").replace("^2", "**2")
    return eval(re.sub(r"\b2\(", "2*(", python)), float(outcome), sign == "="


def written_by(formulas: Formulas) -> list[str]:
    """Return all formulas in numbers that the film shows of its first unit and its parameters."""
    network = formulas.network
    last, loss = network.output_sum, network.loss
    rows: list[Rows] = [
        formulas.total("z1", network.weights_into(1), "b1"),
        formulas.total(last, network.weights_out, "c"),
        formulas.handed_back("a1", last, "v_1"),
        formulas.handed_back("v1", last, "a_1"),
        formulas.handed_back("z1", "a1", "tanh'(z_1)"),
        formulas.handed_back("w11", "z1", "x_1"),
        *map(formulas.update, network.parameters),
        *([formulas.loss(), formulas.loss_slope()] if loss == "mse" else []),
    ]
    path = ["w11", "z1", "a1", *(["s"] if last == "s" else []), "p", "L"]
    *factors, (sign, _, outcome) = formulas.chain(path)
    product = " dot ".join(number for _, _, number in factors)
    return [*(" ".join(row) for row in rows), f"= {product} {sign} {outcome}"]


@pytest.mark.parametrize("seed", [43, 7])
@pytest.mark.parametrize("loss", ["mse", "cross-entropy"])
def test_what_is_written_comes_out_when_it_is_recomputed(loss: str, seed: int) -> None:
    formulas = Formulas(step(loss, seed))
    unit = 10.0**-formulas.digits.decimals
    for formula in written_by(formulas):
        numbers, outcome, equal = sides(formula)
        assert numbers == pytest.approx(outcome, abs=4 * unit), formula
        if equal:
            assert abs(numbers - outcome) <= 0.5 * unit + 1e-9, formula


def test_by_default_everything_comes_out_to_the_last_digit() -> None:
    formulas = Formulas(Backprop.compute(BackpropSpec()))
    assert formulas.digits.decimals == 3
    for formula in written_by(formulas):
        numbers, outcome, equal = sides(formula)
        assert equal, formula
        assert numbers == pytest.approx(outcome, abs=0.0005 + 1e-9), formula


def test_by_default_the_graph_comes_out_from_its_printed_numbers_at_every_rest() -> None:
    result = Backprop.compute(BackpropSpec())
    digits = Formulas(result).digits
    for graph in (result.before, nudge(result, "w11").graph, result.after):
        printed = {name: digits.shown(node.value, name) for name, node in graph.items()}
        again = {
            "p": printed["v1"] * printed["a1"] + printed["v2"] * printed["a2"] + printed["c"],
            "L": (printed["p"] - 1) ** 2,
        }
        for unit in "12":
            total = sum(printed[f"w{unit}{i}"] * printed[f"x{i}"] for i in "12")
            again[f"z{unit}"] = total + printed[f"b{unit}"]
            again[f"a{unit}"] = math.tanh(printed[f"z{unit}"])
        for name, value in again.items():
            assert digits.text(value, name) == digits.text(graph[name].value, name), name


def test_the_chain_rule_has_a_factor_in_letters_for_each_in_numbers() -> None:
    *factors, outcome = Formulas(step()).chain(["w11", "z1", "a1", "p", "L"])
    assert len(factors) == 4
    assert factors[0][1] == "(partial L) / (partial hat(y))"
    assert factors[-1][1] == "(partial z_(1)) / (partial w_(11))"
    assert outcome[0] in ("=", "approx")
    assert outcome[1] == "(partial L) / (partial w_(11))"


def test_after_the_step_the_output_and_the_loss_come_out_of_the_new_numbers() -> None:
    result = Backprop.compute(BackpropSpec())
    again = Formulas(result, result.after)
    rows = [again.total("p", result.network.weights_out, "c"), again.loss()]
    for row, expected in zip(rows, (0.529, 0.222), strict=True):
        numbers, outcome, equal = sides(" ".join(row))
        assert equal
        assert outcome == expected == pytest.approx(numbers, abs=0.0005)


SPECS = {
    "the default": {},
    "another seed": {"seed": 5},
    "large numbers": {"inputs": (-10.0, 9.999), "target": -7.5, "hidden": 3},
    "cross-entropy": {"loss": "cross-entropy", "hidden": 3},
}


@pytest.mark.parametrize("options", SPECS.values(), ids=list(SPECS))
def test_the_quotient_comes_out_from_its_printed_numbers(options: dict[str, object]) -> None:
    result = Backprop.compute(BackpropSpec(**options))
    formulas = Formulas(result)
    _, numbers = formulas.quotient(nudge(result, "w11"))
    after, before, size, outcome = map(
        float, re.findall(r"-?\d[\d.]*", numbers.replace(" - ", " ; ").replace(",", ""))
    )
    unit = 10.0**-formulas.digits.decimals
    assert (after - before) / size == pytest.approx(outcome, abs=0.5 * unit + 1e-6)
