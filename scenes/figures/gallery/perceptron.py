"""Figure 11.4: the perceptron."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Circle

from engine.progress import Work, unwatched
from scenes.figures.canvas import LARGE, SMALL, USUAL, Canvas
from scenes.figures.specs import PerceptronFigureSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Layout:
    """Places of the parts, in millimetres.

    Attributes
    ----------
    inputs, sum, step, output : float
        From the left.
    rows : dict of str to float
        Height of each input that is drawn, by its index.
    middle, titles, heads : float
        Heights of the sum, of the words above the inputs, and of those above the other parts.
    radius : float
        Of an input.
    """

    inputs: float
    sum: float
    step: float
    output: float
    rows: dict[str, float]
    middle: float
    titles: float
    heads: float
    radius: float


WIDE = Layout(20, 66, 95, 125, {"0": 61, "1": 47, "2": 33, "m": 11}, 36, 70, 50, 5)
NARROW = Layout(15.5, 40, 57, 73, {"0": 52, "1": 40.5, "2": 29, "m": 9}, 30.5, 60, 42, 4)


def compute(spec: PerceptronFigureSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a diagram without data."""


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw inputs, weights, sum, step and output."""
    canvas, theme = Canvas(figure, style), style.theme
    at = NARROW if canvas.narrow else WIDE
    sum_radius, half, size = (6.0, 6.0, USUAL) if canvas.narrow else (7.0, 7.5, LARGE)
    for index, y in at.rows.items():
        colour = theme.highlight if index == "0" else theme.positive
        _unit(canvas, at.inputs, y, "$1$" if index == "0" else f"$x_{index}$", colour, at.radius)
        start, end = at.inputs + at.radius, (at.sum - sum_radius, _arrival(at, y))
        canvas.arrow((start, y), end, colour)
        x = start + 0.36 * (end[0] - start)
        height = y + 0.36 * (end[1] - y)
        canvas.write(x, height, f"$w_{index}$", 11, colour, bbox=_behind(canvas))
        if index == "0":
            word = style.say("bias")
            canvas.write(x + 3.2, height + 1.5, word, SMALL, colour, ha="left", va="bottom")
    canvas.write(at.inputs, (at.rows["2"] + at.rows["m"]) / 2, "$\\vdots$", 13, theme.muted)
    middle = at.middle
    _unit(canvas, at.sum, middle, "$\\Sigma$", theme.text, sum_radius, 17)
    canvas.arrow((at.sum + sum_radius, middle), (at.step - half - 0.5, middle), theme.text)
    canvas.box((at.step - half, middle - half), (2 * half, 2 * half), theme.text)
    step = 0.68 * half * np.array([(-1, -0.75), (0, -0.75), (0, 0.75), (1, 0.75)])
    canvas.line(step + (at.step, middle), theme.accuracy, 1.8)
    canvas.arrow((at.step + half, middle), (at.output - at.radius - 1, middle), theme.text)
    _unit(canvas, at.output, middle, "$\\hat{y}$", theme.accuracy, at.radius + 0.5)
    below = middle - half - 4
    words = (
        (at.inputs, at.titles, style.say("inputs")),
        (at.inputs + at.radius + 0.36 * (at.sum - at.inputs), at.titles, style.say("weights")),
        (at.sum, at.heads, style.say("weighted sum")),
        (at.step, below if canvas.narrow else at.heads, style.say("non-linearity")),
        (at.output, at.heads, style.say("output")),
    )
    for x, y, name in words:
        canvas.write(x, y, name, size)
    lower = below - 3.6 if canvas.narrow else below
    canvas.write(at.step, lower, style.say("a step"), SMALL, theme.muted)
    fixed = at.inputs - at.radius - 2
    canvas.write(fixed, at.rows["0"], style.say("fixed"), SMALL, theme.muted, ha="right")


def _arrival(at: Layout, y: float) -> float:
    """Return the height at which the arrow of an input meets the sum."""
    return at.middle + 0.13 * (y - at.middle)


def _unit(
    canvas: Canvas,
    x: float,
    y: float,
    words: str,
    edge: str,
    radius: float,
    size: int = 12,
) -> None:
    circle = Circle((x, y), radius, facecolor=canvas.theme.panel, edgecolor=edge)
    circle.set_linewidth(1.1)
    canvas.axes.add_patch(circle)
    canvas.write(x, y, words, size)


def _behind(canvas: Canvas) -> dict[str, object]:
    return {"facecolor": canvas.theme.background, "edgecolor": "none", "pad": 0.6}
