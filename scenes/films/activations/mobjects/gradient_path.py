"""A gradient's way back, on a scale of its size: slopes change it at a layer, weights between."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject, smoothstep

from engine.experiments.gradient_flow import GradientFlow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.theme.theme import Theme


def sizes_on_the_way(flow: GradientFlow, weighed: float = 1.0) -> np.ndarray:
    """Return a gradient's size before and after each layer's slopes, from the last layer on.

    Parameters
    ----------
    flow : GradientFlow
    weighed : float
        From 0, where weights do nothing and slopes are alone, to 1.

    Returns
    -------
    array (2 * hidden,)
        What arrives at the last layer, what is left there, what arrives at the layer before, ...
    """
    factors = np.empty(2 * len(flow.left))
    factors[0] = flow.arriving[-1]
    factors[1::2] = flow.slope_factors[::-1]
    factors[2::2] = flow.weight_factors[::-1] ** weighed
    found: np.ndarray = np.cumprod(factors)
    return found


class GradientPath(VGroup):
    """A line that is drawn as a gradient runs back: straight down by slopes, aslant by weights.

    Parameters
    ----------
    radius : float
        Of the marks at what is left at each layer.
    theme : Theme
    """

    def __init__(self, radius: float, theme: Theme) -> None:
        self.radius, disc = radius, marker_of(0)
        self.drops = VMobject(stroke_color=theme.gradient, stroke_width=7)
        self.ways = VMobject(stroke_color=theme.text, stroke_width=3)
        self.marks = Markers(disc, fill_color=theme.gradient, fill_opacity=1, stroke_width=0)
        self.tip = Markers(disc, fill_color=theme.text, fill_opacity=1, stroke_width=0)
        super().__init__(self.ways, self.drops, self.marks, self.tip)

    def draw(self, places: np.ndarray, passed: float, lit: float = 1.0) -> None:
        """Draw the line as far as a gradient has passed so many layers, from the last one on.

        Parameters
        ----------
        places : array (2 * hidden, 2)
            Of `sizes_on_the_way`.
        passed : float
            In the first half of its time at a layer slopes multiply it, in the second one weights.
        lit : float
            How clearly it is drawn: from 0 to 1.
        """
        way = float(np.clip(2 * passed, 0, len(places) - 1))
        whole = min(int(way), len(places) - 2)
        tip = places[whole] + smoothstep(way - whole) * (places[whole + 1] - places[whole])
        line = np.vstack([places[: whole + 1], tip])
        pieces = straight(line[:-1], line[1:])
        self.drops.points, self.ways.points = as_points(pieces[::2]), as_points(pieces[1::2])
        self.marks.set_places(line[1:-1:2], self.radius)
        self.tip.set_places(tip[None], 1.3 * self.radius)
        for part in (self.drops, self.ways):
            part.set_stroke(opacity=lit)
        for part in (self.marks, self.tip):
            part.set_fill(opacity=lit)
