"""What a model's test error is made of: a bar of three parts, and the numbers above it."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, Rectangle, VGroup

from engine.experiments.more_data import NOISE, SIGNAL
from scenes.films.why_now.error_words import IN_FULL, decimals_of, error_text
from scenes.films.why_now.mobjects.written_sum import WrittenSum
from scenes.languages.language import translate
from scenes.languages.numbers import fixed, grouped, power_of_ten
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, centred, sentence, verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

LABEL, SMALLER = 24, 22
"""Sizes of the words and of a rival's name, in 16:9."""
WIDE, NARROW = 1.14, 0.76
"""Sizes of words and numbers in a wide frame, and in a narrow one, relative to those above."""
DROP = 0.82
"""From the upper edge of the terms to the foot of the numbers, in 16:9."""
HIGH, ABOVE, BELOW = 0.38, 0.22, 0.36
"""Height of the bar, the gap above it, and the room below for a name, in 16:9."""
INSET = 0.2
"""From the edge of the hero's place, in 16:9."""
MANY = 2.0
"""Of a bar that is drawn so many times smaller than others, it is told."""
LONGEST = "100,000"
"""By how much, in most digits."""
ROOM = 1.1
"""How many times as long as the error of a model without any weights the room for the bar is."""
WIDEST = ("8 × 10⁵", "=", "10.00", "+", "8 × 10⁵", "+", "8 × 10⁵")


class ErrorParts(VGroup):
    """A bar as long as the error: of the noise, of useless weights, and of missing ones.

    It keeps its scale as long as it ends in the frame. That of a very large error is drawn smaller,
    with all in it, as if seen from farther away, and within it is told by how much.

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
        self.stage, scale = stage, stage.scale
        colours = (theme.muted, theme.loss, theme.highlight)
        told = (
            translate("test error"), "", translate("noise"), "", translate("useless weights"), "",
            translate("missing"),
        )  # fmt: skip
        plain = theme.text
        shades = (plain, plain, colours[0], plain, colours[1], plain, colours[2])
        letters = NARROW * scale if stage.is_upright else WIDE  # beside the number of points
        size = LABEL * letters
        terms = [
            centred([text], size, shade) if text else VGroup()
            for text, shade in zip(told, shades, strict=True)
        ]
        corner = np.array([stage.hero.low[0] + INSET * scale, top])
        self.sum = WrittenSum(terms, WIDEST, shades, corner, DROP, letters)
        self.left = float(corner[0])
        room = float(stage.hero.high[0]) - INSET * scale - self.left
        self.unit, self.end = room / (ROOM * (NOISE + SIGNAL)), self.left + room
        self.high = self.sum.foot - ABOVE * scale
        self.low = self.high - HIGH * scale
        self.foot = self.low - BELOW * scale
        self.bars = VGroup(
            *(Rectangle(fill_color=c, fill_opacity=1, stroke_width=0) for c in colours)
        )
        self.rival = VGroup()
        small = LiveNumber(stage.text_size(SMALLER), theme.background)
        words = sentence("scale 1 :", small.size, theme.background, bold=True)
        right = self.end - 0.3 * scale - small.write(LONGEST).width
        words.move_to(at(right, (self.low + self.high) / 2), aligned_edge=RIGHT)
        small.place(words.get_right() + at(0.12 * scale, -0.1 * scale))
        self.smaller = VGroup(small, words)
        self.shrunk = 1.0
        super().__init__(self.bars, self.rival, self.sum, self.smaller)
        self.draw_error(0.0, 0.0)
        self.write_error(0.0, 0.0)

    def draw_error(self, missed: float, added: float) -> None:
        """Draw the bar of an error.

        Parameters
        ----------
        missed, added : float
            What the weights of the ten that matter, and those of the others, add to the noise.
        """
        lengths = self.unit * np.cumsum([0.0, NOISE, added, missed])
        self.shrunk = min(1.0, (self.end - self.left) / float(lengths[-1]))
        ends = self.left + self.shrunk * lengths
        middle, height = (self.high + self.low) / 2, self.high - self.low
        for bar, low, high in zip(self.bars, ends, ends[1:], strict=False):
            bar.stretch_to_fit_width(max(high - low, 1e-4)).stretch_to_fit_height(height)
            bar.move_to(at((low + high) / 2, middle))

    def write_error(self, missed: float, added: float) -> None:
        """Write the numbers of an error, that of `draw_error`."""
        self.sum.write_all(_written(missed, added))
        times = self.unit * (NOISE + added + missed) / (self.end - self.left)
        digits = max(int(np.floor(np.log10(times))) - 1, 0)
        self.is_told = times > MANY
        self.smaller[0].write(grouped(round(times, -digits)) if self.is_told else "")
        self.smaller.set_fill(opacity=float(self.is_told))

    def appear(self, seen: float) -> None:
        """Show bar, mark and numbers as clearly as told, from 0 to 1; the words stay."""
        for part in (*self.bars, *self.rival, *self.sum.numbers):
            part.set_fill(opacity=seen)
        self.smaller.set_fill(opacity=seen * self.is_told)

    def compare(self, name: str, colour: str) -> VGroup:
        """Return a mark for another model's error, with its name; `put_rival` moves it."""
        scale = self.stage.scale
        line = Rectangle(fill_color=colour, fill_opacity=1, stroke_width=0)
        line.stretch_to_fit_width(0.06 * scale).stretch_to_fit_height(1.4 * HIGH * scale)
        self.rival.add(line, verbatim(name, self.stage.text_size(SMALLER), colour))
        return self.rival

    def put_rival(self, error: float) -> None:
        """Let the mark of the other model, if there is one, stand at its error."""
        if len(self.rival):
            line, name = self.rival
            x = self.left + self.shrunk * self.unit * error
            line.move_to(at(x, (self.high + self.low) / 2))
            name.move_to(at(max(x, self.left + name.width / 2), (self.low + self.foot) / 2))


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
    return numbers[0], "=", numbers[1], "+", numbers[3], "+", numbers[2]
