"""Bars below the layers of a network: as high as what is left of the gradient there."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, VGroup, VMobject

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.deep_network import arrival
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

WIDTH = 0.5
"""Of a bar, as a share of the way from layer to layer."""
SOLID = 0.9
"""Opacity of bars."""


class LayerBars(VGroup):
    """A bar for each layer, on a floor, with a line at the height of 1.

    Parameters
    ----------
    xs : array (hidden,)
        Where the layers stand.
    area : Area
        Where the bars stand.
    highest : float
        The largest of all that is to be shown; at least 1.
    stage, theme
    """

    def __init__(
        self, xs: np.ndarray, area: Area, highest: float, stage: Stage, theme: Theme
    ) -> None:
        self.xs, self.floor = xs, float(area.low[1])
        self.unit = float(area.size[1]) / highest
        self.wide = WIDTH * float(area.size[0]) / len(xs)
        self.bars = VMobject(fill_color=theme.gradient, fill_opacity=SOLID, stroke_width=0)
        size = stage.text_size(22)
        line, ends = self.floor + self.unit, (area.low[0], area.high[0])
        dashes = np.linspace(ends[0], ends[1], 81)
        starts = np.column_stack([dashes[:-1:2], np.full(40, line)])
        stops = np.column_stack([dashes[1::2], np.full(40, line)])
        self.whole = VMobject(stroke_color=theme.muted, stroke_width=1.5, stroke_opacity=0.7)
        self.whole.points = as_points(straight(starts, stops))
        self.ground = VMobject(stroke_color=theme.muted, stroke_width=2)
        low, high = np.array([[ends[0], self.floor]]), np.array([[ends[1], self.floor]])
        self.ground.points = as_points(straight(low, high))
        one = LiveNumber(size, theme.muted, bold=False).write("1")
        one.move_to(at(ends[1] + 0.12 * stage.scale, line), aligned_edge=LEFT)
        name = sentence("gradient behind the slopes", size, theme.gradient)
        above = float(area.high[1]) + 0.12 * stage.scale
        name.move_to(at(ends[0], above), aligned_edge=DOWN + LEFT)
        self.scenery = VGroup(self.whole, self.ground, one, name)
        super().__init__(self.scenery, self.bars)

    def draw(self, flow: GradientFlow, passed: float, under: GradientFlow | None = None) -> None:
        """Draw the bars as the pulse has passed so many layers; parameters as of `DeepNetwork`."""
        grown = arrival(len(self.xs), passed)
        before = 0.0 if under is None else under.left
        self.stand(grown * flow.left + (1 - grown) * before)

    def stand(self, left: np.ndarray) -> None:
        """Draw bars of sizes (hidden,)."""
        self.reach(self.xs, self.floor + self.unit * left, self.wide)

    def reach(self, xs: np.ndarray, tops: np.ndarray, wide: float) -> None:
        """Draw bars from the floor up to heights (hidden,) of the frame, wherever they stand."""
        left, right, floors = xs - wide / 2, xs + wide / 2, np.full(len(xs), self.floor)
        corners = np.array(
            [[left, floors], [left, tops], [right, tops], [right, floors], [left, floors]]
        ).transpose(2, 0, 1)
        starts, ends = corners[:, :-1].reshape(-1, 2), corners[:, 1:].reshape(-1, 2)
        self.bars.points = as_points(straight(starts, ends))
