"""Parse formulas that users write, without running them as code, and differentiate them.

Python's own grammar reads the text into a tree (`ast`), of which only arithmetic, known functions,
known constants and at most two variables are let through. PyTorch computes what is left, so that
every formula has a gradient.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from engine.descent.formula_tree import Tree, plain_tree
from engine.descent.formula_typesetting import typeset
from engine.errors import UsageError
from engine.registry import Registry, unknown_name

if TYPE_CHECKING:
    from torch import Tensor

LONGEST = 500
"""Greatest number of characters of a formula."""
DEEPEST = 40
"""Greatest depth of nesting."""
VARIABLE = re.compile(r"[a-zA-Z]\d?")
SIGNS = str.maketrans(
    {chr(0xFEE0 + sign): chr(sign) for sign in range(0x21, 0x7F)}  # as wide as Chinese ones
    | {"^": "**", "＾": "**", "÷": "/", "∕": "/", "π": "pi", "τ": "tau"}
    | dict.fromkeys("−–—‐‑﹣", "-")
    | {"#": "?"}  # which Python would take for a comment
    | dict.fromkeys("×·⋅∙•∗", "*")
    | dict.fromkeys("\t\n\r\u0085\u00a0\u2009\u2028\u2029\u202f\u3000", " ")
)
"""Signs that people write, and those that Python reads."""
POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
HINTS = {
    "√": "write sqrt(a) for a root",
    "|": "write abs(a) for an absolute value",
    "#": "leave it out",
    "=": "write only what stands to the right of the =",
}
"""What to write for a sign that cannot be read."""
HINT = "write it as in (a - 8)**2 + 3*b"

CONSTANTS = {"pi": math.pi, "e": math.e, "tau": math.tau}

FUNCTIONS: Registry[str] = Registry("function")
"""Functions by their names in formulas."""
for _name in (
    *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("exp", "log", "log2", "log10", "sqrt", "abs", "sign", "sigmoid", "relu"),
):
    FUNCTIONS.add(_name, _name)
FUNCTIONS.add("ln", "log")
FUNCTIONS.add("softplus", "nn.functional.softplus")
FUNCTIONS.add("max", "maximum")
FUNCTIONS.add("min", "minimum")
OF_TWO = ("max", "min")
"""Functions of two arguments; all others have one."""

TOKEN = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[^\W\d]\w*|\*\*|\S")
MALFORMED = re.compile(r"(?<![\w.])(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?\d++)?+\.[\d.]*")
FACTOR = re.compile(
    "|".join(sorted((*FUNCTIONS, *CONSTANTS), key=len, reverse=True)) + "|π|τ|" + VARIABLE.pattern
)
OF_ONE = "|".join(name for name in FUNCTIONS if name not in OF_TWO)
BARE_ARGUMENT = re.compile(rf"\b({OF_ONE})\s+([a-zA-Z]\d?|[\d.]+)(?!\w)")
"""A function and its argument, without parentheses."""

BINARY = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "true_divide", ast.Pow: "pow"}
UNARY = {ast.USub: "neg", ast.UAdd: "positive"}


@dataclass(frozen=True)
class Formula:
    """A function of one or two variables, as somebody wrote it down.

    Called with a tensor for each variable, all of one shape, it gives their values.

    Attributes
    ----------
    text : str
    names : tuple of str
        Its variables, in alphabetical order.
    """

    text: str
    names: tuple[str, ...]
    _tree: ast.expr = field(repr=False, compare=False)

    def __call__(self, *variables: Tensor) -> Tensor:
        """Compute the formula's values, in the variables' own precision."""
        return _value(self._tree, dict(zip(self.names, variables, strict=True)))

    @cached_property
    def typst(self) -> str:
        """The formula in Typst's math mode."""
        return typeset(self._tree)

    @property
    def tree(self) -> Tree:
        """The formula as a tree of plain values (`engine.descent.formula_tree`)."""
        return plain_tree(self._tree, self.names, CONSTANTS, FUNCTIONS)

    def __reduce__(self) -> tuple[Callable[[str], Formula], tuple[str]]:
        """Pickle as text."""
        return parse_formula, (self.text,)


def parse_formula(text: str) -> Formula:
    """Read a formula such as ``(a - 8)**2 + (b - 2)**2 + sin(a)``.

    Parameters
    ----------
    text : str
        Numbers, ``+ - * / **``, parentheses, the names of `FUNCTIONS` and `CONSTANTS`, and one or
        two variables: each a letter, or a letter and a digit. The signs of `SIGNS` are read too.

    Raises
    ------
    UsageError
        In one sentence that names what cannot be read.
    """
    if len(text) > LONGEST:
        raise UsageError(f"the formula has {len(text):,} characters; at most {LONGEST} are read")
    try:
        return _parsed(text)
    except UsageError:
        if number := MALFORMED.search("".join(_plain(text))):
            told = f"the formula {_quoted(text)} has {_shortened(number[0])}, which is no number"
            raise UsageError(f"{told}; write one such as 1.5 or 2e-3") from None
        starred = _with_stars(text)
        enclosed = _with_stars(BARE_ARGUMENT.sub(r"\1(\2)", text))
        if _is_formula(starred):
            lacking, written = "a *", starred
        elif _is_formula(enclosed):
            lacking, written = "parentheses", enclosed
        else:
            raise
    raise UsageError(f"the formula {_quoted(text)} lacks {lacking}; write {_shortened(written)}")


def _is_formula(text: str) -> bool:
    try:
        _parsed(text)
    except UsageError:
        return False
    return True


