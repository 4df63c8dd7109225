"""A gradient on its way back through a unit, as long bars: what arrives, and what leaves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, Mobject, VGroup, VMobject

from engine.geometry.box import Box
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.output_text import DECIMALS
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

ARRIVES: Phrase = ("gradient in: 1", {})
LEAVES: Phrase = ("out:", {})
ROW, THICK = 0.62, 0.62
"""Height of a row at most, at scale 1; and of a bar, as a share of its row."""
EDGE, MARGIN = 0.2, 0.16
"""Between the panel and what is beside it, and between the panel's edge and what is on it."""
NUMBERED = 0.5
"""So far below the axis of inputs its numbers reach, at scale 1."""
LOWEST = 0.72
"""A place for two rows is at least so high, at scale 1."""


class PassageBars(VGroup):
    """Bars from the same upright line, and their sizes, on a panel of their own: off the axes.

    Parameters
    ----------
    place : Box
        Of the panel, in the frame.
    slopes : (float, float)
        The least and the largest that there is room for: to the left of the line, if below 0.
    leaving : sequence of Phrase
        What each bar below that of a gradient of 1 is called.
    stage, theme
    """

    def __init__(
        self,
        place: Box,
        slopes: tuple[float, float],
        leaving: Sequence[Phrase],
        stage: Stage,
        theme: Theme,
    ) -> None:
        scale, margin = stage.scale, MARGIN * stage.scale
        rows = 1 + len(leaving)
        row = min(ROW * scale, (place.size[1] - margin) / rows)
        size = min(stage.text_size(30), 75 * row)
        top = place.high[1] - margin / 2 - row / 2
        self.heights, self.thick = [top - k * row for k in range(rows)], THICK * row
        self.words, self.numbers = VGroup(), []
        left, digits = place.low[0] + margin, 0.0105 * size
        ends = []
        said = (ARRIVES, *leaving)
        for k, ((template, values), y) in enumerate(zip(said, self.heights, strict=True)):
            colour = theme.gradient if k else theme.text
            words = sentence(template, size, colour, bold=bool(k), **values)
            words.move_to(at(left, y), aligned_edge=LEFT)
            words.shift(at(0.0, y - digits / 2 - float(words[-1].get_bottom()[1])))
            self.words.add(words)
            ends.append(float(words.get_right()[0]))
            if k:
                number = LiveNumber(size, colour).write("−0.000")
                number.place(at(ends[-1] + 0.12 * scale, y - digits / 2))
                ends.append(ends[-1] + 0.12 * scale + number.width)
                self.numbers.append(number)
        low, high = min(0.0, slopes[0]), max(1.0, slopes[1])
        begin, end = max(ends) + 0.2 * scale, place.high[0] - margin
        self.unit = (end - begin) / (high - low)
        self.start = begin - low * self.unit
        self.bars = VGroup(
            *(
                VMobject(
                    fill_color=theme.gradient if k else theme.muted, fill_opacity=1, stroke_width=0
                )
                for k in range(rows)
            )
        )
        corners = place.low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * place.size
        corners[2:, 1] = top + row / 2 + margin / 2
        corners[:2, 1] = self.heights[-1] - row / 2 - margin / 2
        self.panel = VMobject(fill_color=theme.panel, stroke_color=theme.edge, stroke_width=2)
        self.panel.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        super().__init__(self.panel, self.bars, self.words, *self.numbers)

    @classmethod
    def on(
        cls,
        sight: Sight,
        shape: Shape,
        stage: Stage,
        theme: Theme,
        leaving: Sequence[Phrase] = (LEAVES,),
        numbers: Mobject | None = None,
        beyond: float = -np.inf,
    ) -> PassageBars:
        """Return bars where neither curve nor slope run, with room for all slopes that are seen.

        Parameters
        ----------
        sight, shape, stage, theme, leaving
        numbers : Mobject, optional
            What stands in the lower right, beside or above which they are.
        beyond : float
            At the foot they are right of this place.
        """
        seen = np.abs(INPUTS - sight.centre[0]) < sight.box.size[0] / sight.unit[0] / 2
        slopes = float(shape.slopes[seen].min()), float(shape.slopes[seen].max())
        place = place_of(sight, shape, stage, numbers, 1 + len(leaving), beyond)
        return cls(place, slopes, leaving, stage, theme)

    def draw(self, slopes: Sequence[float], size: float) -> None:
        """Draw all bars for the slopes that gradients of 1 meet, grown to a share of their ends."""
        for bar, share, y in zip(self.bars, (1.0, *slopes), self.heights, strict=True):
            ends = np.array([[self.start, y], [self.start + size * share * self.unit, y]])
            bar.points = bands(ends[:1], ends[1:], np.array([self.thick]))
        for number, slope in zip(self.numbers, slopes, strict=True):
            number.write(fixed(slope, DECIMALS))
        for part in (*self.words, *self.numbers, self.panel):
            part.set_fill(opacity=size)
        self.panel.set_stroke(opacity=size)


