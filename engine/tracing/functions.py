"""Read calls of activation functions, however they are written, as nonlinearities."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from torch import nn

from engine.networks.activations import ELEMENTWISE, kind_of_class
from engine.networks.nonlinearity import SOFTMAXES, Nonlinearity

CLASSES = {
    kind.module.lower(): kind.module for kind in ELEMENTWISE.values() if kind.home == "torch.nn"
} | {name.lower(): name for name in SOFTMAXES}
"""Name of a function without underscores → the class of `torch.nn` that computes the same."""
CLAMPS = ("clamp", "clip", "clamp_min", "clamp_max")
NOT_OURS = ("inplace", "_stacklevel", "dtype", "training", "input", "self")


def called_nonlinearity(
    function: Callable[..., Any], arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> Nonlinearity | None:
    """Return the function that a call computes of its first argument, or None if it is unknown.

    Parameters
    ----------
    function : callable
        Of `torch`, `torch.nn.functional` or `torch.Tensor`.
    arguments, keywords
        What it was called with.
    """
    name = getattr(function, "__name__", "")
    if name.startswith("__"):
        return None
    plain = name.rstrip("_")
    if plain in CLAMPS:
        return _clamp(plain, arguments[1:], keywords)
    kind = CLASSES.get(plain.replace("_", ""))
    if kind is None or kind in ("PReLU", "RReLU"):
        return None
    given = _bound(function, kind, arguments, keywords)
    if kind in SOFTMAXES:
        return Nonlinearity(kind, {"dim": -1}) if given.get("dim", 1) in (1, -1) else None
    return Nonlinearity(kind, given)


def module_nonlinearity(module: nn.Module) -> Nonlinearity | None:
    """Return the function that a module computes, or None if it is unknown."""
    kind = type(module).__name__
    if type(module) in (nn.Softmax, nn.LogSoftmax):
        return Nonlinearity(kind, {"dim": -1}) if module.dim in (None, 1, -1) else None
    entry = kind_of_class(kind)
    if entry is None or type(module) is not entry.load_class():
        return None
    if not isinstance(module, nn.PReLU) and next(module.parameters(), None) is not None:
        return None
    known = set(inspect.signature(type(module)).parameters) - {"inplace"}
    # those that torch lists first: recordings keep this order
    names = dict.fromkeys([*getattr(module, "__constants__", []), *entry.arguments])
    return Nonlinearity(kind, {name: getattr(module, name) for name in names if name in known})


def _bound(
    function: Callable[..., Any], kind: str, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> dict[str, Any]:
    """Return the constants of a call by name; where it names none, the class's own."""
    known = [*inspect.signature(getattr(nn, kind)).parameters]
    try:
        names = [*inspect.signature(function).parameters]
    except ValueError:  # built-in functions do not say
        names = ["input", *known]
    given = {**dict(zip(names, arguments, strict=False)), **keywords}
    return {n: v for n, v in given.items() if n in known and n not in NOT_OURS and v is not None}


def _clamp(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Nonlinearity | None:
    names = {"clamp_min": ["min"], "clamp_max": ["max"]}.get(name, ["min", "max"])
    given = {**dict(zip(names, arguments, strict=False)), **keywords}
    low, high = given.get("min"), given.get("max")
    if low == 0 and high is None:
        return Nonlinearity("ReLU")
    if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low < high:
        return Nonlinearity("Hardtanh", {"min_val": float(low), "max_val": float(high)})
    return None
