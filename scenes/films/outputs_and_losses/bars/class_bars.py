"""Classes as bars that fill the stage: upright beside one another, or end to end as one strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import VGroup, VMobject

from scenes.languages.numbers import by_size, fixed, power_of_ten
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

NUMBER, NAME = 34, 26
"""Sizes of the numbers above the bars, and of what stands below them."""
FOOT, HEAD = 1.25, 1.05
"""Room below the bars and above the highest, in frame units of 16:9."""
SCORE = 0.92
"""How far below the bars scores are written, in frame units of 16:9."""
BROAD = 0.44
"""Width of an upright bar, as a share of the way to the next."""
STRIP = 0.25, 0.75
"""Between which shares of the height the strip lies."""
THIN, GAP = 0.25, 0.05
"""Width of a bar that falls over, and gap to the next where it lies, as shares of that way."""
UPPER, LOWER = 0.56, 0.44
"""From which share of the height on probabilities stand, and up to which scores below them do."""

OVER = 0.05
"""Share of the height that the lowest score stays over the names."""
LEAST = 0.0005
"""Probabilities nearer to 0 or 1 are not printed in full."""

Write = Callable[..., VMobject]


def number_text(value: float) -> str:
    """Return a number of any size in few characters, powers of ten as books print them."""
    if value != 0 and not 5e-4 <= abs(value) < 1e6:
        return power_of_ten(value)
    return by_size(value, signed_zero=True)


def share_text(share: float) -> str:
    """Return a probability with three decimals; one that is never 0 or 1 is not printed as that."""
    if 0 < share < LEAST:
        return f"<{2 * LEAST:g}"
    if 1 - LEAST < share < 1:
        return f">{1 - 2 * LEAST:g}"
    return fixed(share, 3)


def rectangles(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return boxes, array (n, 2, 2), from their corners (n, 2)."""
    return np.stack([low, high], axis=1)


