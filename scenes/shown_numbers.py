"""Numbers as a film shows them: rounded, but so that what a viewer recomputes comes out."""

from __future__ import annotations

import math

DECIMALS = 3


def figure(value: float) -> str:
    """Write a number with three decimals at most, and none that are zeros at the end."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞"
    if abs(value) >= 1000:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", "−")
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def as_shown(value: float) -> float:
    """Give the number that `figure` writes."""
    return float(figure(value).replace("−", "-").replace("∞", "inf"))


def term(value: float) -> str:
    """Write a number into a formula of Typst's, in brackets if it is negative."""
    text = figure(value).replace("−", "-").replace("∞", "infinity")
    return f"({text})" if value < 0 and as_shown(value) else text


def result(recomputed: float, value: float) -> str:
    """Write "= value" into a formula, or "≈ value" where the shown numbers give another one.

    Parameters
    ----------
    recomputed : float
        What comes out of the shown, rounded numbers.
    value : float
        What is true.
    """
    sign = "=" if figure(recomputed) == figure(value) else "approx"
    return f"{sign} {figure(value).replace('−', '-').replace('∞', 'infinity')}"
