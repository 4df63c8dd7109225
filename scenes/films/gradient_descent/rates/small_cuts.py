"""Small cuts over the curve of all rates: how the steps of each go across and along the valley."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, UP, Text, VGroup, VMobject

from scenes.films.gradient_descent.rates.charts import ParabolaCut, SmallPlace
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

MOST = 60
"""Steps that are told apart on a small cut."""
PAD = 0.12
"""Within the frame of a cut, in frame units of 16:9."""


class SmallCuts(VGroup):
    """Cuts in frames side by side, to one scale, with their names.

    Parameters
    ----------
    cuts : sequence of ParabolaCut
        They are drawn in their frames once they are shrunk.
    names : sequence of Text
    areas : sequence of Area
        Of the frames.
    stage : Stage
    theme : Theme
    """

    def __init__(
        self,
        cuts: Sequence[ParabolaCut],
        names: Sequence[Text],
        areas: Sequence[Area],
        stage: Stage,
        theme: Theme,
    ) -> None:
        self.cuts, self.theme = cuts, theme
        self.frames, self.curves = VGroup(), VGroup()
        reach = max(cut.reach for cut in cuts)
        highest = max(float(cut.loss(np.array(cut.reach))) for cut in cuts)
        pad = PAD * stage.scale
        for cut, name, area in zip(cuts, names, areas, strict=True):
            frame = VMobject(stroke_color=theme.edge, stroke_width=2.5)
            (left, low), (right, high) = area.low, area.high
            corners = np.array([[left, low], [right, low], [right, high], [left, high]])
            frame.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
            name.scale(min(1.0, float(area.size[0] - 2 * pad) / name.width))
            middle = float(area.centre[0])
            name.move_to(at(middle, high - pad / 2), aligned_edge=UP)
            self.frames.add(frame, name)
            self.curves.add(VGroup(cut.curve, cut.way, cut.ball))
        top = min(float(name.get_edge_center(DOWN)[1]) for name in names)
        for cut, area in zip(cuts, areas, strict=True):
            inner = Area(area.low + pad, np.array([area.high[0] - pad, top]))
            cut.small = SmallPlace(inner, reach, highest)
        super().__init__(self.frames, self.curves)

    def draw(self, rate: float, steps: int) -> None:
        """Draw so many steps at a rate on each cut."""
        for cut in self.cuts:
            distances = cut.distances(rate, min(steps, MOST))
            cut.draw(distances, len(distances), self.theme.highlight)
