"""Where a digit, one filter with its map, the other maps and the outputs stand, and their links."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import UP, Arrow, VGroup

from scenes.films.convolution.digit_bars import DigitBars
from scenes.languages.language import translate
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

ACROSS = 0.66
"""Share of a wide frame's width that all but the outputs take."""
STRIP = 0.27
"""Share of a wide frame's height that the other maps take."""
ROW, STRIP_UPRIGHT = 0.42, 0.24
"""Most that digit and map, and the other maps, take of an upright frame, as shares of its width."""
SMALL = 0.5
"""Side of the filter, in those of the digit."""
BETWEEN = 0.28
"""Between digit, filter and map, in sides of the digit."""
EDGE = 0.12
"""Between an arrow and what it joins, in frame units of 16:9."""
LABEL = 22.0
"""Size of words in 16:9."""


@dataclass(frozen=True)
class LayerLayout:
    """The places of what a layer is shown by.

    Attributes
    ----------
    digit, filter, map : Area
        Side by side, squares.
    others : Area
        For all other filters and maps, below those.
    outputs : Area
    """

    digit: Area
    filter: Area
    map: Area
    others: Area
    outputs: Area

    @property
    def maps(self) -> Area:
        """All but the outputs."""
        return Area(np.minimum(self.digit.low, self.others.low), self.map.high)


def divided(area: Area, is_upright: bool) -> LayerLayout:
    """Divide an area: the outputs stand to the right of all the rest, or below it if upright."""
    low, high, size = area.low, area.high, area.size
    if is_upright:
        tall = min(ROW * size[0], 0.4 * size[1])
        strip = min(STRIP_UPRIGHT * size[0], 0.22 * size[1])
        row = Area(np.array([low[0], high[1] - tall]), high)
        others = Area(np.array([low[0], row.low[1] - strip]), np.array([high[0], row.low[1]]))
        outputs = Area(low, np.array([high[0], others.low[1] - 0.08 * size[1]]))
    else:
        right, floor = low[0] + ACROSS * size[0], low[1] + STRIP * size[1]
        row = Area(np.array([low[0], floor]), np.array([right, high[1]]))
        others = Area(low, np.array([right, floor]))
        outputs = Area(np.array([right + 0.07 * size[0], low[1]]), high)
    parts = 2 + SMALL + 2 * BETWEEN
    side = min(float(row.size[0]) / parts, 0.94 * float(row.size[1]))
    left, middle = row.centre[0] - parts * side / 2, float(row.centre[1])

    def square(start: float, share: float) -> Area:
        half = share * side / 2
        centre = np.array([left + start * side + half, middle])
        return Area(centre - half, centre + half)

    places = (0.0, 1 + BETWEEN, 1 + 2 * BETWEEN + SMALL)
    digit, small, large = map(square, places, (1.0, SMALL, 1.0))
    return LayerLayout(digit, small, large, others, outputs)


class Onward(VGroup):
    """Arrows from the digit through the filter to its map, and from all maps to the outputs.

    Parameters
    ----------
    layout : LayerLayout
    bars : DigitBars
    stage : Stage
    theme : Theme

    Attributes
    ----------
    first : VGroup
        From the digit to the filter, and from there to the map.
    rest : VGroup
        From the maps to the outputs, and what is between.
    """

    def __init__(self, layout: LayerLayout, bars: DigitBars, stage: Stage, theme: Theme) -> None:
        edge = EDGE * stage.scale

        def arrow(start: np.ndarray, end: np.ndarray) -> Arrow:
            return Arrow(
                start, end, buff=edge, color=theme.muted, stroke_width=3,
                max_tip_length_to_length_ratio=0.4, tip_length=0.16 * stage.scale,
            )  # fmt: skip

        row = float(layout.digit.centre[1])
        parts = (layout.digit, layout.filter, layout.map)
        self.first = VGroup(
            *(arrow(at(one.high[0], row), at(other.low[0], row)) for one, other in pairwise(parts))
        )
        name = centred([translate("more layers")], stage.text_size(LABEL), theme.muted)
        if stage.is_upright:
            x, top = float(layout.others.centre[0]), float(layout.others.low[1])
            on = arrow(at(x, top), at(x, float(bars.area.high[1])))
            name.next_to(on, buff=edge)
        else:
            y, left = row, float(layout.map.high[0])
            on = arrow(at(left, y), at(float(bars.area.low[0]), y))
            lines = translate("more layers").split(" ")
            name = centred(lines, stage.text_size(LABEL), theme.muted)
            name.scale(min(1.0, 0.9 * (float(bars.area.low[0]) - left) / name.width))
            name.next_to(on, UP, buff=edge / 2)
        self.rest = VGroup(on, name)
        super().__init__(self.first, self.rest)
