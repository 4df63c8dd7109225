"""Dots below the layers of a network: how much of the gradient is left there, by powers of ten."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, VGroup, VMobject

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.deep_network import arrival
from scenes.films.activations.mobjects.size_scale import SizeScale
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme


class LayerDots(VGroup):
    """A dot for each layer on a scale of powers of ten, and a line from the last to the first.

    Parameters
    ----------
    xs : array (hidden,)
        Where the layers stand.
    scale : SizeScale
    stage, theme
    """

    def __init__(self, xs: np.ndarray, scale: SizeScale, stage: Stage, theme: Theme) -> None:
        self.xs, self.scale_of_sizes = xs, scale
        self.radius = 0.11 * stage.scale
        self.line = VMobject(stroke_color=theme.gradient, stroke_width=5)
        self.dots = Markers(marker_of(0), fill_color=theme.gradient, fill_opacity=1)
        self.dots.set_stroke(width=0)
        self.before = VMobject(stroke_width=3, stroke_opacity=0.75)
        size = stage.text_size(22)
        corner = at(scale.area.low[0], scale.area.high[1] + 0.1 * stage.scale)
        self.label = sentence("gradient that is left", size, theme.gradient)
        self.label.move_to(corner, aligned_edge=DOWN + LEFT)
        super().__init__(scale, self.label, self.before, self.line, self.dots)

    def draw(self, flow: GradientFlow, passed: float) -> None:
        """Draw the dots as the pulse has passed so many layers; parameters as of `DeepNetwork`."""
        self.stand(self.xs, self.scale_of_sizes.heights_of(flow.left), passed)

    def stand(self, xs: np.ndarray, heights: np.ndarray, passed: float) -> None:
        """Draw dots at heights (hidden,) of the frame, as far as so many layers are passed."""
        places = np.column_stack([xs, heights])[::-1]
        grown = arrival(len(xs), passed)[::-1]
        lit = grown > 0
        self.dots.set_places(places[lit], self.radius * grown[lit])
        reached = grown[1:, None] > 0
        ends = places[:-1] + grown[1:, None] * (places[1:] - places[:-1])
        kept = reached[:, 0]
        self.line.points = (
            as_points(straight(places[:-1][kept], ends[kept])) if kept.any() else np.zeros((0, 3))
        )

    def leave(self, flow: GradientFlow, name: VMobject) -> None:
        """Leave a thin line where the dots of a flow are, in the colour of a name beside it."""
        places = np.column_stack([self.xs, self.scale_of_sizes.heights_of(flow.left)])
        self.before.points = as_points(straight(places[:-1], places[1:]))
        self.before.set_stroke(color=name.get_color())
        start = min(self.xs[1], self.xs[-1] - name.width - 2 * self.radius)
        end = start + name.width + self.radius
        lowest = float(np.interp(np.linspace(start, end), *places.T).min())
        name.move_to(at(start + self.radius, lowest - self.radius), aligned_edge=UP + LEFT)