class ClassBars(VGroup):
    """A bar for each class, with a number above, and the class's name and score below.

    Parameters
    ----------
    names : sequence of str
    stage : Stage
    theme : Theme
    write : callable
        Sets words, of a size, a colour, and what stands in their fields.
    """

    def __init__(self, names: Sequence[str], stage: Stage, theme: Theme, write: Write) -> None:
        self.stage, self.theme, count = stage, theme, len(names)
        self.low = stage.hero.low + np.array([0.0, FOOT * stage.scale])
        self.high = stage.hero.high - np.array([0.0, HEAD * stage.scale])
        self.pitch = (self.high - self.low)[0] / count
        self.middles = self.low[0] + self.pitch * (np.arange(count) + 0.5)
        colours = [theme.colour_of(k) for k in range(count)]
        self.bars = VGroup(*(VMobject(fill_color=c, fill_opacity=0.9) for c in colours))
        self.bars.set_stroke(width=0)
        self.numbers, self.scores, self.names = VGroup(), VGroup(), VGroup()
        size, small = stage.text_size(NUMBER), stage.text_size(NAME)
        fit = min(1.0, 0.9 * self.pitch / float(np.ptp(number_outline("−1.2 × 10⁻²¹", size)[:, 0])))
        self.ground = VMobject(stroke_color=theme.muted, stroke_width=2)
        self.stand_on(0.0)
        for k, (name, colour) in enumerate(zip(names, colours, strict=True)):
            self.numbers.add(LiveNumber(size * fit, theme.text, align=0.5))
            words = VGroup(
                class_mark(k, theme, 0.1 * stage.scale), write(name, small, theme.muted)
            ).arrange(buff=0.14 * stage.scale)
            words.move_to(at(self.middles[k], self.low[1] - 0.32 * stage.scale))
            self.names.add(words)
            score = LiveNumber(small, colour, align=0.5)
            self.scores.add(score.place(at(self.middles[k], self.low[1] - SCORE * stage.scale)))
        super().__init__(self.bars, self.ground, self.names, self.scores, self.numbers)
        self.boxes = self.upright(np.zeros(count))

    @property
    def tallest(self) -> float:
        """From the ground to the top of the highest bar."""
        return float((self.high - self.low)[1])

    def stand_on(self, base: float) -> None:
        """Set the share of the height at which the ground is, to make room below it."""
        self.base = base
        y = self.low[1] + base * self.tallest
        ends = np.array([[self.low[0], y], [self.high[0], y]])
        self.ground.points = as_points(straight(ends[:1], ends[1:]))

    def upright(self, shares: np.ndarray) -> np.ndarray:
        """Return upright bars, boxes (n, 2, 2), as high as shares (n,) of the room over ground."""
        return self._between(np.full(len(shares), self.base), self.base + (1 - self.base) * shares)

    def for_scores(self, scores: np.ndarray, scale: np.ndarray | None = None) -> np.ndarray:
        """Return bars as long as scores (n,), from 0 up or down; those of `scale` just fit."""
        fitting = scores if scale is None else scale
        low, high = min(0.0, float(fitting.min())), max(0.0, float(fitting.max()))
        room = max(high - low, 1e-9)
        return self._between(np.full(len(scores), -low / room), (scores - low) / room)

    def _between(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Return upright bars, boxes (n, 2, 2), between shares (n,) of the whole height."""
        half = BROAD * self.pitch / 2
        heights = self.low[1] + self.tallest * np.sort(np.stack([starts, ends]), axis=0)
        return rectangles(
            np.column_stack([self.middles - half, heights[0]]),
            np.column_stack([self.middles + half, heights[1]]),
        )

    def strip(self, shares: np.ndarray) -> np.ndarray:
        """Return bars end to end, as long as their shares (n,) of the whole width."""
        ends = self.low[0] + (self.high - self.low)[0] * np.append(0, np.cumsum(shares))
        low, high = self.low[1] + self.tallest * np.array(STRIP)
        return rectangles(
            np.column_stack([ends[:-1], np.full(len(shares), low)]),
            np.column_stack([ends[1:], np.full(len(shares), high)]),
        )

    def display(
        self,
        boxes: np.ndarray,
        texts: Sequence[str],
        seen: np.ndarray | float = 1.0,
        *,
        only_where_room: bool = False,
    ) -> None:
        """Draw bars, boxes (n, 2, 2), and above each its number.

        Parameters
        ----------
        boxes : array (n, 2, 2)
        texts : sequence of str
        seen : float or array (n,)
            Opacity of the numbers.
        only_where_room : bool
            Whether a number is left out where its bar is too narrow.
        """
        self.boxes = boxes
        for number, opacity in zip(self.numbers, np.broadcast_to(seen, len(boxes)), strict=True):
            number.set_fill(opacity=float(opacity))
        for bar, number, (low, high), text in zip(
            self.bars, self.numbers, boxes, texts, strict=True
        ):
            corners = low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * (high - low)
            bar.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
            number.place(at((low[0] + high[0]) / 2, high[1] + 0.16 * self.stage.scale))
            number.write(text)
            room = 1.45 * float((high - low)[0])
            if only_where_room and len(number.points) and number.width > room:
                number.write("")

    def carry_names(self, shown: float | None = None, most: float = 1.0) -> None:
        """Let each class's name stand below its bar, wherever that is.

        Parameters
        ----------
        shown : float, optional
            How clearly; by default none is seen where the bar is narrower.
        most : float
            How clearly at most.
        """
        for name, (low, high) in zip(self.names, self.boxes, strict=True):
            name.move_to(at((low[0] + high[0]) / 2, low[1] - 0.32 * self.stage.scale))
            room = float(high[0] - low[0]) / max(name.width, 1e-9)
            seen = float(np.clip((room - 1.05) / 0.2, 0, most)) if shown is None else shown
            name.set_fill(opacity=seen).set_stroke(opacity=seen)

    def move_to_middles(self, middles: np.ndarray) -> None:
        """Let bars that are drawn next, names and scores stand at other places (n,) across."""
        self.middles = middles
        for name, score, x in zip(self.names, self.scores, middles.tolist(), strict=True):
            name.set_x(x)
            score.place(at(x, self.low[1] - SCORE * self.stage.scale))

    def write_scores(self, scores: np.ndarray | None) -> None:
        """Write each class's score below its name, or none."""
        texts = [""] * len(self.bars) if scores is None else map(number_text, scores.tolist())
        for number, text in zip(self.scores, texts, strict=True):
            number.write(text)


class Turn:
    """Upright bars that fall over to the right, rigidly, each towards its place in a row.

    Parameters
    ----------
    bars : ClassBars
    heights : array (n,)
        Of the upright bars, as shares of the room over the ground.
    """

    def __init__(self, bars: ClassBars, heights: np.ndarray) -> None:
        self.bars, gap = bars, GAP * bars.pitch
        lengths = (1 - bars.base) * bars.tallest * heights
        room = (bars.high - bars.low)[0] - gap * (len(heights) - 1)
        self.lengths = lengths * min(1.0, room / max(float(lengths.sum()), 1e-9))
        self.thick = THIN * bars.pitch
        ends = np.cumsum(self.lengths + gap)
        middle = (bars.low[0] + bars.high[0] - ends[-1] + gap) / 2
        ground = bars.low[1] + bars.base * bars.tallest
        height = bars.low[1] + bars.tallest * sum(STRIP) / 2
        self.start = np.column_stack([bars.middles, ground + self.lengths / 2])
        lying = middle + ends - gap - self.lengths / 2
        self.end = np.column_stack([lying, np.full(len(heights), height)])

    def corners(self, part: float) -> np.ndarray:
        """Return the corners (n, 4, 2) of the bars, at a part of the turn."""
        sine, cosine = np.sin(part * np.pi / 2), np.cos(part * np.pi / 2)
        across, along = np.array([cosine, -sine]), np.array([sine, cosine])
        signs = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2
        half = self.lengths[:, None, None] * signs[:, 1:] * along
        middles = self.start + sine * (self.end - self.start)
        corners: np.ndarray = middles[:, None] + self.thick * signs[:, :1] * across + half
        return corners

    def boxes(self, part: float) -> np.ndarray:
        """Return what the bars fill, boxes (n, 2, 2)."""
        corners = self.corners(part)
        return rectangles(corners.min(axis=1), corners.max(axis=1))

    def draw(self, part: float) -> None:
        """Draw the bars."""
        for bar, corners in zip(self.bars.bars, self.corners(part), strict=True):
            bar.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))


