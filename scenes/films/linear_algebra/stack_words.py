"""What the film of stacked layers writes: formulas, and what it says of what it has measured."""

from __future__ import annotations

import numpy as np

from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, significant

DIGITS = "₀₁₂₃₄₅₆₇₈₉"
WRITTEN_OUT = 4
"""Most matrices of which all are named in a product."""
SEEN = 0.01
"""Mean distance from which on a bend is seen; a square of the grid was 1 wide."""


def bending(miss: float) -> str:
    """Return what is said while the activation is taken."""
    if miss < SEEN:
        return "Straight lines stay straight: here it hardly bends anything."
    return "Straight lines bend. No matrix can do that."


def squeezing(name: str, limits: tuple[float, float]) -> Phrase:
    """Return what an activation does whose outputs lie between limits."""
    low, high = map(significant, limits)
    return "{name} squeezes both coordinates between {low} and {high}: the box.", {
        "name": name,
        "low": low,
        "high": high,
    }


def called(name: str, x: float, y: float) -> str:
    """Write what an activation makes of an input."""
    return f"{name}({significant(x)}) = {fixed(y, 2)}"


def missing(miss: float, size: tuple[float, float]) -> Phrase:
    """Return the sentence on how far the nearest layer is from the two with an activation.

    The sheet that they have bent is so wide and so high.
    """
    return "It misses by {miss} on average; the bent sheet is {width} wide and {height} high.", {
        "miss": fixed(miss, 2),
        "width": fixed(size[0], 1),
        "height": fixed(size[1], 1),
    }


def nearest_name(shift: np.ndarray) -> str:
    """Name the nearest layer: with what it adds, (2,), if that is seen."""
    return "A v" if np.abs(shift).max() < SEEN / 2 else "A v + b"


def conclusion(miss: float) -> str:
    """Return the answer to the film's question."""
    if miss < SEEN:
        return "Without bends, many layers are no more than one."
    return "So layers need activations between them: without bends, many are one."


def layer_name(number: int) -> str:
    """Name a layer's matrix."""
    return f"W{DIGITS[number]}"


def product_of(count: int) -> str:
    """Write the product of so many matrices."""
    names = [layer_name(i) for i in range(count, 0, -1)]
    return " ".join(names if count <= WRITTEN_OUT else (names[0], "…", *names[-2:]))


def nested(count: int) -> str:
    """Write the matrices applied to v, one after another."""
    if count > WRITTEN_OUT:
        return f"{layer_name(count)} (… (W₂ (W₁ v)))"
    text = "W₁ v"
    for i in range(2, count + 1):
        text = f"{layer_name(i)} ({text})"
    return text
