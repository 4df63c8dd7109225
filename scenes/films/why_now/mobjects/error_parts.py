"""What a model's test error is made of: a bar of three parts, and the numbers above it."""

from __future__ import annotations

import numpy as np
from manim import Rectangle, VGroup, smoothstep

from engine.experiments.more_data import NOISE, SIGNAL
from scenes.films.why_now.error_words import IN_FULL, decimals_of, error_text
from scenes.films.why_now.mobjects.written_sum import WrittenSum
from scenes.languages.language import translate
from scenes.languages.numbers import fixed, power_of_ten
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred, verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

LABEL, SMALLER = 24, 22
"""Sizes of the words and of a rival's name, in 16:9."""
NARROW = 0.8
"""How much smaller words and numbers are in a narrow frame."""
DROP = 0.82
"""From the upper edge of the terms to the foot of the numbers, in 16:9."""
HIGH, ABOVE, BELOW = 0.3, 0.16, 0.34
"""Height of the bar, the gap above it, and the room below for a name, in 16:9."""
INSET = 0.12
"""From the edge of the hero's place, in 16:9."""
ROOM = 1.1
"""How many times as long the bar is at first as the error of a model without any weights."""
WIDEST = ("88,888", "=", "10.00", "+", "88,888", "+", "88,888")


class ErrorParts(VGroup):
    """A bar as long as the error, of the noise, what the ten lack, and what the others add.

    Where it does not fit in, its scale shrinks: the part of the noise, always 1, tells how much.

    Parameters
    ----------
    top : float
        Nothing stands above it.
    stage, theme

    Attributes
    ----------
    unit : float
        Length of an error of 1, in frame units.
    foot : float
        Nothing stands below it.
    """

    def __init__(self, top: float, stage: Stage, theme: Theme) -> None:
        self.stage, self.theme, scale = stage, theme, stage.scale
        colours = (theme.muted, theme.highlight, theme.loss)
        told = (
            translate("test error"), "", translate("noise"), "",
            translate("the {count} miss", count=SIGNAL), "",
            translate("the others add"),
        )  # fmt: skip
        plain = theme.text
        shades = (plain, plain, colours[0], plain, colours[1], plain, colours[2])
        letters = scale * (NARROW if stage.is_upright else 1.0)
        size = LABEL * letters
        terms = [
            centred([text], size, shade) if text else VGroup()
            for text, shade in zip(told, shades, strict=True)
        ]
        corner = np.array([stage.hero.low[0] + INSET * scale, top])
        self.sum = WrittenSum(terms, WIDEST, shades, corner, DROP, letters)
        inset = INSET * scale
        self.left = float(stage.hero.low[0]) + inset
        self.width_of_all = float(stage.hero.size[0]) - 2 * inset
        self.high = self.sum.foot - ABOVE * scale
        self.low = self.high - HIGH * scale
        self.foot = self.low - BELOW * scale
        self.bars = VGroup(
            *(Rectangle(fill_color=c, fill_opacity=1, stroke_width=0) for c in colours)
        )
        self.rival = VGroup()
        self.longest = ROOM * (NOISE + SIGNAL)
        super().__init__(self.bars, self.rival, self.sum)
        self.draw_error(0.0, 0.0)

    def draw_error(self, missed: float, added: float) -> None:
        """Show an error by its parts.

        Parameters
        ----------
        missed, added : float
            What the weights of the ten that matter, and those of the others, add to the noise.
        """
        self.sum.write_all(_written(missed, added))
        self.unit = self.width_of_all / max(self.longest, NOISE + missed + added)
        ends = self.left + self.unit * np.cumsum([0.0, NOISE, missed, added])
        middle, height = (self.high + self.low) / 2, self.high - self.low
        for bar, low, high in zip(self.bars, ends, ends[1:], strict=False):
            bar.stretch_to_fit_width(max(high - low, 1e-4)).stretch_to_fit_height(height)
            bar.move_to(at((low + high) / 2, middle))
        if len(self.rival):
            self._stand_rival()

    def compare(self, error: float, name: str, colour: str) -> VGroup:
        """Return a mark where another model's bar has ended, with its name; it stays there."""
        scale = self.stage.scale
        line = Rectangle(fill_color=colour, fill_opacity=1, stroke_width=0)
        line.stretch_to_fit_width(0.06 * scale).stretch_to_fit_height(1.4 * HIGH * scale)
        self.compared = error
        self.rival.add(line, verbatim(name, self.stage.text_size(SMALLER), colour))
        self._stand_rival()
        return self.rival

    def _stand_rival(self) -> None:
        line, name = self.rival
        x, scale = self.left + self.unit * self.compared, self.stage.scale
        line.move_to(at(x, (self.high + self.low) / 2))
        name.move_to(at(x, (self.low + self.foot) / 2))
        # Where the scale shrinks it leaves the frame.
        seen = smoothstep(float(np.clip((name.get_left()[0] - self.left) / (0.4 * scale), 0, 1)))
        self.rival.set_opacity(seen)


def _written(missed: float, added: float) -> tuple[str, ...]:
    """Write an error as a sum that comes out as it is written."""
    total = NOISE + missed + added
    if total >= IN_FULL:
        numbers = [power_of_ten(total, 0), f"{NOISE:g}", *map(error_text, (missed, added))]
    else:
        decimals = decimals_of(total)
        whole, first = round(total, decimals), round(missed, decimals)
        parts = (whole, NOISE, first, max(whole - NOISE - first, 0.0))
        numbers = [fixed(part, decimals) for part in parts]
    return numbers[0], "=", numbers[1], "+", numbers[2], "+", numbers[3]
