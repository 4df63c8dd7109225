"""Numbers as text: the one place that rounds, groups digits, and writes signs and powers of ten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Any

MINUS = "−"
MISSING = MINUS
"""What stands where there is no number."""
LOWERED, RAISED = "−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Characters of exponents, as they are and as they are set."""
FOUR_DIGITS: Mapping[float, int] = {10: 3, 100: 2, 1000: 1}
"""Decimals of numbers below each limit; of larger ones none."""


def typographic(text: str) -> str:
    """Return a text with true minus signs (U+2212) for its hyphens."""
    return text.replace("-", MINUS)


def grouped(value: float) -> str:
    """Return a whole number with thousands separators: ``12,000``; others are rounded."""
    return typographic(f"{value:z,.0f}")


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: ``1 step``, ``2,000 steps``; `many` is ``{one}s`` if empty."""
    return f"{grouped(count)} {one if count == 1 else many or f'{one}s'}"


def fixed(value: float, decimals: int, *, signed_zero: bool = False) -> str:
    """Return a number with so many decimals: ``−1,234.50``.

    Parameters
    ----------
    value : float
    decimals : int
    signed_zero : bool
        Whether a negative number that rounds to 0 keeps its sign: ``−0.00``.

    Returns
    -------
    str
        `MISSING` for NaN, and ``∞`` for what has no end.
    """
    if not math.isfinite(value):
        return MISSING if math.isnan(value) else MINUS * (value < 0) + "∞"
    return typographic(f"{value:{'' if signed_zero else 'z'},.{decimals}f}")


def signed(value: float, decimals: int = 2) -> str:
    """Return a number with its sign, whatever it is: ``+0.25``; what rounds to 0 is positive."""
    return typographic(f"{value:+z,.{decimals}f}")


def fixed_or_zero(value: float, decimals: int = 2) -> str:
    """Return a number with so many decimals, or ``0`` where only arithmetic keeps it from 0."""
    return "0" if abs(value) < 1e-6 else fixed(value, decimals, signed_zero=True)


def trimmed(value: float, decimals: int) -> str:
    """Return a number with so many decimals at most, none of them a last 0: ``0.5``, ``−1``."""
    text = fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def significant(value: float, digits: int = 6, *, superscript: bool = False) -> str:
    """Return a number with so many significant digits at most, and no last 0 among decimals.

    Powers of ten stand for what would be long (``1.5e−7``), and ``∞`` for what has no end.

    Parameters
    ----------
    value : float
    digits : int
    superscript : bool
        Whether powers of ten are written as books print them: ``1.5 × 10⁻⁷``.
    """
    if not math.isfinite(value):
        return fixed(value, 0)
    text = typographic(_short_exponent(f"{value:,.{digits}g}"))
    return _superscript(text) if superscript else text


def told_apart(values: Sequence[float], digits: int = 2) -> list[str]:
    """Return different numbers with as few significant digits as tell them apart.

    Parameters
    ----------
    values : sequence of float
    digits : int
        The least, of all of them.
    """
    texts = [significant(value, digits) for value in values]
    while len(set(texts)) < len(set(values)) and digits < 15:
        digits += 1
        texts = [significant(value, digits) for value in values]
    return texts


def in_full(value: float, digits: int, least: float = 1e-9, most: float = 1e9) -> str:
    """Return a number rounded to so many significant digits, all zeros written: ``420,000``.

    Below `least`, and from `most` on, a power of ten is written after all.
    """
    if value != 0 and not least <= abs(value) < most:
        return scientific(value, 0)
    return typographic(f"{Decimal(f'{value:.{digits}g}'):,f}")


def scientific(value: float, decimals: int = 1, *, plus: bool = False) -> str:
    """Return a number with a power of ten as programs write it: ``1.5e−7``.

    Parameters
    ----------
    value : float
    decimals : int
        Of the mantissa.
    plus : bool
        Whether a positive exponent has a sign too: ``1.5e+7``.
    """
    if not math.isfinite(value):
        return fixed(value, 0)
    return typographic(_short_exponent(f"{value:.{decimals}e}", "+" if plus else ""))


def power_of_ten(value: float, decimals: int = 1) -> str:
    """Return a number with a power of ten as books print it: ``1.5 × 10⁻⁷``, ``10⁻⁶``."""
    return _superscript(scientific(value, decimals))


def by_size(
    value: float,
    decimals: Mapping[float, int] = FOUR_DIGITS,
    *,
    least: float = 0.0,
    most: float = math.inf,
    mantissa: int = 1,
    plus: bool = False,
    signed_zero: bool = False,
) -> str:
    """Return a number in few characters: the larger it is, the fewer decimals.

    Parameters
    ----------
    value : float
    decimals : mapping of float to int
        How many decimals numbers below each limit have, in rising order of the limits; those
        beyond the last have none.
    least, most : float
        Magnitudes below the first (but 0), and from the second on, are written as `scientific`
        does, with `mantissa` decimals, and `plus`.
    signed_zero : bool
        As of `fixed`.
    """
    size = abs(value)
    if size >= most or 0 < size < least:
        return scientific(value, mantissa, plus=plus)
    passed = sum(1 for _ in takewhile(lambda limit: size >= limit, decimals))
    return fixed(value, [*decimals.values(), 0][passed], signed_zero=signed_zero)


def digits(value: float, count: int, **options: Any) -> str:
    """Return a finite number with so many digits, decimals among them; `options` as `by_size`.

    What is not finite is `MISSING`.
    """
    if not math.isfinite(value):
        return MISSING
    limits: dict[float, int] = {
        10**whole - 0.5 * 10.0 ** (whole - count): count - whole for whole in range(1, count)
    }  # from there on they round to 10…
    return by_size(value, limits, **options)


def percent(fraction: float, decimals: int = 1, *, keep_zeros: bool = False) -> str:
    """Return a fraction as a percentage: ``99.9%``.

    Only all is 100%, and only nothing 0%: shares near them are rounded away from them.

    Parameters
    ----------
    fraction : float
        From 0 to 1.
    decimals : int
    keep_zeros : bool
        Whether all is written with decimals too: ``100.0%``.
    """
    if fraction == 1 and not keep_zeros:
        return "100%"
    finest = 10.0**-decimals
    percentage = 100 * fraction
    if 0 < fraction < 1:
        percentage = min(max(percentage, finest), 100 - finest)
    return f"{fixed(percentage, decimals)}%"


def compact(value: float) -> str:
    """Return a number in six characters or so: three decimals at most, none a last 0."""
    if abs(value) >= 999.95:  # which four digits would round to 1,000
        return scientific(value)
    return trimmed(value, 3 - (abs(value) >= 10) - (abs(value) >= 100))


def superscript(power: int) -> str:
    """Return a whole number as an exponent: ``¹⁰``."""
    return _raised(typographic(str(power)))


def typeset(value: float) -> str:
    """Return a number as `compact` writes it, in Typst's math mode."""
    mantissa, _, exponent = compact(value).replace(MINUS, "-").partition("e")
    return f"{mantissa} dot 10^{exponent}" if exponent else mantissa


