"""Figure 11.4: the perceptron."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Circle

from engine.progress import Work, unwatched
from scenes.figures.canvas import LARGE, SMALL, Canvas
from scenes.figures.specs import PerceptronFigureSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT = 80.0
RADIUS = 5.2
ROWS = {"0": 66.0, "1": 51.0, "2": 36.0, "m": 13.0}
"""Height of each input that is drawn, by its index."""
MIDDLE = 40.0
INPUT, SUM, STEP, OUTPUT = 22.0, 72.0, 102.0, 133.0


def compute(spec: PerceptronFigureSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a diagram without data."""


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw inputs, weights, sum, step and output."""
    canvas, theme = Canvas(figure, HEIGHT, style), style.theme
    for index, y in ROWS.items():
        colour = theme.highlight if index == "0" else theme.positive
        _unit(canvas, INPUT, y, "$1$" if index == "0" else f"$x_{index}$", colour)
        end = (SUM - 7.6, MIDDLE + 0.13 * (y - MIDDLE))
        canvas.arrow((INPUT + RADIUS, y), end, colour)
        x = INPUT + RADIUS + 14
        height = y + (end[1] - y) * 14 / (end[0] - INPUT - RADIUS)
        canvas.write(x, height, f"$w_{index}$", 11, colour, bbox=_behind(canvas))
    canvas.write(INPUT, (ROWS["2"] + ROWS["m"]) / 2, "$\\vdots$", 13, theme.muted)
    _unit(canvas, SUM, MIDDLE, "$\\Sigma$", theme.text, 7.5, 17)
    canvas.arrow((SUM + 7.5, MIDDLE), (STEP - 8.5, MIDDLE), theme.text)
    canvas.box((STEP - 8, MIDDLE - 8), (16, 16), theme.text)
    step = [(-5.5, -4), (0, -4), (0, 4), (5.5, 4)]
    canvas.line([(STEP + x, MIDDLE + y) for x, y in step], theme.accuracy, 1.8)
    canvas.arrow((STEP + 8, MIDDLE), (OUTPUT - 6.5, MIDDLE), theme.text)
    _unit(canvas, OUTPUT, MIDDLE, "$\\hat{y}$", theme.accuracy, 6)
    words = (
        (INPUT, 75.5, style.say("inputs")),
        (INPUT + RADIUS + 16, 75.5, style.say("weights")),
        (SUM, 54.0, style.say("weighted sum")),
        (STEP, 54.0, style.say("non-linearity")),
        (OUTPUT, 54.0, style.say("output")),
    )
    for x, y, name in words:
        canvas.write(x, y, name, LARGE)
    canvas.write(STEP, 27.5, style.say("a step"), SMALL, theme.muted)
    canvas.write(INPUT - 8, ROWS["0"], style.say("fixed"), SMALL, theme.muted, ha="right")
    canvas.write(60, 61, style.say("bias"), SMALL, theme.highlight)


def _unit(
    canvas: Canvas,
    x: float,
    y: float,
    words: str,
    edge: str,
    radius: float = RADIUS,
    size: int = 12,
) -> None:
    circle = Circle((x, y), radius, facecolor=canvas.theme.panel, edgecolor=edge)
    circle.set_linewidth(1.1 * canvas.scale)
    canvas.axes.add_patch(circle)
    canvas.write(x, y, words, size)


def _behind(canvas: Canvas) -> dict[str, object]:
    return {"facecolor": canvas.theme.background, "edgecolor": "none", "pad": 0.6}
