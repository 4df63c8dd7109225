"""Formulas as trees of plain values, for programs that compute them without Python.

A node is a dictionary. Leaves are ``{"op": "number", "value": 2.0}`` and ``{"op": "variable",
"value": 0}``; all others have their operands under ``"of"``: ``neg``, ``positive``, ``add``,
``sub``, ``mul``, ``true_divide``, ``pow``, and functions by the names of torch. A tree holds
nothing else, so that reading one can carry out nothing else.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.descent.sample_losses import SampleLoss

Tree = dict[str, Any]

OPERATIONS: dict[type[ast.AST], str] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "true_divide", ast.Pow: "pow",
    ast.USub: "neg", ast.UAdd: "positive",
}  # fmt: skip


def plain_tree(
    node: ast.expr,
    names: Sequence[str],
    constants: Mapping[str, float],
    functions: Mapping[str, str],
) -> Tree:
    """Return a syntax tree that has been checked as plain values.

    Parameters
    ----------
    node : ast.expr
        Of a formula that `engine.descent.formulas.parse_formula` accepts.
    names : sequence of str
        The variables, in the order of their numbers.
    constants : mapping of str to float
    functions : mapping of str to str
        Names in torch, by those in formulas.
    """

    def plain(node: ast.expr) -> Tree:
        match node:
            case ast.Constant(value=number):
                return _number(float(number))  # type: ignore[arg-type]
            case ast.Name(id=name) if name in constants:
                return _number(constants[name])
            case ast.Name(id=name):
                return {"op": "variable", "value": names.index(name)}
            case ast.UnaryOp(op=op, operand=operand):
                return _apply(OPERATIONS[type(op)], plain(operand))
            case ast.BinOp(op=op, left=left, right=right):
                return _apply(OPERATIONS[type(op)], plain(left), plain(right))
            case ast.Call(func=ast.Name(id=name), args=args):
                return _apply(functions[name].rpartition(".")[2], *map(plain, args))
        raise AssertionError(f"unchecked: {node}")

    return plain(node)


def sample_tree(loss: SampleLoss) -> Tree:
    """Return the mean loss over all samples as a tree in the variables w0 and w1."""
    x, y = (part.tolist() for part in loss.data)
    w0, w1 = ({"op": "variable", "value": i} for i in (0, 1))
    losses = []
    for at, wanted in zip(x, y, strict=True):
        output = _apply("add", w0, _apply("mul", w1, _number(at)))
        if loss.model == "linear":
            losses.append(_apply("pow", _apply("sub", output, _number(wanted)), _number(2.0)))
        else:
            told = _apply("mul", _number(wanted), output)
            losses.append(_apply("sub", _apply("softplus", output), told))
    return _apply("true_divide", _sum(losses), _number(float(len(losses))))


def _sum(terms: list[Tree]) -> Tree:
    """Add up terms in pairs, so that the tree stays shallow."""
    while len(terms) > 1:
        pairs = [terms[i : i + 2] for i in range(0, len(terms), 2)]
        terms = [_apply("add", *pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return terms[0]


def _number(value: float) -> Tree:
    return {"op": "number", "value": value}


def _apply(operation: str, *of: Tree) -> Tree:
    return {"op": operation, "of": list(of)}