class ScoreOutlines(VGroup):
    """Outlines of bars as long as scores, in a row below that of the bars.

    Parameters
    ----------
    bars : ClassBars
    low, high : float
        The scores that just fit: at most 0, and at least 0.
    """

    def __init__(self, bars: ClassBars, low: float, high: float) -> None:
        self.bars = bars
        theme, scale = bars.theme, bars.stage.scale
        self.unit = (LOWER - OVER) / max(high - low, 1e-9)
        self.zero = OVER - low * self.unit
        ends = [at(x, self.height_of(0.0)) for x in (bars.low[0], bars.high[0])]
        ground = VMobject(stroke_color=theme.muted, stroke_width=2).set_points_as_corners(ends)
        label = LiveNumber(bars.stage.text_size(NAME), theme.muted).write("0")
        label.move_to(at(bars.low[0] + 0.15 * scale, self.height_of(0.0) + 0.24 * scale))
        self.outlines = VGroup(
            *(VMobject(stroke_color=bar.get_fill_color(), stroke_width=5) for bar in bars.bars)
        )
        super().__init__(ground, label, self.outlines)

    def height_of(self, score: float) -> float:
        """Return how high a score is in the frame."""
        return float(self.bars.low[1] + self.bars.tallest * (self.zero + self.unit * score))

    def display(self, scores: np.ndarray) -> None:
        """Draw scores (n,)."""
        half = BROAD * self.bars.pitch / 2
        zero = self.height_of(0.0)
        for outline, middle, score in zip(
            self.outlines, self.bars.middles, scores.tolist(), strict=True
        ):
            low, high = (
                np.array([middle - half, zero]),
                np.array([middle + half, self.height_of(score)]),
            )
            corners = low + np.array([[0, 0], [0, 1], [1, 1], [1, 0]]) * (high - low)
            outline.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