def _with_stars(text: str) -> str:
    """Return a formula with a ``*`` between each two factors that stand side by side."""
    tokens = [part for token in TOKEN.findall(text) for part in _factors(token)]
    written, before = "", ""
    for token in tokens:
        opens = token[0].isalnum() or token[0] in "(."
        closes = before[:1].isalnum() or before[:1] in (".", ")")
        if before and opens and closes and before not in FUNCTIONS:
            written += "*"
        written, before = written + token, token
    return written


def _factors(name: str) -> list[str]:
    """Split a name that is none, such as "xy" or "xsin", into names that stand side by side."""
    if not name[0].isalpha() or name in FUNCTIONS or name in CONSTANTS:
        return [name]
    factors = FACTOR.findall(name)
    return factors if "".join(factors) == name else [name]


def _parsed(text: str) -> Formula:
    tree = _read(text)
    names = sorted(_checked(tree, 0) - set(CONSTANTS))
    if not names:
        raise UsageError(
            f"the formula {_quoted(text)} has no variable; write one or two, such as a and b"
        )
    if len(names) > 2:
        raise UsageError(
            f"the formula {_quoted(text)} has {len(names)} variables, {', '.join(names)}; "
            "a surface has one or two"
        )
    return Formula(text, tuple(names), tree)


def _read(text: str) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the tokenizer, about 1and and "\d"
            return ast.parse("".join(_plain(text.strip())), mode="eval").body
    except SyntaxError as error:
        advice = next((HINTS[sign] for sign in HINTS if sign in text), HINT)
        raise UsageError(
            f"the formula {_quoted(text)} cannot be read{_near(text, error.offset)}; {advice}"
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise UsageError(f"the formula {_quoted(text)} cannot be read") from error


def _plain(text: str) -> list[str]:
    """Return, for each character, those that Python reads for it."""
    plain = []
    for before, sign in pairwise(f" {text}"):
        if sign in POWERS:
            plain.append(f"{'' if before in POWERS else '**'}{POWERS.index(sign)}")
        else:
            plain.append(sign.translate(SIGNS))
    return plain


def _near(text: str, offset: int | None) -> str:
    """Return where in the text as it was written a syntax error is."""
    if not offset:
        return ""
    indent = len(text) - len(text.lstrip())
    read = accumulate(map(len, _plain(text[indent:])))
    before = sum(end < offset for end in read)
    return f" near character {indent + before + 1}"


def _checked(node: ast.expr, depth: int) -> set[str]:
    """Return the names that a tree uses; refuse all that is not arithmetic."""
    if depth > DEEPEST:
        raise UsageError(f"the formula chains or nests more than {DEEPEST} operations; take fewer")
    match node:
        case ast.Constant(value=float() | int() as number) if not isinstance(number, bool):
            if number > 1e300:
                raise UsageError(f"the formula has a number too large: {str(number)[:12]}…")
            return set()
        case ast.Name(id=name):
            if name in FUNCTIONS:
                raise UsageError(f"in the formula, {name} needs an argument: {name}(…)")
            if name not in CONSTANTS and not VARIABLE.fullmatch(name):
                raise unknown_name(
                    "variable, constant or function", name, ["a", "b", *CONSTANTS, *FUNCTIONS]
                )
            return {name}
        case ast.UnaryOp(op=op, operand=operand) if type(op) in UNARY:
            return _checked(operand, depth + 1)
        case ast.BinOp(op=op, left=left, right=right) if type(op) in BINARY:
            return _checked(left, depth + 1) | _checked(right, depth + 1)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS and len(
            args
        ) == 1 + (name in OF_TWO):
            return set[str]().union(*(_checked(argument, depth + 1) for argument in args))
        case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
            takes = "two arguments" if name in OF_TWO else "one argument"
            raise UsageError(f"in the formula, {name} takes {takes}")
        case ast.Call(func=ast.Name(id=name)):
            raise unknown_name("function", name, list(FUNCTIONS))
    raise UsageError(
        f"the formula contains {_shown(node)}; it may have numbers, + − * / ^, parentheses, "
        f"variables, and {', '.join((*CONSTANTS, *FUNCTIONS))}"
    )


def _shown(node: ast.expr) -> str:
    return _shortened(ast.unparse(node))


def _quoted(text: str) -> str:
    return repr(_shortened(text))


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _value(node: ast.expr, variables: dict[str, Tensor]) -> Tensor:
    """Compute a tree that has been checked."""
    import torch

    match node:
        case ast.Constant(value=number):
            return torch.full_like(next(iter(variables.values())), float(number))  # type: ignore[arg-type]
        case ast.Name(id=name) if name in CONSTANTS:
            return torch.full_like(next(iter(variables.values())), CONSTANTS[name])
        case ast.Name(id=name):
            return variables[name]
        case ast.UnaryOp(op=op, operand=operand):
            return getattr(torch, UNARY[type(op)])(_value(operand, variables))
        # A constant exponent stays a number: torch then differentiates as a textbook does.
        case ast.BinOp(op=ast.Pow(), left=left, right=ast.Constant(value=number)):
            return torch.pow(_value(left, variables), float(number))  # type: ignore[arg-type]
        case ast.BinOp(op=op, left=left, right=right):
            operation = getattr(torch, BINARY[type(op)])
            return operation(_value(left, variables), _value(right, variables))
        case ast.Call(func=ast.Name(id=name), args=args):
            function = attrgetter(FUNCTIONS[name])(torch)
            return function(*(_value(argument, variables) for argument in args))
    raise AssertionError(f"unchecked: {node}")
