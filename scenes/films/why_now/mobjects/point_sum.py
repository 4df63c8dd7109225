"""What a point's output is made of: a formula, and below each of its terms the number."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VGroup, VMobject

from engine.experiments.more_data import SIGNAL
from scenes.films.why_now.mobjects.written_sum import WrittenSum
from scenes.languages.numbers import fixed, signed
from scenes.mobjects.text import formula
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

DROP = 1.0
"""From the upper edge of the terms to the foot of the numbers, in 16:9."""
SIZE = 42
"""Of the formula, in 16:9."""
WIDEST = ("−0.00", "=", "−0.00", "+", "0.00")
"""The longest that is written below each term."""


class PointSum(WrittenSum):
    """The output, the sum of what matters, and the noise, each over its number.

    Parameters
    ----------
    stage, theme
    """

    def __init__(self, stage: Stage, theme: Theme) -> None:
        math = f'y quad = quad x_1 + dots.c + x_{SIGNAL} quad + quad "noise"'
        size = stage.text_size(SIZE)
        terms = _divided(formula(math, size, theme.text), 0.8 * _quad(size))
        corner = np.array([stage.title.low[0], stage.title.high[1]])
        super().__init__(terms, WIDEST, [theme.text] * len(WIDEST), corner, DROP, stage.scale)

    def write(self, signal: float, y: float) -> None:
        """Write a point's numbers, such that they add up as they are written."""
        noise = signed(float(f"{y:.2f}") - float(f"{signal:.2f}"), 2)
        self.write_all((fixed(y, 2), "=", fixed(signal, 2), noise[0], noise[1:]))


def _quad(size: float) -> float:
    """Return how wide a quad of a formula is, in frame units."""
    one, two = formula("x x", size, "#ffffff"), formula("x quad x", size, "#ffffff")
    return float(two.width - one.width)


def _divided(whole: VMobject, gap: float) -> list[VGroup]:
    """Divide a formula where it has gaps at least so wide."""
    glyphs: list[Any] = [part for part in whole.get_family() if len(part.points)]
    glyphs.sort(key=lambda part: float(part.get_left()[0]))
    ends = np.maximum.accumulate([float(part.get_right()[0]) for part in glyphs])
    terms = [VGroup(glyphs[0])]
    for glyph, end in zip(glyphs[1:], ends, strict=False):
        if glyph.get_left()[0] - end > gap:
            terms.append(VGroup())
        terms[-1].add(glyph)
    return terms
