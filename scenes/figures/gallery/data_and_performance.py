"""Figure 11.1: performance against the amount of data, as a concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.progress import Work, unwatched
from scenes.figures.canvas import LARGE, SMALL, USUAL, Canvas
from scenes.figures.specs import DataAndPerformanceSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ORIGIN = np.array([12.0, 14.0])
"""Where the axes meet, in millimetres."""
MARGIN = np.array([7.0, 6.0])
"""Between the ends of the axes and the corner of the figure."""


def compute(spec: DataAndPerformanceSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a concept drawing without data."""


def classical(data: np.ndarray) -> np.ndarray:
    """Return a performance that rises early and then levels off, for amounts of data in [0, 1]."""
    return 0.52 * (1 - np.exp(-7.5 * data))


def deep(data: np.ndarray) -> np.ndarray:
    """Return a performance that starts lower and keeps rising, for amounts of data in [0, 1]."""
    return 0.95 * (1 - np.exp(-2.0 * data)) / (1 - np.exp(-2.0))


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw both curves, labelled at their ends.

    References
    ----------
    After Andrew Ng.
    """
    canvas, theme = Canvas(figure, style), style.theme
    end = np.array([canvas.width, canvas.height]) - MARGIN
    canvas.arrow((ORIGIN[0], ORIGIN[1]), (end[0] + 4, ORIGIN[1]), theme.muted)
    canvas.arrow((ORIGIN[0], ORIGIN[1]), (ORIGIN[0], end[1] + 3), theme.muted)
    data = np.linspace(0, 1, 120)
    size = USUAL if canvas.narrow else LARGE
    curves = (
        (style.say("classical machine learning"), classical(data), theme.muted, -3.6),
        (style.say("deep learning"), deep(data), theme.accuracy, 3.4),
    )
    for name, performance, colour, aside in curves:
        places = ORIGIN + np.column_stack([data, performance]) * (end - ORIGIN) * 0.97
        canvas.line(places, colour, 2.2)
        canvas.write(places[-1, 0] - 1, places[-1, 1] + aside, name, size, colour, ha="right")
    middle = (ORIGIN + end) / 2
    canvas.write(middle[0], 9, style.say("amount of data"), size)
    canvas.write(7, middle[1], style.say("performance"), size, rotation=90)
    note = style.say("A concept, after Andrew Ng: nothing here was measured.")
    canvas.write(middle[0], 3, note, SMALL, theme.muted)
