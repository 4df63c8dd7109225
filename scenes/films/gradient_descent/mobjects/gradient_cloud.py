"""Gradients of single samples as points of a plane, with thin arrows' shafts, and their mean."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Chart
from scenes.theme.theme import Theme

RADIUS = 0.06


class GradientCloud(VGroup):
    """Gradients over a chart whose axes are their components.

    Parameters
    ----------
    chart : Chart
    theme : Theme
    """

    def __init__(self, chart: Chart, theme: Theme) -> None:
        self.chart = chart
        self.shafts = VMobject(
            stroke_color=theme.gradient, stroke_width=1.5, stroke_opacity=0.35, fill_opacity=0
        )
        self.dots = Markers(
            marker_of(0), fill_color=theme.gradient, fill_opacity=0.9, stroke_color=theme.panel,
            stroke_width=0.8,
        )  # fmt: skip
        self.mean = Arrow(theme.highlight, 0.08, theme.panel)
        super().__init__(self.shafts, self.dots, self.mean)

    def lay(self, gradients: np.ndarray, mean: float = 1.0) -> GradientCloud:
        """Draw gradients (samples, 2), and their mean from 0 towards its whole length.

        What lies outside of the chart is left out.
        """
        chart = self.chart
        origin, places = chart.place(0.0, 0.0), chart.place(*gradients.T)
        lines = straight(np.broadcast_to(origin, places.shape), places)
        self.shafts.points = as_points(clip_to_box(lines, chart.low, chart.high))
        inside = ((places >= chart.low) & (places <= chart.high)).all(axis=1)
        self.dots.set_places(places[inside], RADIUS)
        end = chart.place(*gradients.mean(axis=0))
        self.mean.set_ends(origin, origin + mean * (end - origin))
        return self
