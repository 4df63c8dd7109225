"""What is left of a gradient on its way, above the layer at work: a multiplication, its result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, VGroup, smoothstep

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.depth.gradient_sizes import comes_out, factor_text, size_text
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.theme.theme import Theme

SIZE = 40
LABEL = 24
GAP, AFTER = 0.25, 0.2
"""Before a factor, and after it, at scale 1."""
BASE = 0.15
"""How far below its middle the numbers stand, at scale 1."""
COMES = 0.22
"""Share of a pulse's time at a layer from factor to result."""

Line = tuple[str, str, str, str]
"""What arrives at a layer, its slopes' factor, what is left, and the weights' factor."""


class PulseSum(VGroup):
    """The multiplication of the layer at work, in a row that it travels along with the gradient.

    What arrives there, times its slopes, is left; that times its weights arrives at the layer
    before. No weights are before the first layer. A label is at the left end of the row.

    Parameters
    ----------
    flows : sequence of GradientFlow
        All that is written of them has room.
    xs : array (hidden,)
        Where the layers stand.
    ends : (float, float)
        Of the row.
    height : float
        Of its middle.
    scale : float
            All is smaller where the row has no room for it.
    theme : Theme

    Attributes
    ----------
    xs : array (hidden,)
        Where the layers stand the next time.
    """

    def __init__(
        self, flows: Sequence[GradientFlow], xs: np.ndarray, ends: tuple[float, float],
        height: float, scale: float, theme: Theme,
    ) -> None:  # fmt: skip
        self.xs, (low, high) = xs, ends
        lines = [line for flow in flows for line in lines_of(flow)]
        sizes = {line[k] for line in lines for k in (0, 2)}
        factors = {f"× {line[k]}" for line in lines for k in (1, 3)}
        wholes = [whole_product(flow) for flow in flows]
        sizes |= {slopes for slopes, _, _ in wholes}
        factors |= {f"× {weights}" for _, weights, _ in wholes}
        arrives, factor, after = (
            SIZE * max(float(np.ptp(number_outline(text, 1.0)[:, 0])) for text in texts)
            for texts in (sizes, factors, {f"= {text}" for text in sizes})
        )
        label = sentence("gradient that is left", LABEL, theme.gradient)
        wide = arrives + factor + after + GAP + AFTER
        self.scale_of_all = scale = min(scale, (high - low) / (label.width + wide + 3 * GAP))
        self.label = label.scale(scale).move_to(at(low, height), aligned_edge=LEFT)
        self.base = height - BASE * scale
        self.wide = scale * wide
        self.stops = scale * (arrives + np.array([0.0, GAP + factor, GAP + factor + AFTER]))
        self.room = float(self.label.get_right()[0]) + 2 * GAP * scale, high
        self.colours = theme.gradient, theme.text
        self.numbers = VGroup(
            *(LiveNumber(SIZE * scale, theme.gradient, align=align) for align in (1, 1, 0))
        )
        self._told = 0
        self._flow: GradientFlow | None = None
        self._lines: list[Line] = []
        super().__init__(self.label, self.numbers)

    def draw(self, flow: GradientFlow, passed: float, *, brief: bool = False) -> None:
        """Write the multiplication at work, after so many layers have been passed.

        Parameters
        ----------
        flow : GradientFlow
        passed : float
            As of `LightColumns`.
        brief : bool
            Whether no more is written than the result of each layer; what the last multiplication
            came to stays until the next result.
        """
        if flow is not self._flow:
            self._flow, self._lines = flow, lines_of(flow)
        depth = len(flow.left)
        layer = depth - 1 - min(int(passed), depth - 1)
        share = passed - (depth - 1 - layer)
        arrives, slopes, left, weights = self._lines[layer]
        if brief:
            stays = int(passed) in (0, self._told)
            before = arrives if stays else self._lines[layer + 1][2]
            texts, colour = [left if share >= COMES else before, "", ""], self.colours[0]
        elif share < 0.5 or not layer:
            texts, colour = [arrives, f"× {slopes}", result(arrives, slopes, left)], self.colours[0]
        else:
            after = self._lines[layer - 1][0]
            texts, colour = [left, f"× {weights}", result(left, weights, after)], self.colours[1]
        if not brief and share % 0.5 < COMES:
            texts[2] = ""
        if not brief:
            self._told = int(np.ceil(passed))
        start = self._start(layer, share, texts[0] if brief else None)
        for number, text, stop in zip(self.numbers, texts, self.stops.tolist(), strict=True):
            number.place(at(start + stop, self.base)).write(text)
        self.numbers[1].set_fill(colour)

    def draw_whole(self, flow: GradientFlow, weighed: float) -> None:
        """Write what slopes alone leave at the first layer, and then by what weights multiply it.

        Parameters
        ----------
        flow : GradientFlow
        weighed : float
            From 0 to 1: the weights' factor comes at once, and the product at last.
        """
        slopes, weights, left = whole_product(flow)
        texts = [slopes, f"× {weights}" if weighed > 0 else "", ""]
        if weighed == 1:
            texts[2] = result(slopes, weights, left)
        start = self.room[0]
        for number, text, stop in zip(self.numbers, texts, self.stops.tolist(), strict=True):
            number.place(at(start + stop, self.base)).write(text)
        self.numbers[1].set_fill(self.colours[1])

    def _start(self, layer: int, share: float, alone: str | None) -> float:
        """Return where the row of numbers begins: its middle is above the layer, if it has room."""
        way = smoothstep(2 * share - 1) if layer and share > 0.5 else 0.0
        x = float(self.xs[layer] + way * (self.xs[max(layer - 1, 0)] - self.xs[layer]))
        wide, before = self.wide, 0.0
        if alone is not None:
            outline = number_outline(alone, SIZE * self.scale_of_all)
            wide = float(np.ptp(outline[:, 0]))
            before = float(self.stops[0]) - wide
        low, high = self.room
        return float(np.clip(x - wide / 2, low, max(high - wide, low))) - before


def result(size: str, factor: str, product: str) -> str:
    """Write a product after its sign, which says whether it comes out."""
    return f"{'=' if comes_out(size, factor, product) else '≈'} {product}"


def lines_of(flow: GradientFlow) -> list[Line]:
    """Write all layers' multiplications.

    At the first layer there is no factor of weights: no layer is before it.
    """
    arriving, left = (
        [size_text(float(size)) for size in sizes] for sizes in (flow.arriving, flow.left)
    )
    slopes, weights = flow.slope_factors.tolist(), flow.weight_factors.tolist()
    return [
        (
            arriving[k],
            factor_text(arriving[k], slopes[k], left[k]),
            left[k],
            factor_text(left[k], weights[k - 1], arriving[k - 1]) if k else "",
        )
        for k in range(len(left))
    ]


def whole_product(flow: GradientFlow) -> tuple[str, str, str]:
    """Write what slopes alone leave at the first layer, by what weights multiply it, and that."""
    slopes, left = size_text(float(flow.slope_factors.prod())), size_text(float(flow.left[0]))
    return slopes, factor_text(slopes, float(flow.weight_factors.prod()), left), left
