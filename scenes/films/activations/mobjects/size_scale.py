"""A scale of what is left of a gradient, by powers of ten."""

from __future__ import annotations

import numpy as np
from manim import LEFT, VGroup, VMobject

from scenes.films.activations.mobjects.power_scale import PowerScale, power_text
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

LINES = 4
"""About so many lines it has."""
CLEAR = 0.55
"""Opacity of the lines."""


class SizeScale(VGroup):
    """Lines at powers of ten, from 1 down, with a number at the right of each.

    Parameters
    ----------
    sizes : array (sizes,)
        All of them have a place; nothing stands lowest.
    area : Area
        Where it stands at first.
    stage, theme

    Attributes
    ----------
    factor : int
        By how many powers of ten a line is less than the one above.
    """

    def __init__(self, sizes: np.ndarray, area: Area, stage: Stage, theme: Theme) -> None:
        shown = sizes[sizes > 0]
        self.low = min(float(np.floor(np.log10(shown.min(initial=0.1)))), -1.0)
        self.high = max(float(np.log10(shown.max(initial=1.0))), 0.0) - 0.04 * self.low
        self.factor = max(int(np.ceil(-self.low / (LINES - 1))), 1)
        self.powers = np.arange(0, self.low - 0.5, -self.factor)
        self.gap = 0.3 * stage.scale
        self.grid = VMobject(stroke_color=theme.muted, stroke_width=1.5, stroke_opacity=CLEAR)
        self.ticks = VGroup()
        for power in self.powers:
            number = LiveNumber(stage.text_size(20), theme.muted, bold=False)
            self.ticks.add(number.write(power_text(power)))
        self.stand(area)
        super().__init__(self.grid, self.ticks)

    def stand(self, area: Area) -> None:
        """Stand in an area."""
        foot, tall = float(area.low[1]), float(area.size[1])
        self.scale_of_powers = PowerScale(self.low, self.high, foot, tall)
        heights = self.heights_of(10.0**self.powers)
        ends = np.array([[[area.low[0], y], [area.high[0], y]] for y in heights])
        self.grid.points = as_points(straight(ends[:, 0], ends[:, 1]))
        for tick, y in zip(self.ticks, heights, strict=True):
            tick.move_to(at(area.high[0] + self.gap, y), aligned_edge=LEFT)

    def see(self, share: float) -> None:
        """Let it be seen as clearly as a share says."""
        self.grid.set_stroke(opacity=CLEAR * share)
        self.ticks.set_fill(opacity=share)

    def heights_of(self, left: np.ndarray) -> np.ndarray:
        """Return the heights at which sizes (...) stand; the lowest if they are 0."""
        return self.scale_of_powers.heights_of(left)
