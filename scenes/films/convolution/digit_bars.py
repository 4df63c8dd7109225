"""Ten outputs as bars: how probable each digit is, by a network."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes.languages.numbers import percent
from scenes.mobjects.cell_grid import CellGrid
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

DIGIT, SHARE = 40.0, 34.0
"""Sizes of the digits and of the shares in rows of height 1, as Manim counts."""
THICK = 0.7
"""Share of its row that a bar takes."""
NAMED = 0.001
"""Shares from here on are written."""
LEAST = 0.006
"""Share of the width that a bar of nothing takes."""
EVEN = 0.0055
"""By so much the foot of a number of size 1 is below its middle, in frame units."""


class DigitBars(VGroup):
    """A row for each digit: the digit, a bar, and at its end the share in percent.

    Parameters
    ----------
    label : int
        The digit that is right: its bar has the colour of what is right.
    area : Area
    theme : Theme
    """

    def __init__(self, label: int, area: Area, theme: Theme) -> None:
        self.area, self.pitch = area, float(area.size[1]) / 10
        digit, share = DIGIT * self.pitch, SHARE * self.pitch
        self.digits = [LiveNumber(digit, theme.text, align=0.5) for _ in range(10)]
        self.shares = [LiveNumber(share, theme.text) for _ in range(10)]
        self.bars = CellGrid(10, 1)
        widest = float(np.ptp(number_outline("88.8%", share)[:, 0]))
        left = float(area.low[0]) + self.pitch
        self.span = left, float(area.high[0]) - widest - 0.3 * self.pitch
        rgb = [theme.accuracy if k == label else theme.muted for k in range(10)]
        self.colours = np.array([_rgb(colour) for colour in rgb])[:, None]
        super().__init__(self.bars, *self.digits, *self.shares)
        for k, number in enumerate(self.digits):
            spot = at(area.low[0] + 0.4 * self.pitch, self.middle(k) - EVEN * digit)
            number.place(spot).write(str(k))
        self.display(np.full(10, 0.1))

    def middle(self, row: int) -> float:
        """Return the height of the middle of a row."""
        return float(self.area.high[1]) - (row + 0.5) * self.pitch

    def row(self, digit: int) -> Area:
        """Return what the row of a digit takes up."""
        half = self.pitch / 2
        low = np.array([self.area.low[0] - 0.1 * self.pitch, self.middle(digit) - half])
        return Area(low, np.array([self.area.high[0] + 0.1 * self.pitch, low[1] + 2 * half]))

    def display(self, shares: np.ndarray, told: np.ndarray | None = None, seen: float = 1) -> None:
        """Show shares (10,).

        Parameters
        ----------
        shares : array (10,)
        told : array (10,), optional
            What is written, if that is not what is shown.
        seen : float
            How clearly it is written.
        """
        left, right = self.span
        lengths = (LEAST + (1 - LEAST) * shares) * (right - left)
        centres = np.array([[left + d / 2, self.middle(k)] for k, d in enumerate(lengths.tolist())])
        sizes = np.column_stack([lengths, np.full(10, THICK * self.pitch)])
        self.bars.set_boxes(centres[:, None], sizes[:, None])
        opacity = float(self.bars[0].get_fill_opacity())
        self.bars.set_colours(self.colours, opacity)
        told = shares if told is None else told
        for k, (number, share) in enumerate(zip(self.shares, told.tolist(), strict=True)):
            end = left + lengths[k] + 0.2 * self.pitch
            spot = at(end, self.middle(k) - EVEN * number.size)
            number.place(spot).write(percent(share) if share >= NAMED else "")
            number.set_fill(opacity=seen)

    def turn(self, before: np.ndarray, after: np.ndarray, progress: float) -> None:
        """Turn shares into others; what is written fades and comes back, and is never between."""
        told = before if progress < 0.5 else after
        self.display(before + progress * (after - before), told, abs(1 - 2 * progress))


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
