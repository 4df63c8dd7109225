"""The factors of a long product, below the layers that multiply by them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, VGroup

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.pulse_sum import lines_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

SIZE = 22
COMES = 0.12, 0.6
"""Shares of a pulse's time at a layer after which the slopes' factor comes, and the weights'."""
DIM = 0.3
"""Opacity of the row that is not spoken of."""


class FactorRows(VGroup):
    """Below each layer, by what its slopes multiply; below, between two layers, by what weights do.

    Parameters
    ----------
    xs : array (hidden,)
        Where the layers stand.
    bases : (float, float)
        Heights of the rows.
    flows : sequence of GradientFlow
        Whose factors have room.
    end : float
        Where the words for the rows begin, at the right.
    stage, theme
    """

    def __init__(
        self, xs: np.ndarray, bases: tuple[float, float], flows: Sequence[GradientFlow],
        end: float, stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        spacing = float(xs[1] - xs[0])
        texts = {f"× {line[k]}" for flow in flows for line in lines_of(flow) for k in (1, 3)}
        widest = max(float(np.ptp(number_outline(text, 1.0)[:, 0])) for text in texts)
        room = 0.88 * spacing / widest
        size = min(stage.text_size(SIZE), room)
        between = (xs[1:] + xs[:-1]) / 2
        self.rows, self.words = VGroup(), VGroup()
        for base, places, colour, text in zip(
            bases, (xs, between), (theme.gradient, theme.text), ("slopes", "weights"), strict=True
        ):
            row = VGroup(*(LiveNumber(size, colour, align=0.5).place(at(x, base)) for x in places))
            self.rows.add(row)
            label = sentence(text, stage.text_size(20), colour)
            label.scale(min(1.0, (float(stage.hero.high[0]) - end) / label.width))
            self.words.add(label.move_to(at(end, base + 0.09 * stage.scale), aligned_edge=LEFT))
        self.told = [1.0, 1.0]
        self._flow: GradientFlow | None = None
        super().__init__(self.rows, self.words)

    def draw(self, flow: GradientFlow, passed: float, lit: float = 1.0) -> None:
        """Write the factors that a pulse has met; parameters as of `LightColumns`."""
        if flow is not self._flow:
            self._flow = flow
            for layer, (_, slopes, _, weights) in enumerate(lines_of(flow)):
                self.rows[0][layer].write(f"× {slopes}")
                if layer:
                    self.rows[1][layer - 1].write(f"× {weights}")
        depth = len(self.rows[0])
        for k, (row, comes) in enumerate(zip(self.rows, COMES, strict=True)):
            for place, number in enumerate(row):
                behind = passed - (depth - 1 - (place + k)) - comes
                number.set_fill(opacity=lit * self.told[k] * float(np.clip(6 * behind, 0, 1)))
            begun = float(np.clip(6 * (passed - comes), 0, 1))
            self.words[k].set_fill(opacity=lit * self.told[k] * begun)

    def tell(self, flow: GradientFlow, slopes: float, weights: float) -> None:
        """Dim rows, whole ones, that are not spoken of: 0 is dim and 1 as it was."""
        self.told = [DIM + (1 - DIM) * share for share in (slopes, weights)]
        self.draw(flow, float(len(self.rows[0])))
        self.told = [1.0, 1.0]
