"""Cuts beside the curve of all rates: how the steps of each go across and along the valley."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, UP, Text, VGroup, VMobject

from scenes.films.gradient_descent.rates.charts import ParabolaCut, SmallPlace
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

MOST = 60
"""Steps that are told apart on a cut."""
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
        self.leaving: list[Arrow] = []
        reach = max(cut.reach for cut in cuts)
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
            leaving = Arrow(theme.highlight, 0.06 * stage.scale)
            self.leaving.append(leaving)
            self.curves.add(VGroup(cut.curve, cut.way, leaving, cut.ball))
        tops = [float(name.get_edge_center(DOWN)[1]) for name in names]
        inner = [
            Area(area.low + pad, np.array([area.high[0] - pad, top - 2 * pad]))
            for area, top in zip(areas, tops, strict=True)
        ]
        scale = min(
            float(area.size[1] / cut.loss(np.array(cut.reach)))
            for area, cut in zip(inner, cuts, strict=True)
        )
        for cut, area in zip(cuts, inner, strict=True):
            cut.small = SmallPlace(area, reach, float(area.size[1]) / scale)
        super().__init__(self.frames, self.curves)

    def draw(self, rate: float, steps: int) -> None:
        """Draw so many steps at a rate on each cut; an arrow shows where they leave it."""
        for cut, arrow in zip(self.cuts, self.leaving, strict=True):
            count = min(steps, MOST)
            inside = cut.distances(rate, count)
            cut.draw(inside, len(inside), self.theme.highlight)
            start = cut.place(inside[-1:])[0]
            if len(inside) > count:
                arrow.set_ends(start, start)
                continue
            cut.ball.set_fill(opacity=0).set_stroke(opacity=0)
            beyond = cut.place(inside[-1:] * (1 - rate * cut.curvature))[0]
            arrow.set_ends(start, start + _share_inside(start, beyond, cut) * (beyond - start))


def _share_inside(start: np.ndarray, end: np.ndarray, cut: ParabolaCut) -> float:
    """Return how far a way can be gone until it leaves the place of a cut."""
    assert cut.small is not None
    area = cut.small.area
    way = end - start
    rooms = np.where(way > 0, area.high - start, start - area.low)
    shares = rooms / np.maximum(np.abs(way), 1e-12)
    return float(np.clip(shares.min(), 0.0, 1.0))
