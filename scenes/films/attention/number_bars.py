"""Many numbers as bars on a line, wide enough to be read, or so thin that all have room."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

FULL, WIDEST = 0.8, 1.2
"""Share of its place that a bar fills, and the widest one, in frame units."""
REACH = 0.92
"""Share of its room that the whole range of numbers takes."""
GLYPH = 0.0125
"""Height of a digit of size 1, in frame units, with some room."""
CORNERS = np.array([[-0.5, 0.0], [0.5, 0.0], [0.5, 1.0], [-0.5, 1.0]])


class NumberBars(VGroup):
    """Bars up for numbers above 0, down for those below, the first of them with their numbers.

    Parameters
    ----------
    written : int
        How many of the numbers are written.
    size : float
        Manim's font size of them.
    theme : Theme
    """

    def __init__(self, written: int, size: float, theme: Theme) -> None:
        self.line = VMobject(stroke_color=theme.edge, stroke_width=1.5)
        self.above = VMobject(fill_color=theme.positive, stroke_width=0)
        self.below = VMobject(fill_color=theme.negative, stroke_width=0)
        self.numbers = [LiveNumber(size, theme.text, align=0.5) for _ in range(written)]
        super().__init__(self.line, self.above, self.below, *self.numbers)

    def draw(
        self,
        heights: np.ndarray,
        box: Area,
        visible: float,
        *,
        ends: tuple[float, float] = (-1.0, 1.0),
        seen: float = 1.0,
        texts: list[str] | None = None,
        told: float = 0.0,
    ) -> None:
        """Draw the first bars into a box.

        Parameters
        ----------
        heights : array (numbers,)
        box : Area
        visible : float
            How many bars have room side by side; of the last one a part.
        ends : (float, float)
            The lowest and the highest number that there is room for.
        seen, told : float
            Opacities of the bars, and of the numbers below them.
        texts : list of str, optional
            The numbers.
        """
        pitch = float(box.size[0]) / visible
        count = min(int(np.ceil(visible)), len(heights))
        width = min(FULL * pitch, WIDEST)
        lefts = box.low[0] + (np.arange(count) + 0.5) * pitch - width / 2
        rights = np.minimum(lefts + width, box.high[0])
        lefts = np.minimum(lefts, box.high[0])
        below = GLYPH * self.numbers[0].size if self.numbers else 0.0
        room = float(box.size[1]) - told * below
        unit = REACH * room / (ends[1] - ends[0])
        level = float(box.high[1]) - (1 - REACH) / 2 * room - ends[1] * unit
        tops = level + unit * heights[:count]
        for bars, chosen in ((self.above, heights[:count] > 0), (self.below, heights[:count] < 0)):
            spans = zip(lefts[chosen], rights[chosen], tops[chosen], strict=True)
            boxes = np.array(
                [[[a, level], [b, level], [b, top], [a, top]] for a, b, top in spans]
            ).reshape(-1, 4, 2)
            following = np.roll(boxes, -1, axis=1)
            bars.points = as_points(straight(boxes.reshape(-1, 2), following.reshape(-1, 2)))
            bars.set_fill(opacity=seen)
        first, last = (np.array([[x, level]]) for x in (box.low[0], box.high[0]))
        self.line.points = as_points(straight(first, last))
        self.line.set_stroke(opacity=seen)
        for k, number in enumerate(self.numbers):
            is_seen = texts is not None and told > 0
            foot = float(box.high[1]) - room - GLYPH * number.size
            number.place(at(box.low[0] + (k + 0.5) * pitch, foot))
            number.write(texts[k] if is_seen and texts is not None else "")
            number.set_fill(opacity=told * seen)
