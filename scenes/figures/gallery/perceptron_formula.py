"""Figure 11.5: the perceptron's formula, term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.progress import Work, unwatched
from scenes.figures.canvas import USUAL, Canvas
from scenes.figures.specs import PerceptronFormulaSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

FORMULA = (
    "\\hat{y}", "=", "g", "(", "w_0", "+", "\\sum_{i=1}^{m}", "x_i", "w_i", ")",
    "=", "g", "(", "w_0", "+", "X^{\\!\\mathsf{T}}", "W", ")",
)  # fmt: skip
SECOND = 10
"""Index of the term that begins the second line in a column."""
GAPS = {"=": 2.4, "+": 1.8}
"""Space on either side of some terms, in millimetres; 0.4 for others."""
NEAR, FAR = 5.5, 11.0
"""From a bracket to its label, in millimetres."""

Spans = list[tuple[float, float, float, float]]
"""Left, bottom, right and top of each term."""


def compute(spec: PerceptronFormulaSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a formula without data."""


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw the formula, with labels of its terms above and below."""
    canvas, theme = Canvas(figure, style), style.theme
    colours = {
        0: theme.accuracy,
        **dict.fromkeys((2, 11), theme.gradient),
        **dict.fromkeys((4, 13), theme.highlight),
        **dict.fromkeys((7, 15), theme.positive),
        **dict.fromkeys((8, 16), theme.negative),
    }
    terms = range(len(FORMULA))
    if canvas.narrow:
        spans = _write_line(canvas, terms[:SECOND], 61, 17, colours)
        spans += _write_line(canvas, terms[SECOND:], 22, 17, colours)
    else:
        spans = _write_line(canvas, terms, 24.5, 18, colours)
    above = (
        ((2, 2), FAR, style.say("non-linearity"), theme.gradient),
        ((6, 8), NEAR, style.say("weighted sum of the inputs"), theme.text),
        ((15, 16), FAR, style.say("the same, as a product of vectors"), theme.text),
    )
    below = (
        ((0, 0), NEAR, style.say("output"), theme.accuracy),
        ((4, 4), FAR, style.say("bias"), theme.highlight),
        ((7, 7), NEAR, style.say("input"), theme.positive),
        ((8, 8), FAR, style.say("its weight"), theme.negative),
        ((15, 15), NEAR, style.say("all inputs"), theme.positive),
        ((16, 16), FAR, style.say("all weights"), theme.negative),
    )
    for (first, last), far, words, colour in above:
        covered = spans[first : last + 1]
        bar = max(top for *_, top in covered) + 1.6
        _label(canvas, (covered[0][0], covered[-1][2]), bar, bar + far, words, colour)
    for (first, last), far, words, colour in below:
        covered = spans[first : last + 1]
        lowest = min(bottom for _, bottom, _, _ in covered) - 1.6
        _label(canvas, (covered[0][0], covered[-1][2]), lowest, lowest - far, words, colour)


def _write_line(
    canvas: Canvas, terms: Sequence[int], base: float, size: float, colours: dict[int, str]
) -> Spans:
    """Write terms side by side in the middle of the figure, and return where each stands."""
    texts, x = [], 0.0
    for i in terms:
        font = {"ha": "left", "va": "baseline"}
        text = canvas.write(0, base, f"${FORMULA[i]}$", size, colours.get(i, ""), **font)
        left, _, right, _ = canvas.extent(text)
        gap = GAPS.get(FORMULA[i], 0.4)
        texts.append(text)
        text.set_x(x + gap)
        x += right - left + 2 * gap
    for text in texts:
        text.set_x(text.get_position()[0] + (canvas.width - x) / 2)
    return [canvas.extent(text) for text in texts]


def _label(
    canvas: Canvas, span: tuple[float, float], bar: float, y: float, words: str, colour: str
) -> None:
    """Mark terms by a bracket, and connect it to their label."""
    middle, toward = sum(span) / 2, 1 if y > bar else -1
    ends = [(span[0], bar - toward), (span[0], bar), (span[1], bar), (span[1], bar - toward)]
    canvas.line(ends, colour, 0.8)
    canvas.line([(middle, bar), (middle, y - 2.2 * toward)], colour, 0.8)
    text = canvas.write(middle, y, words, USUAL, colour)
    left, _, right, _ = canvas.extent(text)
    half = (right - left) / 2
    text.set_x(min(max(middle, 2 + half), canvas.width - 2 - half))
