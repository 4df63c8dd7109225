"""Whether a theme's colours can be read and told apart from what is behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.errors import UsageError
from scenes.languages.numbers import fixed, significant
from scenes.theme.theme import Theme

WRITING = 4.5
"""Least contrast of text: WCAG 2.2, success criterion 1.4.3."""
MARKS = 3.0
"""Least contrast of what carries a meaning: WCAG 2.2, success criterion 1.4.11."""
GRID = 1.5
"""Least contrast of lines that may be quiet, but not invisible."""

LEAST = {
    **dict.fromkeys(("text", "muted"), WRITING),
    **dict.fromkeys(("border", "loss", "accuracy", "highlight"), MARKS),
    **dict.fromkeys(("gradient", "positive", "negative", "classes"), MARKS),
    "grid": GRID,
}
"""Least contrast of each of a theme's colours, before its background and its panels."""
GROUNDS = ("background", "panel")


@dataclass(frozen=True)
class Contrast:
    """How a colour stands out from what is behind it.

    Attributes
    ----------
    name, ground : str
        Of the two, in the words of a theme file: ``muted``, ``classes[3]``.
    colour, behind : str
    ratio, least : float
        What it is, and what it has to be.
    """

    name: str
    ground: str
    colour: str
    behind: str
    ratio: float
    least: float

    @property
    def is_enough(self) -> bool:
        """Whether the contrast is at least what it has to be."""
        return self.ratio >= self.least

    def __str__(self) -> str:
        return f"{self.name} {self.colour} on {self.ground} {self.behind}"


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1, as WCAG 2.2 defines it.

    Parameters
    ----------
    colour : str
        Such as ``#ffd166``.
    """
    channels = [value / 255 for value in bytes.fromhex(colour.removeprefix("#"))]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def contrasts_of(theme: Theme) -> list[Contrast]:
    """Measure every colour of a theme that has to stand out, before all it stands before."""
    return [
        Contrast(name, ground, colour, behind, ratio(colour, behind), least)
        for name, colour, least in _colours(theme)
        for ground, behind in ((ground, getattr(theme, ground)) for ground in GROUNDS)
    ]


def _colours(theme: Theme) -> Iterator[tuple[str, str, float]]:
    for name, least in LEAST.items():
        value = getattr(theme, name)
        if isinstance(value, str):
            yield name, value, least
        else:
            yield from ((f"{name}[{i}]", colour, least) for i, colour in enumerate(value))


def is_visible(colour: str, theme: Theme) -> bool:
    """Return whether a mark of this colour can be seen wherever the theme has it stand."""
    return all(ratio(colour, getattr(theme, ground)) >= MARKS for ground in GROUNDS)


def refuse_unreadable(theme: Theme, file: str) -> None:
    """Refuse a theme in which something could not be read or seen.

    Raises
    ------
    UsageError
        Naming the colours, their contrast, and what it has to be.
    """
    faint = [each for each in contrasts_of(theme) if not each.is_enough]
    if not faint:
        return
    worst = min(faint, key=lambda each: each.ratio / each.least)
    more = f"; `warpreel theme check {file}` lists {len(faint) - 1} more" if len(faint) > 1 else ""
    found, needed = fixed(worst.ratio, 2), significant(worst.least)
    raise UsageError(
        f"{file}: {worst} has a contrast of {found}:1 and needs {needed}:1; "
        f"move the two further apart in lightness{more}"
    )
