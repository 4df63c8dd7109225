"""Where a digit, the maps of a layer and the outputs stand, and the lines between them."""

from __future__ import annotations

import numpy as np
from manim import Line, VGroup

from scenes.films.convolution.digit_bars import DigitBars
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

PARTS, PARTS_UPRIGHT = (0.2, 0.69), (0.2, 0.66)
"""Where maps begin and end, as shares of the way across wide frames or down others."""
LINKS = 0.08, 0.03
"""From there to the outputs, in the same shares."""
EDGE = 0.12
"""Between lines and what they join, in frame units of 16:9."""


def divided(area: Area, is_upright: bool) -> tuple[Area, Area, Area]:
    """Divide an area among the digit, the maps and the outputs: side by side, or one below another.

    In upright frames the first one is the uppermost.
    """
    low, high, size = area.low, area.high, area.size
    if is_upright:
        first, second = (float(high[1] - share * size[1]) for share in PARTS_UPRIGHT)
        return (
            Area(np.array([low[0], first]), high),
            Area(np.array([low[0], second]), np.array([high[0], first])),
            Area(low, np.array([high[0], second - LINKS[1] * size[1]])),
        )
    first, second = (float(low[0] + share * size[0]) for share in PARTS)
    return (
        Area(low, np.array([first - 0.04 * size[0], high[1]])),
        Area(np.array([first, low[1]]), np.array([second, high[1]])),
        Area(np.array([second + LINKS[0] * size[0], low[1]]), high),
    )


def links(digit: Area, maps: Area, bars: DigitBars, stage: Stage, theme: Theme) -> VGroup:
    """Return lines that lead from the digit to the maps, and from all of these to each output.

    In upright frames they only lead on, because outputs are rows across the frame there.
    """
    edge = EDGE * stage.scale
    if stage.is_upright:
        x = float(maps.centre[0])
        ways = [
            ((x, digit.low[1] + edge), (x, maps.high[1] + edge)),
            ((x, maps.low[1] - edge), (x, bars.area.high[1])),
        ]
    else:
        y = float(maps.centre[1])
        end = float(bars.area.low[0]) - 0.5 * edge
        ways = [((digit.high[0], y), (maps.low[0] - edge, y))]
        ways += [((maps.high[0] + edge, y), (end, bars.middle(k))) for k in range(10)]
    return VGroup(*(Line(at(*a), at(*b), color=theme.muted, stroke_width=2) for a, b in ways))
