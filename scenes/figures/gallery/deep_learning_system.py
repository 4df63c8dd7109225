"""Figure 11.6: the blocks of a deep-learning system."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL, USUAL, Canvas
from scenes.figures.specs import SystemFigureSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT = 72.0
MIDDLE = 38.0
INPUT, LEARNING, CLASSIFIER, OUTPUT, LOSS = (3, 12), (20, 58), (83, 24), (112, 14), (131, 16)
"""Left edge and width of the columns."""
FIRST, LAST = 22.5, 54.5
"""Left edges of the blocks that are drawn."""
BLOCK = 21.0


def compute(spec: SystemFigureSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a diagram without data."""


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw the blocks, the forward pass and the backward pass."""
    canvas, theme = Canvas(figure, HEIGHT, style), style.theme
    linear, activation = style.say("linear\ntransformation"), style.say("activation")
    _box(canvas, INPUT, style.say("raw\ninput"))
    _group(canvas, LEARNING, style.say("representation learning"))
    _stack(canvas, FIRST, (style.say("block 1"), linear, activation))
    canvas.write((FIRST + BLOCK + LAST) / 2, MIDDLE, "…", 12, theme.muted)
    _stack(canvas, LAST, (style.say("block N"), linear, activation))
    _group(canvas, CLASSIFIER, style.say("linear classifier"))
    _stack(canvas, CLASSIFIER[0] + 1.5, ("", linear, style.say("output\nactivation")))
    _box(canvas, OUTPUT, style.say("output"))
    _box(canvas, LOSS, style.say("loss"), theme.loss)
    canvas.box((LOSS[0], 60), (LOSS[1], 9))
    canvas.write(LOSS[0] + LOSS[1] / 2, 64.5, style.say("desired\noutput"), SMALL)
    canvas.arrow((LOSS[0] + LOSS[1] / 2, 60), (LOSS[0] + LOSS[1] / 2, MIDDLE + 7), theme.text)
    _passes(canvas, style)


def _passes(canvas: Canvas, style: Style) -> None:
    """Draw the arrows of the forward pass between the columns, and of the backward pass below."""
    theme, columns = style.theme, (INPUT, LEARNING, CLASSIFIER, OUTPUT, LOSS)
    for before, after in pairwise(columns):
        start, end = sum(before) + 0.4, after[0] - 0.4
        canvas.arrow((start, MIDDLE + 2.5), (end, MIDDLE + 2.5), theme.positive, 1.4)
        canvas.arrow((end, MIDDLE - 2.5), (start, MIDDLE - 2.5), theme.gradient, 1.4)
    canvas.arrow((LEARNING[0], 10), (OUTPUT[0] + OUTPUT[1], 10), theme.positive, 1.4)
    canvas.arrow((OUTPUT[0] + OUTPUT[1], 4.5), (LEARNING[0], 4.5), theme.gradient, 1.4)
    words = style.say("forward computation"), style.say("backward computation")
    for y, name, colour in zip((10, 4.5), words, (theme.positive, theme.gradient), strict=True):
        behind = {"facecolor": theme.background, "edgecolor": "none", "pad": 1.5}
        canvas.write(73, y, name, USUAL, colour, bbox=behind)


def _box(canvas: Canvas, column: tuple[int, int], words: str, edge: str = "") -> None:
    canvas.box((column[0], MIDDLE - 6.5), (column[1], 13), edge)
    canvas.write(column[0] + column[1] / 2, MIDDLE, words, USUAL)


def _group(canvas: Canvas, column: tuple[int, int], words: str) -> None:
    face = canvas.theme.background
    canvas.box((column[0], 16), (column[1], 43), face=face, dashed=True)
    canvas.write(column[0] + column[1] / 2, 63, words, USUAL, weight=600)


def _stack(canvas: Canvas, left: float, words: tuple[str, str, str]) -> None:
    """Draw a linear transformation above the activation that follows it."""
    name, linear, activation = words
    middle, theme = left + BLOCK / 2, canvas.theme
    canvas.write(middle, 55.5, name, SMALL, theme.muted)
    canvas.box((left, 39), (BLOCK, 13), theme.positive)
    canvas.write(middle, 45.5, linear, SMALL)
    canvas.arrow((middle, 39), (middle, 34), theme.positive, 1.0)
    canvas.box((left, 21), (BLOCK, 13), theme.highlight)
    canvas.write(middle, 27.5, activation, SMALL)
