"""Where a digit, the maps of a layer and the outputs stand, and what leads from one to the next."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, Line, Rectangle, VGroup

from scenes.films.convolution.digit_bars import DigitBars
from scenes.languages.language import translate
from scenes.languages.line_breaking import wrapped
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, centred
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

PARTS, PARTS_UPRIGHT = (0.15, 0.71), (0.2, 0.62)
"""Where maps begin and end, as shares of the way across wide frames or down others."""
LINKS = 0.12, 0.08
"""From there to the outputs, in the same shares: room for the layers between."""
EDGE = 0.12
"""Between lines and what they join, in frame units of 16:9."""
SLABS = (0.8, 0.6, 0.4)
"""Lengths of the layers between, as shares of the maps' height or width."""
LABEL, NUMBER = 22.0, 32.0
"""Sizes of words and of numbers in 16:9."""


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


def above_and_below(area: Area) -> tuple[Area, Area]:
    """Return the upper and the lower quarter of an area."""
    part = np.array([0.0, 0.75 * area.size[1]])
    return Area(area.low + part, area.high), Area(area.low, area.high - part)


class Onward(VGroup):
    """What leads from the digit to its maps, and from those through more layers to the outputs.

    Parameters
    ----------
    digit, maps : Area
    bars : DigitBars
    stage : Stage
    theme : Theme

    Attributes
    ----------
    first : Line
        From the digit to the maps.
    rest : VGroup
        All that comes after the maps: lines, slabs for the layers between, and their name.
    """

    def __init__(
        self, digit: Area, maps: Area, bars: DigitBars, stage: Stage, theme: Theme
    ) -> None:
        edge, along = EDGE * stage.scale, 1 if stage.is_upright else 0
        across, sign = 1 - along, -1 if stage.is_upright else 1
        middle = float(maps.centre[across])
        begin, end = (
            float((one.low if stage.is_upright else one.high)[along]) for one in (digit, maps)
        )
        goal = (
            float((bars.area.high if stage.is_upright else bars.area.low)[along]) - sign * edge / 2
        )
        far = float((maps.high if stage.is_upright else maps.low)[along])

        def line(start: np.ndarray, end: np.ndarray) -> Line:
            return Line(start, end, color=theme.muted, stroke_width=2)

        def spot(way: float, aside: float) -> np.ndarray:
            return at(aside, way) if stage.is_upright else at(way, aside)

        self.first = line(spot(begin + sign * edge, middle), spot(far - sign * edge, middle))
        slabs, lines, before = VGroup(), VGroup(), end + sign * edge
        room = goal - sign * edge - before
        thick = 0.1 * abs(room)
        share = 0.55 if stage.is_upright else 0.42
        for k, length in enumerate(SLABS):
            place = before + room * share * (k + 1) / len(SLABS)
            long = length * float(maps.size[across])
            size = (long, thick) if stage.is_upright else (thick, long)
            slab = Rectangle(width=size[0], height=size[1], stroke_width=0)
            slab.set_fill(theme.muted, 0.55).move_to(spot(place, middle))
            slabs.add(slab)
        last = before + room * share + sign * thick
        if stage.is_upright:
            lines.add(line(spot(last, middle), spot(goal, middle)))
        else:
            lines.add(*(line(spot(last, middle), spot(goal, bars.middle(k))) for k in range(10)))
        words = translate("more layers")
        lines_of = [words] if stage.is_upright else words.split(" ")
        name = centred(lines_of, stage.text_size(LABEL), theme.muted)
        self.rest = VGroup(slabs, name, lines)
        if stage.is_upright:
            left = float(slabs.get_right()[0]) + edge
            name.scale(min(1.0, (float(maps.high[0]) - left) / name.width))
            name.move_to(at(left, float(slabs.get_y())), aligned_edge=LEFT)
        else:
            name.scale(min(1.0, 0.6 * abs(room) / name.width))
            name.next_to(slabs, UP, buff=edge)
        super().__init__(self.first, self.rest)


class SideNumber(VGroup):
    """Words, and a live number below them, in the middle of a narrow place.

    Parameters
    ----------
    words : str
        In the language of the film.
    colour : str
    place : Area
    stage : Stage
    """

    def __init__(self, words: str, colour: str, place: Area, stage: Stage) -> None:
        size, wide = stage.text_size(LABEL), float(place.size[0])
        label = centred([words], size, colour)
        if label.width > wide:
            label = centred(wrapped(words, len(words) // 2 + 2), size, colour)
        label.scale(min(1.0, wide / label.width))
        x, y = place.centre
        label.move_to(at(x, y + 0.15 * stage.scale), aligned_edge=DOWN)
        self.number = LiveNumber(stage.text_size(NUMBER), colour, align=0.5)
        self.number.place(at(x, y - 0.4 * stage.scale))
        super().__init__(label, self.number)

    def write(self, text: str) -> None:
        """Write the number."""
        self.number.write(text)
