"""The way of a vector through layers one after another, beside its way by their product."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from engine.geometry.linear_stacks import LinearStack
from scenes.films.linear_algebra.plane_picture import Carry, PlanePicture
from scenes.films.linear_algebra.stack_formulas import layer_name
from scenes.films.linear_algebra.tags import name_outline
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS
from scenes.theme.theme import Theme

PIECES = 40
"""Straight pieces of which the way through a layer is drawn."""
HEAD = 0.13
"""Radius of the disc that goes along, in frame units of 16:9."""
STOP = 0.09
"""Radius of the discs between layers."""
NAMED = 4
"""Most layers of which each has its name at its part of the way."""
NAME, AWAY = 0.26, 0.36
"""Height of those names, and how far they stand outside of the way."""
SLOW = 0.3
"""Shares of a layer after which its name begins to come, and in which it comes."""


class TwoRoutes:
    """Two trails that begin and end together.

    Attributes
    ----------
    layers : tuple of VMobject
        The trails, their stops, the disc at the end of each, and their names; parts of the picture,
        not seen at first.
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
        self.stops = VMobject(fill_color=colours[0], fill_opacity=1, stroke_width=0)
        self.named = self._named(count)
        self.names = []
        for *_, begin in self.named:
            name = VMobject(fill_color=colours[begin is None], fill_opacity=1, stroke_width=0)
            self.names.append(name.set_stroke(theme.background, width=5, background=True))
        self.layers = (*self.trails, self.stops, *self.heads, *self.names)
        picture.take(*self.layers)
        picture.when_drawn(self.draw)

    def _named(self, count: int) -> list[tuple[str, np.ndarray, float | None]]:
        """Return names, where on their way they stand, and at which progress each comes.

        That of the product has no progress of its own.
        """
        layered, whole = self.ways
        named: list[tuple[str, np.ndarray, float | None]] = [("v", layered[0], -1.0)]
        if 1 < count <= NAMED:
            for i in range(count):
                middle = layered[PIECES * i + PIECES // 2]
                named.append((layer_name(i + 1), middle, (i + SLOW) / count))
            named.append(("W", whole[len(whole) // 2], None))
        return named

    def _name(self, size: float) -> None:
        """Write the names of what the vector has come through."""
        count = max(len(self.named) - 2, 1)
        for name, (text, middle, begin) in zip(self.names, self.named, strict=True):
            start = 0.5 if begin is None else begin
            share = float(np.clip((self.progress - start) * count / SLOW, 0, 1))
            self.picture.fade_layer(name, share * self.picture.share_of(name))
            out = middle / max(float(np.linalg.norm(middle)), 1e-9)
            place = self.picture.place(middle) + AWAY * size * out
            name.points = as_points(NAME * size * name_outline(text) + place)

    def draw(self, carry: Carry, size: float) -> None:
        """Draw the trails as far as the vector has come; the plane may be anywhere."""
        passed = [
            MARKERS[0] * STOP * size + self.picture.place(self.ways[0][PIECES * i])
            for i in range(1, round((len(self.ways[0]) - 1) / PIECES))
            if self.progress * (len(self.ways[0]) - 1) >= PIECES * i
        ]
        self.stops.points = as_points(
            np.concatenate([np.zeros((0, *MARKERS[0].shape[1:])), *passed])
        )
        self._name(size)
        for way, trail, head in zip(self.ways, self.trails, self.heads, strict=True):
            place = self.progress * (len(way) - 1)
            past = way[: int(place) + 1]
            after = way[min(int(place) + 1, len(way) - 1)]
            now = past[-1] + (place - int(place)) * (after - past[-1])
            points = self.picture.place(np.concatenate([past, now[None]]))
            trail.points = as_points(straight(points[:-1], points[1:]))
            head.points = as_points(HEAD * size * MARKERS[0] + points[-1])
