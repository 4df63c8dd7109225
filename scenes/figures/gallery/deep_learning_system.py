"""Figure 11.6: the blocks of a deep-learning system."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL, USUAL, Canvas
from scenes.figures.specs import SystemFigureSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ASIDE = 1.5
"""From the middle of a passage to the arrow of either pass, in millimetres."""
MARGIN, TITLE = 1.5, 4.5
"""From the frame of a block to its boxes, and the height of its title."""
PASSAGE = 5.5
"""From the linear transformation to its activation, where the one is above the other; beside
each other, they are as far apart."""


Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle, in millimetres from the lower left corner of the figure."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


WIDE = {
    "input": Box(1.5, 30, 12, 13),
    "learning": Box(19.5, 15, 55, 42),
    "first": Box(21, 17.5, 21.5, 37),
    "dots": Box(45.4, 30, 3.2, 13),
    "last": Box(51.5, 17.5, 21.5, 37),
    "classifier": Box(80.5, 17.5, 21.5, 37),
    "output": Box(108, 30, 11.5, 13),
    "loss": Box(125.5, 30, 12, 13),
    "desired": Box(125.5, 52, 12, 9),
}
NARROW = {
    "input": Box(45, 111, 24, 8),
    "learning": Box(9, 60, 62, 46),
    "first": Box(11, 89, 58, 15.5),
    "dots": Box(11, 81.2, 58, 3.6),
    "last": Box(11, 61.5, 58, 15.5),
    "classifier": Box(11, 34.5, 58, 14.5),
    "output": Box(45, 20, 24, 8),
    "loss": Box(45, 5, 24, 8),
    "desired": Box(11, 4.5, 20, 9),
}
"""The parts, from the input to the loss, and the desired output."""
COLUMN = 57.0
"""Where arrows pass from part to part in a column."""


def compute(spec: SystemFigureSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a diagram without data."""


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw the blocks, the forward pass and the backward pass."""
    canvas, theme = Canvas(figure, style), style.theme
    at = NARROW if canvas.narrow else WIDE
    linear, activation = style.say("linear\ntransformation"), style.say("activation")
    group = at["learning"]
    canvas.box((group.x, group.y), (group.width, group.height), face=theme.background, dashed=True)
    _title(canvas, group, style.say("representation learning"))
    _title(canvas, at["classifier"], style.say("linear classifier"))
    _block(canvas, at["first"], (style.say("block 1"), linear, activation))
    _block(canvas, at["last"], (style.say("block N"), linear, activation))
    _block(canvas, at["classifier"], ("", linear, style.say("output\nactivation")))
    _box(canvas, at["input"], style.say("raw\ninput"))
    _box(canvas, at["output"], style.say("output"))
    _box(canvas, at["loss"], style.say("loss"), theme.loss)
    _box(canvas, at["desired"], style.say("desired\noutput"), size=SMALL)
    dots = (COLUMN if canvas.narrow else at["dots"].middle[0], at["dots"].middle[1])
    canvas.write(*dots, "…", 12, theme.muted, rotation=90 if canvas.narrow else 0)
    for before, after in pairwise(("input", "first", "dots", "last", "classifier", "output")):
        _passage(canvas, at[before], at[after])
    _passage(canvas, at["output"], at["loss"])
    desired, loss = at["desired"], at["loss"]
    if canvas.narrow:
        start, end = (desired.x + desired.width, desired.middle[1]), (loss.x, desired.middle[1])
    else:
        start, end = (desired.middle[0], desired.y), (desired.middle[0], loss.y + loss.height)
    canvas.arrow(start, end, theme.text)
    _directions(canvas, style)


def _title(canvas: Canvas, box: Box, words: str) -> None:
    """Write a title above a frame: in a column at its left, since arrows pass at its right."""
    above = box.y + box.height + 2.6
    if canvas.narrow:
        canvas.write(box.x, above, words, USUAL, ha="left", weight=600)
    else:
        canvas.write(box.middle[0], above, words, USUAL, weight=600)


def _box(canvas: Canvas, box: Box, words: str, edge: str = "", size: float = USUAL) -> None:
    canvas.box((box.x, box.y), (box.width, box.height), edge)
    canvas.write(*box.middle, words, size)


def _block(canvas: Canvas, frame: Box, words: tuple[str, str, str]) -> None:
    """Draw a linear transformation and the activation that follows it, within a frame."""
    theme, (name, linear, activation) = canvas.theme, words
    canvas.box((frame.x, frame.y), (frame.width, frame.height), face=theme.background)
    title = TITLE if name else MARGIN
    if canvas.narrow:
        canvas.write(frame.x + 2, frame.y + frame.height - 2.4, name, SMALL, theme.muted, ha="left")
        width = (frame.width - 2 * MARGIN - PASSAGE) / 2
        height = frame.height - MARGIN - title
        first = Box(frame.x + MARGIN, frame.y + MARGIN, width, height)
        second = Box(first.x + width + PASSAGE, first.y, width, height)
    else:
        canvas.write(frame.middle[0], frame.y + frame.height - 2.6, name, SMALL, theme.muted)
        width = frame.width - 2 * MARGIN
        height = (frame.height - MARGIN - title - PASSAGE) / 2
        second = Box(frame.x + MARGIN, frame.y + MARGIN, width, height)
        first = Box(second.x, second.y + height + PASSAGE, width, height)
    _box(canvas, first, linear, theme.positive, SMALL)
    _box(canvas, second, activation, theme.highlight, SMALL)
    _passage(canvas, first, second)


def _passage(canvas: Canvas, before: Box, after: Box) -> None:
    """Draw the arrows of both passes between two boxes, beside or below each other."""
    theme = canvas.theme
    if before.x + before.width < after.x:
        start, end, at = before.x + before.width, after.x, max(before, after, key=_area).middle[1]
        forward = ((start, at + ASIDE), (end, at + ASIDE))
        backward = ((end, at - ASIDE), (start, at - ASIDE))
    else:
        start, end = before.y, after.y + after.height
        at = COLUMN if canvas.narrow else before.middle[0]
        forward = ((at - ASIDE, start), (at - ASIDE, end))
        backward = ((at + ASIDE, end), (at + ASIDE, start))
    canvas.arrow(*forward, theme.positive, 1.0, 6)
    canvas.arrow(*backward, theme.gradient, 1.0, 6)


def _area(box: Box) -> float:
    return box.width * box.height


def _directions(canvas: Canvas, style: Style) -> None:
    """Name the directions of both passes: below the system, or at its sides in a column."""
    theme = style.theme
    forward: tuple[Point, Point]
    backward: tuple[Point, Point]
    if canvas.narrow:
        forward, backward = ((4.5, 118), (4.5, 5)), ((75.5, 5), (75.5, 118))
    else:
        forward, backward = ((19.5, 9.5), (119.5, 9.5)), ((119.5, 4), (19.5, 4))
    for (start, end), words, colour in (
        (forward, style.say("forward computation"), theme.positive),
        (backward, style.say("backward computation"), theme.gradient),
    ):
        canvas.arrow(start, end, colour, 1.4)
        canvas.write(
            (start[0] + end[0]) / 2,
            (start[1] + end[1]) / 2,
            words,
            USUAL,
            colour,
            bbox={"facecolor": theme.background, "edgecolor": "none", "pad": 1.5},
            rotation=90 if canvas.narrow else 0,
        )
