"""The multiplication at the layer that a gradient passes: by its slopes, then by weights."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, UP, VGroup

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.saturation_words import size_text, three_digits
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

WIDE = 10.3
"""Width at scale 1, in frame units."""
WEIGHED = 0.6
"""Share of the pulse's time at a layer after which the weights are written, too."""


class PulseSum(VGroup):
    """Words over live numbers in the upper right, of the layer at work.

    What arrives there, times its slopes, is left; times its weights, that is passed on to the
    layer before. No weights are before the first layer: there, their columns are gone.
    """

    def __init__(self, stage: Stage, theme: Theme) -> None:
        right, top = stage.numbers.high
        beside = 2.6 * stage.scale if stage.title.high[1] == top else 0.1  # the title's room
        scale = min(stage.scale, (right - stage.hero.low[0] - beside) / WIDE)
        size = 26 * scale
        columns = (
            ("layer", theme.text, 0.5), ("arrives", theme.gradient, 2.6),
            ("slopes", theme.gradient, 4.0), ("left", theme.gradient, 6.4),
            ("weights", theme.text, 7.92), ("passed on", theme.gradient, 10.3),
        )  # fmt: skip
        self._flow: GradientFlow | None = None
        self._lines: list[Line] = []
        start = right - WIDE * scale
        self.labels, self.values = VGroup(), []
        for label, colour, x in columns:
            place = start + x * scale
            words = sentence(label, 22 * scale, theme.muted)
            self.labels.add(words.move_to(at(place, top - 0.02), aligned_edge=UP + RIGHT))
            number = LiveNumber(size, colour, align=1)
            self.values.append(number.place(at(place, top - 0.78 * scale)))
        super().__init__(self.labels, *self.values)
        for number, text in zip(self.values, WIDEST, strict=True):
            number.write(text)

    def draw(self, flow: GradientFlow, passed: float) -> None:
        """Write the numbers of the layer at work, after so many layers have been passed."""
        if flow is not self._flow:
            self._flow, self._lines = flow, lines_of(flow)
        depth = len(flow.left)
        layer = depth - 1 - min(int(passed), depth - 1)
        arrives, slopes, left, weights = self._lines[layer]
        texts = [f"{layer + 1}", arrives, f"× {slopes}", result(arrives, slopes, left), "", ""]
        if layer and passed - (depth - 1 - layer) >= WEIGHED:
            texts[4:] = [f"× {weights}", result(left, weights, self._lines[layer - 1][0])]
        for label in self.labels[4:]:
            label.set_fill(opacity=float(np.clip(2 * (depth - 0.75 - passed), 0, 1)))
        for number, text in zip(self.values, texts, strict=True):
            number.write(text)


DIGITS = 2
"""Of all sizes: what is left, what arrives."""
OF_FACTORS = (2, 3)
"""Of slopes and weights: the first that let the result come out."""
WIDEST = ("10", "8.8 × 10⁻⁸", "× 0.888", "= 8.8 × 10⁻⁸", "× 8.88", "= 8.8 × 10⁻⁸")

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
