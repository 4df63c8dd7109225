"""The multiplication at the layer that a gradient passes: by its slopes, then by weights."""

from __future__ import annotations

from functools import cache
from itertools import product
from operator import itemgetter

import numpy as np
from manim import RIGHT, UP, VGroup

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.saturation_words import size_text, three_digits
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

WIDE = 10.5
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
            ("layer", theme.text, 0.6), ("arrives", theme.gradient, 3.3),
            ("slopes", theme.gradient, 5.35), ("left", theme.gradient, 8.5),
            ("weights", theme.text, 10.5),
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
        sign = "=" if comes_out(arrives, slopes, left) else "≈"
        texts = [f"{layer + 1}", arrives, f"× {slopes}", f"{sign} {left}", ""]
        if layer and passed - (depth - 1 - layer) >= WEIGHED:
            texts[4] = f"× {weights}"
        self.labels[4].set_fill(opacity=float(np.clip(2 * (depth - 0.75 - passed), 0, 1)))
        for number, text in zip(self.values, texts, strict=True):
            number.write(text)


WIDEST = ("10", "8.888 × 10⁻⁸", "× 0.88888", "= 8.888 × 10⁻⁸", "× 8.8888")
DIGITS = (3, 4, 5, 6)
"""Of what is multiplied: as few as let the result, of three digits, come out."""
MISSED = 100
"""What a result that does not come out costs, in digits."""
ROOM = 12
"""Characters of a size that there is room for."""

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
    product = number_of(size) * number_of(factor)
    return any(size_text(product, digits) == result for digits in DIGITS)


def lines_of(flow: GradientFlow) -> list[Line]:
    """Write all layers' multiplications, with as few digits as let each result come out.

    At the first layer there is no factor of weights: no layer is before it.
    """

    @cache
    def best(layer: int, digits: int) -> tuple[int, list[Line]]:
        """Return the least cost of a layer and those before it, if what arrives has digits."""
        arrives = size_text(float(flow.arriving[layer]), digits)
        found = []
        for of_slopes in DIGITS:
            slopes = three_digits(float(flow.slope_factors[layer]), of_slopes)
            for of_left in DIGITS[:3] if layer else DIGITS[:1]:
                left = size_text(float(flow.left[layer]), of_left)
                cost = digits + of_slopes + 2 * of_left
                cost += 0 if comes_out(arrives, slopes, left) else MISSED
                cost += 10 * MISSED * (max(len(arrives), len(left)) > ROOM)
                if not layer:
                    found.append((cost, [(arrives, slopes, left, "")]))
                    continue
                weight = float(flow.weight_factors[layer - 1])
                for of_weights, after in product(DIGITS, DIGITS):
                    weights = three_digits(weight, of_weights)
                    further, lines = best(layer - 1, after)
                    further += cost + of_weights
                    further += 0 if comes_out(left, weights, lines[-1][0]) else MISSED
                    found.append((further, [*lines, (arrives, slopes, left, weights)]))
        return min(found, key=itemgetter(0))

    last = len(flow.left) - 1
    return min((best(last, digits) for digits in DIGITS), key=itemgetter(0))[1]