def read_number(text: str) -> float:
    """Return the number that a text tells: ``−1,234.5``, ``1.5e−7``, ``1.5 × 10⁻⁷``, ``10⁻⁶``."""
    mantissa = text.rstrip(RAISED)
    if mantissa != text:
        power = text.removeprefix(mantissa).translate(str.maketrans(RAISED, LOWERED))
        text = f"{mantissa.removesuffix('10').removesuffix(' × ') or '1'}e{power}"
    return float(text.replace(",", "").replace(MINUS, "-"))


def _raised(text: str) -> str:
    return text.translate(str.maketrans(LOWERED, RAISED))


def _superscript(text: str) -> str:
    """Write 1.5 × 10⁻⁷ for 1.5e−7, and 10⁻⁷ for 1e−7; leave a text without a power alone."""
    mantissa, e, exponent = text.partition("e")
    if not e:
        return text
    power = "10" + _raised(exponent)
    is_one = float(mantissa.replace(MINUS, "-")) == 1
    return power if is_one else f"{mantissa} × {power}"


def _short_exponent(text: str, plus: str = "") -> str:
    """Write e-7 for e-07 and e7 for e+07."""
    mantissa, e, exponent = text.partition("e")
    if not e:
        return text
    power = int(exponent)
    return f"{mantissa}e{plus if power >= 0 else ''}{power}"
