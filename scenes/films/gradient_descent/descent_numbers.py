"""How films of descents write numbers, points and the names of variables."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from scenes.languages.numbers import (
    MISSING,
    by_size,
    digits,
    power_of_ten,
    read_number,
    significant,
)

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def subscripted(name: str) -> str:
    """Write the name of a variable, its digit set low."""
    return name.translate(SUBSCRIPTS)


def typeset_name(name: str) -> str:
    """Write the name of a variable in Typst's math mode."""
    return f"{name[0]}_{name[1:]}" if name[1:] else name


def descent_number(value: float, count: int = 4) -> str:
    """Write a number with so many digits, or with a power of ten where that is long."""
    text = digits(value, count, least=1e-3, most=1e6, signed_zero=True)
    return power_of_ten(value, 2) if "e" in text else text


def table_number(value: float) -> str:
    """Write a number with at least three digits, or two where it is very small or large; 0 as 0."""
    if value == 0:
        return "0"
    count = 5 if 0 < abs(value) < 0.1 else 4
    text = digits(value, count, least=1e-2, most=1e5, signed_zero=True)
    if "e" not in text:
        return text
    power = power_of_ten(value, 1)
    return f"1.0 × {power}" if power.startswith("10") else power


def exact_number(value: float) -> str:
    """Write a number with all the digits that it has, twelve at most: bounds are to be true."""
    text = significant(value, 12)
    if "e" not in text:
        return text
    return power_of_ten(value, len(text.partition("e")[0].partition(".")[2]))


def decimals_for(domain: Sequence[tuple[float, float]], finer: int = 0) -> int:
    """Choose how many decimals a coordinate is written with."""
    widest = max(high - low for low, high in domain)
    return max(0, math.ceil(3 - math.log10(widest))) + finer


def coordinates(point: np.ndarray, decimals: int) -> str:
    """Write a point's coordinates, divided by commas."""
    return ",  ".join(coordinate(x, decimals) for x in point.tolist())


def coordinate(x: float, decimals: int) -> str:
    """Write one coordinate, never long."""
    if not math.isfinite(x):
        return MISSING
    limits: dict[float, int] = {100: decimals, 1000: min(decimals, 1)}
    text = by_size(x, limits, most=1e3, signed_zero=True)
    return power_of_ten(x, 1) if "e" in text else text


def point_text(point: np.ndarray) -> str:
    """Write a point's coordinates in few digits, divided by commas."""
    return ", ".join(significant(x, 4) for x in np.asarray(point, dtype=float).tolist())


def named(names: Sequence[str], point: np.ndarray, decimals: int) -> str:
    """Write a point as a = 1, b = 2."""
    values = coordinates(point, decimals).split(",  ")
    return ", ".join(f"{subscripted(name)} = {x}" for name, x in zip(names, values, strict=True))


def number_of(text: str) -> float:
    """Return the number that is shown, NaN where there is none."""
    return math.nan if text in (MISSING, "") else read_number(text)


def rate_shown(rate: float) -> float:
    """Return a learning rate as an equation shows it."""
    return float(f"{rate:.4g}")
