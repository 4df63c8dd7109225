"""Arguments of a call by their names, however the call was written."""

from __future__ import annotations

from typing import Any

from engine.tracing.calls import Node

SPELLINGS = {
    **dict.fromkeys(("concat", "concatenate"), "cat"),
    **dict.fromkeys(("__add__", "__radd__", "__iadd__", "add_"), "add"),
    **dict.fromkeys(("subtract", "__sub__", "__isub__", "sub_", "subtract_"), "sub"),
    "__rsub__": "rsub",
    **dict.fromkeys(("multiply", "__mul__", "__rmul__", "__imul__", "mul_", "multiply_"), "mul"),
    **dict.fromkeys(("divide", "true_divide", "__truediv__", "__itruediv__"), "div"),
    **dict.fromkeys(("div_", "divide_", "true_divide_"), "div"),
    "__matmul__": "matmul",
    **dict.fromkeys(("negative", "__neg__", "neg_", "negative_"), "neg"),
}
"""Name of a function of torch → the one that does the same."""
PARAMETERS = {
    "cat": ("tensors", "dim"),
    "hstack": ("tensors",),
    **dict.fromkeys(("add", "sub", "rsub"), ("input", "other", "alpha")),
    **dict.fromkeys(("mul", "div", "matmul"), ("input", "other")),
    "mm": ("input", "mat2"),
    "neg": ("input",),
    "linear": ("input", "weight", "bias"),
    "addmm": ("input", "mat1", "mat2", "beta", "alpha"),
    "layer_norm": ("input", "normalized_shape", "weight", "bias", "eps"),
}
"""Function → the names of its parameters, in order."""
ALIASES = {"self": "input", "a": "input", "x": "input", "x1": "input", "x2": "other", "axis": "dim"}
"""Names that torch takes for the sake of NumPy → its own."""


def spelled(node: Node) -> str:
    """Return the name of what was called, the same for methods, operators and functions."""
    return SPELLINGS.get(node.called, node.called)


def given(node: Node) -> dict[str, Any]:
    """Return what a function of `PARAMETERS` was called with, by name.

    What has its default (``alpha=1``, ``bias=None``) is left out.
    """
    named = dict(zip(PARAMETERS[spelled(node)], node.arguments, strict=False))
    named |= _keywords(node)
    return {name: value for name, value in named.items() if not _is_usual(name, value)}


def data_first(node: Node) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the arguments of a call with its input in the first place, though it had a name."""
    keywords = _keywords(node)
    if not node.arguments and "input" in keywords:
        return (keywords.pop("input"),), keywords
    return node.arguments, keywords


def _keywords(node: Node) -> dict[str, Any]:
    """Return the arguments that were given by name, by torch's own names."""
    return {ALIASES.get(name, name): value for name, value in node.keywords.items()}


def _is_usual(name: str, value: Any) -> bool:
    if name in ("alpha", "beta"):
        return not isinstance(value, Node) and bool(value == 1)
    return value is None
