"""Figure 11.1: performance against the amount of data, as a concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.progress import Work, unwatched
from scenes.figures.canvas import LARGE, SMALL, Canvas
from scenes.figures.specs import DataAndPerformanceSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT = 78.0
ORIGIN, END = np.array([14.0, 14.0]), np.array([140.0, 72.0])


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
    canvas, theme = Canvas(figure, HEIGHT, style), style.theme
    canvas.arrow((ORIGIN[0], ORIGIN[1]), (END[0] + 4, ORIGIN[1]), theme.muted)
    canvas.arrow((ORIGIN[0], ORIGIN[1]), (ORIGIN[0], END[1] + 3), theme.muted)
    data = np.linspace(0, 1, 120)
    curves = (
        (style.say("classical machine learning"), classical(data), theme.muted),
        (style.say("deep learning"), deep(data), theme.accuracy),
    )
    for name, performance, colour in curves:
        places = ORIGIN + np.column_stack([data, performance]) * (END - ORIGIN) * 0.97
        canvas.line(places, colour, 2.2)
        canvas.write(places[-1, 0] - 1, places[-1, 1] + 3.4, name, LARGE, colour, ha="right")
    middle = (ORIGIN + END) / 2
    canvas.write(middle[0], 9, style.say("amount of data"), LARGE)
    canvas.write(8, middle[1], style.say("performance"), LARGE, rotation=90)
    note = style.say("A concept, after Andrew Ng: nothing here was measured.")
    canvas.write(middle[0], 3, note, SMALL, theme.muted)
