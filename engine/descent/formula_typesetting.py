"""Typeset formulas: turn the syntax tree of a formula into Typst's math mode."""

from __future__ import annotations

import ast

SPELLING = {
    "log": "ln",
    "log2": "log_2",
    "log10": "log_10",
    "sigmoid": "sigma",
    "relu": '"relu"',
    "softplus": '"softplus"',
    "sign": '"sign"',
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
}
SUM, PRODUCT, SIGN, POWER, ATOM = range(5)
"""Precedence of the outermost operation, from the lowest."""


def typeset(tree: ast.expr) -> str:
    """Return a formula in Typst's math mode.

    Divisions become fractions, and products have no sign where that is unambiguous.

    Parameters
    ----------
    tree : ast.expr
        A formula that `engine.descent.formulas.parse_formula` accepts.
    """
    return _written(tree)[0]


def _written(node: ast.expr) -> tuple[str, int]:
    match node:
        case ast.Constant(value=number):
            return _number(float(number)), ATOM  # type: ignore[arg-type]
        case ast.Name(id=name):
            letter, digit = name[:1], name[1:]
            return (f"{letter}_{digit}" if digit.isdigit() else name), ATOM
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return f"-{_at_least(operand, SIGN)}", SIGN
        case ast.UnaryOp(operand=operand):
            return _written(operand)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return f"{_at_least(left, SUM)} + {_at_least(right, PRODUCT)}", SUM
        case ast.BinOp(op=ast.Sub(), left=left, right=right):
            return f"{_at_least(left, SUM)} - {_at_least(right, PRODUCT)}", SUM
        case ast.BinOp(op=ast.Mult(), left=left, right=right):
            return _product(_at_least(left, PRODUCT), _at_least(right, POWER)), PRODUCT
        case ast.BinOp(op=ast.Div(), left=left, right=right):
            return f"frac({_written(left)[0]}, {_written(right)[0]})", POWER
        case ast.BinOp(op=ast.Pow(), left=left, right=right):
            base = _at_least(left, ATOM)
            return f"{base}^({_written(right)[0]})", POWER
        case ast.Call(func=ast.Name(id="exp"), args=[argument]):
            return f"e^({_written(argument)[0]})", POWER
        case ast.Call(func=ast.Name(id=name), args=args):
            inner = ", ".join(_written(argument)[0] for argument in args)
            return f"{SPELLING.get(name, name)}({inner})", ATOM
    raise AssertionError(f"unchecked: {node}")


def _at_least(node: ast.expr, strength: int) -> str:
    written, own = _written(node)
    return written if own >= strength else f"({written})"


def _product(left: str, right: str) -> str:
    return f"{left} dot {right}" if right[0].isdigit() else f"{left} {right}"


def _number(number: float) -> str:
    text = f"{number:.12g}"
    mantissa, _, exponent = text.partition("e")
    return f"({mantissa} dot 10^({int(exponent)}))" if exponent else mantissa
