"""A gradient on its way back through a unit: it arrives as long as 1, and leaves as the slope."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.mobjects.arrays.arrow import Arrow
from scenes.theme.theme import Theme


class Passage(VGroup):
    """Two arrows below the axis of inputs, measured in its units: what arrives, and what leaves.

    Parameters
    ----------
    theme : Theme
    scale : float
        Of their thickness.
    """

    def __init__(self, theme: Theme, scale: float) -> None:
        self.scale_of = scale
        self.arrives = Arrow(theme.muted, 0.07 * scale)
        self.leaves = Arrow(theme.gradient, 0.11 * scale)
        super().__init__(self.arrives, self.leaves)

    def draw(self, sight: Sight, x: float, slope: float, size: float) -> None:
        """Draw both at an input, for a gradient of 1, grown to a share of their lengths.

        What has arrived comes from the right; with a slope below 0 it is turned round.
        """
        foot = sight.place(np.array([x, 0.0])) - [0.0, 0.5 * self.scale_of]
        unit = np.array([sight.unit[0], 0.0])
        gap = np.array([0.05 * self.scale_of, 0.0])
        begin = foot + unit
        self.arrives.set_ends(begin, begin + size * (foot + gap - begin), self.scale_of)
        begin = foot - gap
        self.leaves.set_ends(begin, begin - size * slope * unit, self.scale_of)
