"""The way of a vector through layers one after another, beside its way by their product."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from engine.geometry.linear_stacks import LinearStack
from scenes.films.linear_algebra.plane_picture import Carry, PlanePicture
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS
from scenes.theme.theme import Theme

PIECES = 40
"""Straight pieces of which the way through a layer is drawn."""
HEAD = 0.13
"""Radius of the disc that goes along, in frame units of 16:9."""


class TwoRoutes:
    """Two trails that begin and end together.

    Attributes
    ----------
    layers : tuple of VMobject
        The trails, and the disc at the end of each; parts of the picture, not seen at first.
    progress : float
        How far the vector has come on both.
    """

    def __init__(self, stack: LinearStack, picture: PlanePicture, theme: Theme) -> None:
        self.picture, self.progress = picture, 0.0
        shares = np.linspace(0, 1, PIECES * len(stack.maps) + 1).tolist()
        vector, count = picture.vector[None], len(stack.maps)
        self.ways = [
            np.concatenate([stack.one_by_one(vector, count * share) for share in shares]),
            np.concatenate([stack.at_once(vector, share) for share in shares]),
        ]
        colours = theme.highlight, theme.text
        self.trails = [VMobject(stroke_color=each, stroke_width=5) for each in colours]
        self.heads = [VMobject(fill_color=each, fill_opacity=1) for each in colours]
        for head in self.heads:
            head.set_stroke(theme.background, width=2)
        self.layers = (*self.trails, *self.heads)
        picture.take(*self.layers)
        picture.when_drawn(self.draw)

    def draw(self, carry: Carry, size: float) -> None:
        """Draw the trails as far as the vector has come; the plane may be anywhere."""
        for way, trail, head in zip(self.ways, self.trails, self.heads, strict=True):
            place = self.progress * (len(way) - 1)
            past = way[: int(place) + 1]
            after = way[min(int(place) + 1, len(way) - 1)]
            now = past[-1] + (place - int(place)) * (after - past[-1])
            points = self.picture.place(np.concatenate([past, now[None]]))
            trail.points = as_points(straight(points[:-1], points[1:]))
            head.points = as_points(HEAD * size * MARKERS[0] + points[-1])
