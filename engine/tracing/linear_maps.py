"""Read calls that compute x Wᵀ + b of the data x, in whichever way they are written."""

from __future__ import annotations

from typing import Any

from torch import Tensor

from engine.tracing.calls import Node
from engine.tracing.signatures import given, spelled

LINEAR = ("linear", "matmul", "mm", "addmm", "einsum")


def weight_and_bias(node: Node) -> tuple[Tensor, Tensor | None] | None:
    """Return W of shape (outputs, inputs) and b of a call of `LINEAR`.

    Returns
    -------
    tuple of Tensor and Tensor or None, or None
        Views of what the call was given; None if it computes something else.
    """
    name = spelled(node)
    if name == "einsum":
        return _einsum(node)
    values = given(node)
    if name == "linear":
        return _taken(values, "input", "weight", "bias")
    if name == "addmm":
        found = _taken(values, "mat1", "mat2", "input")
    else:
        found = _taken(values, "input", "mat2" if name == "mm" else "other")
    return None if found is None else (found[0].mT, found[1])


def _taken(
    values: dict[str, Any], data: str, weight: str, bias: str = ""
) -> tuple[Tensor, Tensor | None] | None:
    """Return matrix and bias by their names, if no more is given than these and the data."""
    if not {data, weight} <= values.keys() <= {data, weight, bias}:
        return None
    x, w, b = values[data], values[weight], values.get(bias)
    if not isinstance(x, Node) or not isinstance(w, Tensor) or w.dim() != 2:
        return None
    return (w, b) if b is None or isinstance(b, Tensor) else None


def _einsum(node: Node) -> tuple[Tensor, None] | None:
    equation, *operands = node.arguments
    if len(operands) == 1 and isinstance(operands[0], tuple):
        operands = [*operands[0]]
    terms, _, result = str(equation).replace(" ", "").replace("...", "*").partition("->")
    pairs = [*zip(terms.split(","), operands, strict=False)]
    if len(pairs) != 2 or len(operands) != 2 or len(node.inputs) != 1:
        return None
    (rows, _), (axes, weight) = sorted(pairs, key=lambda pair: not isinstance(pair[1], Node))
    if not isinstance(weight, Tensor) or weight.dim() != 2 or len(rows) != 2 or len(result) != 2:
        return None
    points, inputs, outputs = rows[0], rows[1], result[1]
    if points != result[0] or len({points, inputs, outputs}) != 3:
        return None
    if axes not in (outputs + inputs, inputs + outputs):
        return None
    return (weight if axes == outputs + inputs else weight.mT), None
