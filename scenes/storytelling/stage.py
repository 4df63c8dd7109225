"""Where things stand in a frame of any shape: the hero picture fills it, the rest stands around.

A stage divides the frame into places, in frame units. The sentence stands at the foot, in one size
throughout the film. The hero takes all that is above it (`FULL`: to the very edges, with title,
numbers and legend over its corners), or nearly so (`BAND`: below a thin band for the title and the
numbers). No place is a column beside the hero.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    BackgroundRectangle,
    Mobject,
    Text,
    VGroup,
    VMobject,
    config,
)

from engine.geometry.box import Box
from scenes.languages.line_breaking import wrapped
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred
from scenes.storytelling.caption_line import STAGE, CaptionBox, caption_box, floor
from scenes.theme.theme import Theme

FULL, BAND = "full", "band"
LAYOUTS = (FULL, BAND)
SENTENCE = 30.0
"""Size of the sentence in a frame of 16:9, as Manim counts."""
FIRST_LINE, NEXT_LINE = 0.0136, 0.0186
"""Heights of a line of text of size 1, and of each one below it, in frame units."""
EDGE = 0.25
"""Between words and the edge of a frame of 16:9, in frame units; 34 pixels at 1080p."""
GAP = 0.5
"""Between the sentence and the hero, as a share of `EDGE`."""
ROW = 0.6
"""Height of a row of the band of a frame of 16:9, in frame units."""
UPRIGHT = 1.2
"""Width to height below which the band has two rows: the title above the numbers."""
PANEL = 0.8
"""Opacity of the panel behind words over the hero."""


class Area(Box):
    """A rectangle of the frame, in frame units."""

    def share_of(self, other: Area) -> float:
        """Return this area's size as a share of another's."""
        return float(self.size.prod() / other.size.prod())

    def corner(self, direction: np.ndarray) -> np.ndarray:
        """Return the point of the edge in a direction of Manim's, such as ``UP + LEFT``."""
        return at(*(self.centre + self.size / 2 * np.asarray(direction)[:2]))


def area_of(mobject: Mobject) -> Area:
    """Return the bounding area of all points of a mobject and its family.

    Raises
    ------
    ValueError
        If it has none.
    """
    points = [part.points[:, :2] for part in mobject.get_family() if len(part.points)]
    if not points:
        raise ValueError(f"{type(mobject).__name__} has no points yet: draw it first")
    together = np.concatenate(points)
    return Area.around(together)


@dataclass(frozen=True)
class Stage:
    """The places of a frame.

    Attributes
    ----------
    frame : Area
        All of it.
    hero : Area
        Where the picture stands.
    title, numbers, legend : Area
        Upper left, upper right, and lower left; over the hero, or in the band above it.
    sentence : Area
    lines : int
        The most lines that a sentence has in its size.
    scale : float
        By how much larger than in 16:9 words are, in frame units: a higher frame is seen smaller.
    """

    frame: Area
    hero: Area
    title: Area
    numbers: Area
    legend: Area
    sentence: Area
    lines: int
    scale: float

    @property
    def is_upright(self) -> bool:
        """Whether the numbers stand below the title, not beside it."""
        return bool(self.frame.size[0] / self.frame.size[1] <= UPRIGHT)

    def text_size(self, size: float) -> float:
        """Return what Manim's font size is to be, for words that have `size` in 16:9."""
        return size * self.scale

    def put_title(self, mobject: Mobject) -> Mobject:
        """Place words in the upper left, scaled down if there is no room."""
        return _put(mobject, self.title, UP + LEFT)

    def put_numbers(self, mobject: Mobject) -> Mobject:
        """Place live numbers in the upper right, scaled down if there is no room."""
        return _put(mobject, self.numbers, UP + RIGHT)

    def put_legend(self, mobject: Mobject) -> Mobject:
        """Place a legend in the lower left of the hero, scaled down if there is no room."""
        return _put(mobject, self.legend, DOWN + LEFT)

    def sentence_at_foot(self, text: str, colour: str) -> Text:
        """Set a sentence, in the one size that all have, in as many lines as it needs.

        Only one that needs more lines than there are, for the user's own long names, is smaller.
        """
        size, widest = self.text_size(SENTENCE), self.sentence.size[0]
        fewest = ceil(centred([text], size, colour).width / widest)
        for lines in range(fewest, len(text) + 1):
            # The shortest line of which no more than so many are needed.
            lengths = range(ceil(len(text) / lines), len(text) + 1)
            rows = next(r for each in lengths if len(r := wrapped(text, each)) <= lines)
            said = centred(rows, size, colour)
            if said.width <= widest:
                break
        said.scale(min(1.0, self.sentence.size[1] / said.height))
        said.original_text = text
        return said.move_to(at(*self.sentence.centre))


