"""Rows of bars with live numbers, and a bar that stacks parts to a whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber


def rectangle(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return the outline of a box from corner to corner, arrays (2,), as Manim's points."""
    corners = low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (high - low)
    return as_points(straight(corners, np.roll(corners, -1, axis=0)))


class BarRows(VGroup):
    """Horizontal bars below one another, each with a live number to the left of all bars.

    Parameters
    ----------
    colours : sequence of str
        One for each row.
    left, top : float
        Where the numbers begin, and the middle of the first row, in frame units.
    width : float
        Of numbers and bars together.
    pitch : float
        From row to row.
    ends : pair of float
        The values at the left and right end of the bars; bars grow from 0, or from the left end if
        that lies above.
    axis : str
        Colour of the line at 0.
    size : float
        Manim's font size of the numbers.
    """

    def __init__(
        self,
        colours: Sequence[str],
        left: float,
        top: float,
        width: float,
        pitch: float,
        ends: tuple[float, float],
        axis: str,
        *,
        size: float = 28,
    ) -> None:
        gap = 0.05 * size  # room for six digits
        self.left, self.start, self.room, self.ends = left, left + gap, width - gap, ends
        self.heights = top - pitch * np.arange(len(colours))
        self.thickness = min(0.5 * pitch, 0.5)
        self.bars = VGroup(*(VMobject(fill_color=c, fill_opacity=0.9) for c in colours))
        self.bars.set_stroke(width=0)
        self.numbers = VGroup(
            *(
                LiveNumber(size, colour, align=1).place(
                    at(self.start - 0.15, height - 0.0052 * size)
                )
                for colour, height in zip(colours, self.heights, strict=True)
            )
        )
        self.axis = VMobject(stroke_color=axis, stroke_width=2)
        reach = 0.5 * pitch
        foot, head = self.heights[-1] - reach, self.heights[0] + reach
        zero = self.place(0.0)
        self.axis.points = as_points(straight(np.array([[zero, foot]]), np.array([[zero, head]])))
        super().__init__(self.bars, self.axis, self.numbers)

    def place(self, value: float) -> float:
        """Return the x of a value, which is held between the ends."""
        low, high = self.ends
        return self.start + self.room * float(np.clip((value - low) / (high - low), 0, 1))

    def display(
        self, values: np.ndarray, texts: Sequence[str], offsets: np.ndarray | float = 0.0
    ) -> BarRows:
        """Draw bars as long as the values (rows,), and write the numbers.

        `offsets` move the bars aside, in frame units; an empty text leaves its number out.
        """
        zero = self.place(0.0)
        moved = np.broadcast_to(offsets, len(values)).tolist()
        for i, (value, text) in enumerate(zip(values.tolist(), texts, strict=True)):
            middle, half = self.heights[i], self.thickness / 2
            low = np.array([zero + moved[i], middle - half])
            high = np.array([self.place(value) + moved[i], middle + half])
            self.bars[i].points = rectangle(low, high)
            self.numbers[i].write(text)
        return self


class StackedBar(VGroup):
    """Parts that lie end to end, within an outline that stands for the whole.

    Parameters
    ----------
    colours : sequence of str
    low, high : array (2,)
        Corners of the whole.
    edge : str
        Colour of the outline.
    """

    def __init__(
        self, colours: Sequence[str], low: np.ndarray, high: np.ndarray, edge: str
    ) -> None:
        self.low, self.high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        self.parts = VGroup(*(VMobject(fill_color=c, fill_opacity=0.9) for c in colours))
        self.parts.set_stroke(width=0)
        self.outline = VMobject(stroke_color=edge, stroke_width=2)
        self.outline.points = rectangle(self.low, self.high)
        super().__init__(self.parts, self.outline)

    def display(self, shares: np.ndarray) -> StackedBar:
        """Draw parts (n,) of the whole, one after another; together they are 1 at most."""
        ends = self.low[0] + (self.high[0] - self.low[0]) * np.append(0, np.cumsum(shares))
        for part, start, end in zip(self.parts, ends[:-1], ends[1:], strict=True):
            low, high = np.array([start, self.low[1]]), np.array([end, self.high[1]])
            part.points = rectangle(low, high)
        return self