def place_of(
    sight: Sight,
    shape: Shape,
    stage: Stage,
    numbers: Mobject | None,
    rows: int = 2,
    beyond: float = -np.inf,
) -> Box:
    """Return where a panel has most room: at the foot, above the numbers, or in the upper right."""
    edge, box = EDGE * stage.scale, sight.box
    inner = Box(box.low + edge, box.high - edge)
    across, foot = float(inner.high[0]), float(inner.low[1])
    wanted = (rows * ROW + MARGIN) * stage.scale
    middle, places = float(box.centre[0]) + edge, []
    if numbers is None:
        places += [(max(left, beyond), across, foot) for left in (float(inner.low[0]), middle)]
    else:
        above = float(numbers.get_top()[1]) + edge
        beside = float(numbers.get_left()[0]) - edge
        if beside - inner.low[0] > 0.45 * box.size[0]:
            places.append((float(inner.low[0]), beside, foot))
        start = inner.low[0] if stage.is_upright else max(box.centre[0], numbers.get_left()[0])
        places.append((float(start), across, above))
    found = []
    for left, right, low in places:
        high = min(low + wanted, _free_above(sight, shape, left, right, low, stage.scale) - edge)
        found.append(Box(np.array([left, low]), np.array([right, max(high, low)])))
    needed = LOWEST * rows / 2 * stage.scale
    top = float(inner.high[1])
    low = max(top - wanted, _under(sight, shape, middle, across, top, stage.scale) + edge)
    found.append(Box(np.array([middle, min(low, top)]), np.array([across, top])))
    for each in found:
        if each.size[1] >= needed:
            return each
    best = max(found, key=lambda each: float(each.size[1]))
    return Box(best.low, np.array([best.high[0], best.low[1] + max(best.size[1], needed)]))


def _lines(sight: Sight, shape: Shape, left: float, right: float) -> np.ndarray:
    """Return the heights in the frame of curve and slope between two places."""
    curves = [sight.place(np.column_stack([INPUTS, of])) for of in (shape.outputs, shape.slopes)]
    beside = (curves[0][:, 0] >= left) & (curves[0][:, 0] <= right)
    return np.concatenate([curve[beside, 1] for curve in curves])


def _free_above(
    sight: Sight, shape: Shape, left: float, right: float, low: float, scale: float
) -> float:
    """Return up to where nothing runs above a height, axis and its numbers included."""
    axis = float(sight.place(np.zeros(2))[1]) - NUMBERED * scale
    heights = np.append(_lines(sight, shape, left, right), max(axis, low))
    return float(heights[heights > low - 0.1].min()) if (heights > low).any() else low


def _under(
    sight: Sight, shape: Shape, left: float, right: float, top: float, scale: float
) -> float:
    """Return down to where nothing runs below a height, the axis included."""
    heights = np.append(
        _lines(sight, shape, left, right), float(sight.place(np.zeros(2))[1]) + 0.1 * scale
    )
    return float(heights[heights < top + 0.1].max()) if (heights < top).any() else top