def plated(mobject: VMobject, theme: Theme, buff: float = 0.1) -> VGroup:
    """Return words over the hero with a panel behind them, so that they can be read there."""
    ground = BackgroundRectangle(mobject, color=theme.background, fill_opacity=PANEL, buff=buff)
    return VGroup(ground, mobject)


def show_plated(share: float, *plates: VGroup) -> None:
    """Show words with a panel behind them as far as said: it comes before them, and goes after.

    Words on a panel that is half gone are too faint to be read.
    """
    for ground, words in plates:
        ground.set_fill(opacity=PANEL * min(2 * share, 1.0))
        words.set_opacity(max(2 * share - 1, 0.0))


def stage_of_frame(layout: str = FULL, box: CaptionBox | None = None) -> Stage:
    """Divide the frame, in the shape that Manim's configuration has now.

    Parameters
    ----------
    layout : {"full", "band"}
    box : CaptionBox, optional
        Where the sentence may stand, beside a logo; the whole foot by default.

    Raises
    ------
    ValueError
        If there is no such layout.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"no layout {layout!r}: there are {', '.join(LAYOUTS)}")
    box = box or caption_box()
    half, height = config.frame_width / 2, max(float(config.frame_height), STAGE)
    frame = Area(np.array([-half, floor()]), np.array([half, floor() + height]))
    scale = sqrt(height / STAGE)
    lines, edge = round(2 * scale), EDGE * scale
    room = SENTENCE * scale * (FIRST_LINE + (lines - 1) * NEXT_LINE)
    top = box.floor + edge + room
    sides = max(box.left, edge - half), min(box.right, half - edge)
    sentence = Area(np.array([sides[0], box.floor + edge]), np.array([sides[1], top]))
    ceiling = top + GAP * edge
    if layout == FULL:
        hero = Area(np.array([-half, ceiling]), frame.high)
        inner = Area(hero.low + edge, hero.high - edge)
        return _divided(frame, hero, inner, sentence, lines, scale, ROW * scale)
    rows = 1 if frame.size[0] / height > UPRIGHT else 2
    under = frame.high[1] - edge - rows * ROW * scale
    hero = Area(np.array([edge - half, ceiling]), np.array([half - edge, under]))
    inner = Area(hero.low + 0.5 * edge, np.array([half - edge, frame.high[1] - edge]))
    return _divided(frame, hero, inner, sentence, lines, scale, ROW * scale)


def _divided(
    frame: Area, hero: Area, inner: Area, sentence: Area, lines: int, scale: float, row: float
) -> Stage:
    """Divide what is above the sentence: title and numbers above, the legend below."""
    left, right, top = inner.low[0], inner.high[0], inner.high[1]
    is_upright = frame.size[0] / frame.size[1] <= UPRIGHT
    depth = top - row if hero.high[1] < top else hero.centre[1]  # in the band, or over the hero
    if is_upright:
        title = Area(np.array([left, top - 0.9 * row]), inner.high)
        lower = depth - row if hero.high[1] < top else depth
        numbers = Area(np.array([left, lower]), np.array([right, top - row]))
    else:
        parting = left + 0.55 * (right - left)
        title = Area(np.array([left, top - 0.9 * row]), np.array([parting - 0.1, top]))
        numbers = Area(np.array([parting + 0.1, depth]), inner.high)
    middle = inner.low + (hero.high - inner.low) * [0.9 if is_upright else 0.45, 0.4]
    return Stage(frame, hero, title, numbers, Area(inner.low, middle), sentence, lines, scale)


def _put(mobject: Mobject, place: Area, direction: np.ndarray) -> Mobject:
    size = np.maximum(area_of(mobject).size, 1e-9)
    mobject.scale(min(1.0, float((place.size / size).min())))
    return mobject.move_to(place.corner(direction), aligned_edge=direction)
