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

WIDE = 10.2
"""Width at scale 1, in frame units."""
WEIGHED = 0.75
"""Share of the pulse's time at a layer after which the weights are written, too."""


class PulseSum(VGroup):
    """Words over live numbers in the upper right: layer, arrives, × slopes, is left, × weights.

    No weights are before the first layer: there, their column is gone.
    """

    def __init__(self, stage: Stage, theme: Theme) -> None:
        right, top = stage.numbers.high
        beside = 2.6 * stage.scale if stage.title.high[1] == top else 0.1  # the title's room
        scale = min(stage.scale, (right - stage.hero.low[0] - beside) / WIDE)
        size = 28 * scale
        columns = (
            ("layer", theme.text, 0.7), ("arrives", theme.gradient, 3.2),
            ("slopes", theme.gradient, 5.0), ("left", theme.gradient, 8.2),
            ("weights", theme.text, 10.2),
        )  # fmt: skip
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
        depth = len(flow.left)
        layer = depth - 1 - min(int(passed), depth - 1)
        arrives, slopes, left, weights = terms(flow, layer)
        sign = "=" if product_of(arrives, slopes) == left else "≈"
        texts = [f"{layer + 1}", arrives, f"× {slopes}", f"{sign} {left}", ""]
        if layer and passed - (depth - 1 - layer) >= WEIGHED:
            texts[4] = f"× {weights}"
        self.labels[4].set_fill(opacity=float(np.clip(2 * (depth - 0.75 - passed), 0, 1)))
        for number, text in zip(self.values, texts, strict=True):
            number.write(text)


WIDEST = ("10", "8.88 × 10⁻⁸", "× 0.888", "≈ 8.88 × 10⁻⁸", "× 8.88")


def product_of(size: str, factor: str) -> str:
    """Multiply numbers as they are written, and write the result alike."""
    return size_text(number_of(size) * number_of(factor))


def number_of(text: str) -> float:
    """Read a number that `size_text` has written."""
    mantissa, _, power = text.replace(" ", "").partition("×10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or "0"
    if text.startswith("10") and "⁻" in text and not power:
        mantissa, exponent = "1", text[2:].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(mantissa.replace(",", "")) * 10.0 ** int(exponent)


def terms(flow: GradientFlow, layer: int) -> tuple[str, str, str, str]:
    """Return what arrives at a layer, its slopes' factor, what is left, and the weights' factor.

    At the first layer the last of them is empty: no layer is before it.
    """
    arrives = size_text(float(flow.arriving[layer]))
    slopes = three_digits(float(flow.slope_factors[layer]))
    weights = three_digits(float(flow.weight_factors[layer - 1])) if layer else ""
    return arrives, slopes, size_text(float(flow.left[layer])), weights
