"""Where one filter, its map and the outputs stand, and what leads from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import Arrow, VGroup

from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

FILTER, MAP, OUTPUTS = 0.22, (0.27, 0.64), 0.69
"""Where the filter ends, the map begins and ends, and the outputs begin, in a wide frame, as
shares of its width."""
FILTER_UPRIGHT, MAP_UPRIGHT, OUTPUTS_UPRIGHT = 0.2, (0.24, 0.62), 0.66
"""The same in an upright frame, from above, as shares of its height."""
EDGE = 0.12
"""Between an arrow and what it joins, in frame units of 16:9."""


@dataclass(frozen=True)
class LayerLayout:
    """The places of what a layer is shown by while it learns.

    Attributes
    ----------
    filter, map : Area
        Squares.
    outputs : Area
    """

    filter: Area
    map: Area
    outputs: Area


def divided(area: Area, is_upright: bool) -> LayerLayout:
    """Divide an area: filter, map and outputs stand side by side, or one below the other."""
    shares = (
        (FILTER_UPRIGHT, MAP_UPRIGHT, OUTPUTS_UPRIGHT) if is_upright else (FILTER, MAP, OUTPUTS)
    )

    def part(start: float, end: float) -> Area:
        low, high = area.low.copy(), area.high.copy()
        if is_upright:
            low[1], high[1] = area.high[1] - np.array([end, start]) * area.size[1]
        else:
            low[0], high[0] = area.low[0] + np.array([start, end]) * area.size[0]
        return Area(low, high)

    def square(room: Area) -> Area:
        half = float(room.size.min()) / 2
        return Area(room.centre - half, room.centre + half)

    own, shown = square(part(0.0, shares[0])), square(part(*shares[1]))
    return LayerLayout(own, shown, part(shares[2], 1.0))


class Onward(VGroup):
    """An arrow from the filter to its map, and one from there to the outputs.

    Parameters
    ----------
    layout : LayerLayout
    stage : Stage
    theme : Theme

    Attributes
    ----------
    first, rest : Arrow
    """

    def __init__(self, layout: LayerLayout, stage: Stage, theme: Theme) -> None:
        edge = EDGE * stage.scale
        is_upright = bool(layout.map.high[1] < layout.filter.low[1])
        along = 1 if is_upright else 0
        sign = -1.0 if is_upright else 1.0

        def ends(one: Area, other: Area) -> tuple[float, float]:
            if is_upright:
                return float(one.low[1]), float(other.high[1])
            return float(one.high[0]), float(other.low[0])

        middle = float(layout.map.centre[1 - along])

        def spot(place: float) -> np.ndarray:
            return at(middle, place) if is_upright else at(place, middle)

        def arrow(start: float, end: float) -> Arrow:
            return Arrow(
                spot(start), spot(end), buff=0, color=theme.muted, stroke_width=3,
                max_tip_length_to_length_ratio=0.4, tip_length=0.16 * stage.scale,
            )  # fmt: skip

        self.first, self.rest = (
            arrow(start + sign * edge, end - sign * edge)
            for start, end in (
                ends(layout.filter, layout.map),
                ends(layout.map, layout.outputs),
            )
        )
        super().__init__(self.first, self.rest)
