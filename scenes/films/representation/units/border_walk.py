"""A ring that walks over the border of a network, and what its units add up to there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from manim import Circle

from engine.recordings.recording import Recording
from scenes.films.representation.unit_drawings import unit_colours
from scenes.films.representation.units.balance import Balance
from scenes.languages.language import Phrase
from scenes.languages.numbers import signed
from scenes.mobjects.frame import at
from scenes.mobjects.warp_panel import WarpPanel
from scenes.storytelling.corner_numbers import PLATE, ROW, CornerNumbers, Row
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

BEYOND = 1.45
"""How far beyond a unit's line one walks, as a share of the way from the middle to the line."""
SIZE = 34
"""Of the numbers, in a frame of 16:9, as Manim counts."""


def lower_right(rows: Sequence[Row], size: float, stage: Stage, theme: Theme) -> CornerNumbers:
    """Make live numbers for the lower right; each is a label, its longest text, a colour."""
    size = stage.text_size(size)
    corner = stage.hero.corner(at(1, -1))[:2] + stage.scale * np.array([-0.25, 0.25])
    corner[1] += ROW * size * len(rows) + 2 * PLATE
    return CornerNumbers(rows, corner, size, theme)


class BorderWalk:
    """Goes from the middle of a class over its border beside each unit's line, and back.

    Parameters
    ----------
    recording : Recording
    panel : WarpPanel
        That shows its input.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    ring : Circle
    numbers : CornerNumbers
        What each unit adds, the bias, and the sum.
    """

    def __init__(self, recording: Recording, panel: WarpPanel, stage: Stage, theme: Theme) -> None:
        self.balance, self.panel, self.theme = Balance.of(recording), panel, theme
        self.middle = recording.data.features.mean(axis=0).astype(float)
        count = len(self.balance.weights)
        names: list[Phrase] = [("unit {k}", {"k": str(k + 1)}) for k in range(count)]
        colours = unit_colours(theme, count)
        rows: list[Row] = [(n, "−88.88", c) for n, c in zip(names, colours, strict=True)]
        rows += [("bias", "−88.88", theme.muted), ("sum", "−88.88", theme.text)]
        self.numbers = lower_right(rows, SIZE, stage, theme)
        self.ring = Circle(0.11 * stage.scale, color=theme.text, stroke_width=7)
        self.stand(self.middle)

    def stand(self, place: np.ndarray) -> None:
        """Stand at a place (2,), and write the sum there, in the colour of its class."""
        self.ring.move_to(at(*self.panel.place(place)))
        parts = self.balance.written(place)
        self.numbers.write(*(signed(value, 2) if value else "0.00" for value in parts))
        colour = self.theme.colour_of(int(parts[-1] > 0)) if parts[-1] else self.theme.text
        self.numbers.numbers[-1].set_fill(colour)

    def legs(self, unit: int) -> Iterator[Callable[[float], None]]:
        """Give the ways to the border beside a unit's line, beyond it, and back to the middle."""
        foot = self.balance.foot(unit, self.middle)
        beyond = self.middle + BEYOND * (foot - self.middle)
        edge = self.balance.border(self.middle, beyond)
        stops = [self.middle, edge, beyond, self.middle]
        for start, end in pairwise(stops):
            yield partial(self._between, start, end)

    def _between(self, start: np.ndarray, end: np.ndarray, share: float) -> None:
        self.stand(start + share * (end - start))
