"""The multiplications at the layer that a gradient passes: by its slopes, then by weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, VGroup, VMobject

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.saturation_words import size_text, three_digits
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

WIDE = 7.5
"""Width at scale 1, in frame units."""
COLUMNS = 3.3, 3.44
"""Where what arrives ends, and where a factor begins, at scale 1."""
APART = 0.14
"""Between a factor and what comes out, at scale 1."""
ROWS = 0.26, 0.72
"""How far below its top the two products stand, at scale 1."""
WEIGHED = 0.6
"""Share of the pulse's time at a layer after which the weights are written, too."""
GOES = 0.2
"""Share of that time in which it comes from the layer before."""


class PulseSum(VGroup):
    """Two products above the layer at work, and a line that points to it.

    What arrives there, times its slopes, is left; below, that times its weights is passed on to the
    layer before. No weights are before the first layer: there, the second product is missing.

    Parameters
    ----------
    xs : array (hidden,)
        Where the layers stand.
    top : float
        Upper edge of the network.
    title : float
        Width of the title that stands to the left, in frame units.
    stage, theme
    """

    def __init__(
        self, xs: np.ndarray, top: float, title: float, stage: Stage, theme: Theme
    ) -> None:
        right, high = stage.numbers.high
        beside = title + 0.3 * stage.scale if stage.title.high[1] == high else 0.1
        self.low = float(stage.hero.low[0]) + beside
        scale = min(stage.scale, (right - self.low) / WIDE)
        self.xs, self.right, self.scale_of_words = xs, float(right), scale
        self._flow: GradientFlow | None = None
        self._lines: list[Line] = []
        self.bases = [float(high) - row * scale for row in ROWS]
        self.labels, self.values = VGroup(), VGroup()
        for label, colour in (("slopes", theme.gradient), ("weights", theme.text)):
            self.labels.add(sentence(label, 22 * scale, theme.muted))
            for of_number, align in ((theme.gradient, 1), (colour, 0), (theme.gradient, 0)):
                self.values.add(LiveNumber(26 * scale, of_number, align=align))
        self.pointer = VMobject(stroke_color=theme.gradient, stroke_width=5)
        self.head = self.bases[1] - 0.07 * scale
        self.foot = min(top + 0.02 * scale, self.head - 0.12 * scale)
        super().__init__(self.labels, self.values, self.pointer)
        self.write_at(float(xs[-1]), WIDEST)

    def write_at(self, x: float, texts: Sequence[str]) -> None:
        """Write both products above a place across the frame, as far as there is room."""
        scale = self.scale_of_words
        left = float(np.clip(x - WIDE * scale / 2, self.low, self.right - WIDE * scale))
        for k, (label, base) in enumerate(zip(self.labels, self.bases, strict=True)):
            label.move_to(at(left, base + 0.1 * scale), aligned_edge=LEFT)
            row = slice(3 * k, 3 * k + 3)
            factor = number_outline(texts[3 * k + 1], 26 * scale)[:, 0].max(initial=0.0)
            ends = *(scale * column for column in COLUMNS), scale * (COLUMNS[1] + APART) + factor
            for number, text, end in zip(self.values[row], texts[row], ends, strict=True):
                number.place(at(left + end, base)).write(text)
        self.pointer.points = as_points(
            straight(np.array([[x, self.head]]), np.array([[x, self.foot]]))
        )

    def draw(self, flow: GradientFlow, passed: float) -> None:
        """Write the numbers of the layer at work, after so many layers have been passed."""
        if flow is not self._flow:
            self._flow, self._lines = flow, lines_of(flow)
        depth = len(flow.left)
        layer = depth - 1 - min(int(passed), depth - 1)
        share = min((passed - (depth - 1 - layer)) / GOES, 1.0) if layer < depth - 1 else 1.0
        share = share * share * (3 - 2 * share)
        before = self.xs[min(layer + 1, depth - 1)]
        arrives, slopes, left, weights = self._lines[layer]
        texts = [arrives, f"× {slopes}", result(arrives, slopes, left), "", "", ""]
        if layer and passed - (depth - 1 - layer) >= WEIGHED:
            texts[3:] = [left, f"× {weights}", result(left, weights, self._lines[layer - 1][0])]
        self.labels[1].set_fill(opacity=float(np.clip(2 * (depth - 0.75 - passed), 0, 1)))
        self.write_at(float(before + share * (self.xs[layer] - before)), texts)


DIGITS = 2
"""Of all sizes: what is left, what arrives."""
OF_FACTORS = (2, 3)
"""Of slopes and weights: the first that let the result come out."""
WIDEST = ("8.8 × 10⁻⁸", "× 0.888", "= 8.8 × 10⁻⁸", "8.8 × 10⁻⁸", "× 8.88", "= 8.8 × 10⁻⁸")

Line = tuple[str, str, str, str]
"""What arrives at a layer, its slopes' factor, what is left, and the weights' factor."""


def number_of(text: str) -> float:
    """Read a number that `size_text` has written."""
    mantissa, _, power = text.replace(" ", "").partition("×10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or "0"
    if text.startswith("10") and "⁻" in text and not power:
        mantissa, exponent = "1", text[2:].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(mantissa.replace(",", "")) * 10.0 ** int(exponent)


def comes_out(size: str, factor: str, result: str) -> bool:
    """Whether numbers as they are written multiply to a result as it is written."""
    return size_text(number_of(size) * number_of(factor), DIGITS) == result


def result(size: str, factor: str, product: str) -> str:
    """Write a product after its sign, which says whether it comes out."""
    return f"{'=' if comes_out(size, factor, product) else '≈'} {product}"


def lines_of(flow: GradientFlow) -> list[Line]:
    """Write all layers' multiplications.

    At the first layer there is no factor of weights: no layer is before it.
    """
    arriving, left = (
        [size_text(float(size), DIGITS) for size in sizes] for sizes in (flow.arriving, flow.left)
    )

    def factor(value: float, before: str, after: str) -> str:
        texts = [three_digits(float(value), digits) for digits in OF_FACTORS]
        return next((text for text in texts if comes_out(before, text, after)), texts[0])

    return [
        (
            arriving[k],
            factor(flow.slope_factors[k], arriving[k], left[k]),
            left[k],
            factor(flow.weight_factors[k - 1], left[k], arriving[k - 1]) if k else "",
        )
        for k in range(len(left))
    ]
