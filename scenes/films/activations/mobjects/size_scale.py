"""A scale of what is left of a gradient, by powers of ten."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, VGroup, VMobject

from engine.experiments.saturation import LayerHealth
from scenes.films.activations.mobjects.power_scale import PowerScale, power_text
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

LINES = 4
"""About so many lines it has."""


class SizeScale(VGroup):
    """Lines at powers of ten, from 1 down, with a number at the left of each.

    Parameters
    ----------
    networks : sequence of LayerHealth
        What is left in all of them has a place.
    area : Area
        Where it stands.
    stage, theme

    Attributes
    ----------
    factor : int
        By how many powers of ten a line is less than the one above.
    """

    def __init__(
        self, networks: Sequence[LayerHealth], area: Area, stage: Stage, theme: Theme
    ) -> None:
        shown = np.concatenate([n.flow.left for n in networks])
        shown = shown[shown > 0]
        low = min(float(np.floor(np.log10(shown.min(initial=0.1)))), -1.0)
        high = max(float(np.log10(shown.max(initial=1.0))), 0.0) + 0.04 * -low
        self.scale_of_powers = PowerScale(low, high, float(area.low[1]), float(area.size[1]))
        self.factor = max(int(np.ceil(-low / (LINES - 1))), 1)
        self.powers = np.arange(0, low - 0.5, -self.factor)
        self.area, gap = area, 0.4 * stage.scale
        self.grid = VMobject(stroke_color=theme.muted, stroke_width=1.5, stroke_opacity=0.55)
        self.ticks = VGroup()
        for power in self.powers:
            number = LiveNumber(stage.text_size(20), theme.muted, bold=False)
            self.ticks.add(number.write(power_text(power)))
        heights = self.heights_of(10.0**self.powers)
        ends = np.array([[[area.low[0], y], [area.high[0], y]] for y in heights])
        self.grid.points = as_points(straight(ends[:, 0], ends[:, 1]))
        for tick, y in zip(self.ticks, heights, strict=True):
            tick.move_to(at(area.low[0] - gap, y), aligned_edge=RIGHT)
        super().__init__(self.grid, self.ticks)

    def heights_of(self, left: np.ndarray) -> np.ndarray:
        """Return the heights at which sizes (n,) stand; the lowest if they are 0."""
        return self.scale_of_powers.heights_of(left)
