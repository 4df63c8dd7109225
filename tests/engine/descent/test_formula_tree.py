"""Formulas as plain values: the same arithmetic, and nothing that could be carried out."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from engine.descent.formula_tree import sample_tree
from engine.descent.formulas import CONSTANTS, FUNCTIONS, OF_TWO, parse_formula
from engine.descent.sample_losses import SampleLoss
from engine.descent.surfaces import SURFACES

ARITHMETIC = {
    "add": lambda u, v: u + v, "sub": lambda u, v: u - v, "mul": lambda u, v: u * v,
    "true_divide": lambda u, v: u / v, "pow": lambda u, v: u**v, "neg": lambda u: -u,
    "positive": lambda u: u, "softplus": lambda u: math.log1p(math.exp(u)), "sin": math.sin,
}  # fmt: skip


def value(tree: dict[str, Any], point: tuple[float, ...]) -> float:
    """Compute a tree with Python's own arithmetic."""
    if tree["op"] == "number":
        return float(tree["value"])
    if tree["op"] == "variable":
        return point[tree["value"]]
    return float(ARITHMETIC[tree["op"]](*(value(each, point) for each in tree["of"])))


def test_a_formula_is_a_tree_of_plain_values() -> None:
    assert parse_formula("-b + 2*sin(a)").tree == {
        "op": "add",
        "of": [
            {"op": "neg", "of": [{"op": "variable", "value": 1}]},
            {"op": "mul", "of": [
                {"op": "number", "value": 2.0},
                {"op": "sin", "of": [{"op": "variable", "value": 0}]},
            ]},
        ],
    }  # fmt: skip


@pytest.mark.parametrize("text", ["(a - 8)**2 / 4 + sin(b)*pi", "x^2 − 3*y + tau", "e**a1 + -a2"])
def test_it_has_the_values_of_the_formula(text: str) -> None:
    tree = json.loads(json.dumps(parse_formula(text).tree))
    a, b = 0.7, -1.3
    names = dict(zip(parse_formula(text).names, (a, b), strict=True))
    written = text.replace("^", "**").replace("−", "-")
    expected = eval(written, {"sin": math.sin, **CONSTANTS, **names})
    assert value(tree, (a, b)) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_have_the_names_of_torch(name: str) -> None:
    text = f"{name}(a, b)" if name in OF_TWO else f"{name}(a)"
    assert parse_formula(text).tree["op"] == FUNCTIONS[name].rpartition(".")[2]


@pytest.mark.parametrize("model", ["linear", "logistic"])
@pytest.mark.parametrize("samples", [2, 7, 60])
def test_a_loss_of_samples_is_the_same_loss(model: Any, samples: int) -> None:
    import torch

    loss = SampleLoss(model, samples=samples)
    for point in ((0.3, -1.2), (2.0, 1.0)):
        expected = loss(*(torch.tensor(x, dtype=torch.float64) for x in point)).item()
        assert value(sample_tree(loss), point) == pytest.approx(expected, rel=1e-12)


def test_every_surface_of_a_formula_has_a_tree() -> None:
    trees = [s.function.tree for s in SURFACES.values() if hasattr(s.function, "tree")]
    assert len(trees) == len(SURFACES) - 2
    assert np.isfinite([value(tree, (0.0, 0.0)) for tree in trees if "cos" not in str(tree)]).all()
