"""Figure 11.5: the perceptron's formula, term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.progress import Work, unwatched
from scenes.figures.canvas import USUAL, WIDE, Canvas
from scenes.figures.specs import PerceptronFormulaSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT = 66.0
SIZE = 20.0
FORMULA = (
    "\\hat{y}", "=", "g", "(", "w_0", "+", "\\sum_{i=1}^{m}", "x_i", "w_i", ")",
    "=", "g", "(", "w_0", "+", "X^{\\!\\mathsf{T}}", "W", ")",
)  # fmt: skip
GAPS = {"=": 2.6, "+": 2.0}
"""Space on either side of some terms, in units; 0.5 for others."""
BASE = 31.0


def compute(spec: PerceptronFormulaSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a formula without data."""


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw the formula, with labels of its terms above and below."""
    canvas, theme = Canvas(figure, HEIGHT, style), style.theme
    colours = {
        0: theme.accuracy,
        **dict.fromkeys((2, 11), theme.gradient),
        **dict.fromkeys((4, 13), theme.highlight),
        **dict.fromkeys((7, 15), theme.positive),
        **dict.fromkeys((8, 16), theme.negative),
    }
    spans = _write_formula(canvas, colours)
    above = (
        ((2, 2), 56, style.say("non-linearity"), theme.gradient),
        ((6, 8), 48, style.say("weighted sum of the inputs"), theme.text),
        ((15, 16), 56, style.say("the same, as a product of vectors"), theme.text),
    )
    below = (
        ((0, 0), 18, style.say("output"), theme.accuracy),
        ((4, 4), 11, style.say("bias"), theme.highlight),
        ((7, 7), 18, style.say("input"), theme.positive),
        ((8, 8), 11, style.say("its weight"), theme.negative),
        ((15, 15), 18, style.say("all inputs"), theme.positive),
        ((16, 16), 11, style.say("all weights"), theme.negative),
    )
    for (first, last), y, words, colour in above:
        _label(canvas, (spans[first][0], spans[last][1]), 41, y, words, colour)
    for (first, last), y, words, colour in below:
        _label(canvas, (spans[first][0], spans[last][1]), 24, y, words, colour)


def _write_formula(canvas: Canvas, colours: dict[int, str]) -> list[tuple[float, float]]:
    """Write the terms side by side, and return left and right of each."""
    texts, spans, x = [], [], 0.0
    for i, term in enumerate(FORMULA):
        font = {"ha": "left", "va": "baseline"}
        text = canvas.write(0, BASE, f"${term}$", SIZE, colours.get(i, ""), **font)
        left, _, right, _ = canvas.extent(text)
        x += GAPS.get(term, 0.5)
        texts.append(text)
        spans.append((x, x + right - left))
        x += right - left + GAPS.get(term, 0.5)
    shift = (WIDE - x) / 2
    for text, (left, _) in zip(texts, spans, strict=True):
        text.set_x(left + shift)
    return [(left + shift, right + shift) for left, right in spans]


def _label(
    canvas: Canvas, span: tuple[float, float], bar: float, y: float, words: str, colour: str
) -> None:
    """Mark terms by a bracket, and connect it to their label."""
    middle, toward = sum(span) / 2, 1 if y > bar else -1
    ends = [(span[0], bar - toward), (span[0], bar), (span[1], bar), (span[1], bar - toward)]
    canvas.line(ends, colour, 0.8)
    canvas.line([(middle, bar), (middle, y - 2.6 * toward)], colour, 0.8)
    text = canvas.write(middle, y, words, USUAL, colour)
    left, _, right, _ = canvas.extent(text)
    text.set_x(min(middle, WIDE - 2 - (right - left) / 2))
