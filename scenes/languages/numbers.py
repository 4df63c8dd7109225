"""Numbers as a film shows them: rounded, but so that what a viewer recomputes comes out."""

from __future__ import annotations


def figure(value: float) -> str:
    """Write a number in six characters or so: with no more than three decimals, none a last 0."""
    if abs(value) >= 1000:
        mantissa, exponent = f"{value:.1e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    else:
        decimals = 3 - (abs(value) >= 10) - (abs(value) >= 100)
        text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def as_shown(value: float) -> float:
    """Return the number that `figure` writes."""
    return float(figure(value).replace("−", "-"))


def term(value: float) -> str:
    """Write a number into a formula of Typst's, in brackets if it is negative."""
    text = _math(value)
    return f"({text})" if text.startswith("-") else text


def result(recomputed: float, value: float) -> str:
    """Write "= value" into a formula of Typst's, or "≈ value" where the shown numbers miss it.

    Parameters
    ----------
    recomputed : float
        What comes out of the shown, rounded numbers.
    value : float
        What is true.
    """
    sign = "=" if figure(recomputed) == figure(value) else "approx"
    return f"{sign} {_math(value)}"


def _math(value: float) -> str:
    mantissa, _, exponent = figure(value).replace("−", "-").partition("e")
    return f"{mantissa} dot 10^{exponent}" if exponent else mantissa


def percent(fraction: float) -> str:
    """Write a fraction as a percentage that never rounds up to 100."""
    if fraction == 1:
        return "100%"
    return f"{min(100 * fraction, 99.9):.1f}%"
