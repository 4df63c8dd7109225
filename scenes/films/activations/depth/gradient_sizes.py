"""How sizes of gradients, and what multiplies them, are written: so that they multiply as said."""

from __future__ import annotations

import numpy as np

from scenes.languages.numbers import fixed, grouped, power_of_ten, read_number, trimmed

MOST_DIGITS = 4
"""A factor is written with no more digits than so many, even if it does not come out."""


def size_text(left: float, digits: int = 3) -> str:
    """Write what is left of a gradient: some digits, in full or with a power of ten."""
    if left == 0:
        return "0"
    return three_digits(left, digits) if left >= 1e-3 else power_of_ten(left, digits - 1)


def three_digits(value: float, digits: int = 3) -> str:
    """Write a number of no sign with three digits or more in full, zeros too."""
    rounded = float(f"{value:.{digits - 1}e}")
    decimals = digits - 1 - int(np.floor(np.log10(rounded))) if rounded > 0 else 0
    return fixed(rounded, decimals) if decimals > 0 else grouped(rounded)


def comes_out(size: str, factor: str, product: str) -> bool:
    """Whether numbers as they are written multiply to a product as it is written."""
    return size_text(read_number(size) * read_number(factor)) == product


def factor_text(size: str, factor: float, product: str) -> str:
    """Write a factor with three digits, or with as many more as it takes to come out."""
    texts = [three_digits(factor, digits) for digits in range(3, MOST_DIGITS + 1)]
    return next((text for text in texts if comes_out(size, text, product)), texts[0])


def unit_slope(slope: float) -> str:
    """Write the slope of a single unit with two decimals, or none if it is a whole number."""
    return trimmed(slope, 0) if slope == round(slope) else fixed(slope, 2)
