"""The way of a vector through layers one after another, beside its way by their product."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from engine.geometry.linear_stacks import LinearStack
from scenes.films.linear_algebra.plane_picture import Carry, PlanePicture
from scenes.films.linear_algebra.stack_words import layer_name
from scenes.films.linear_algebra.tags import name_outline
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.theme.theme import Theme

PIECES = 40
"""Straight pieces of which a curved arrow is drawn."""
NAMED = 4
"""Most layers of which each has its name at its part of the way."""
NAME, AWAY = 0.26, 0.4
"""Height of those names, and how far they stand outside of the way."""
LAYERED = 0.66
"""Share of the time in which the vector goes through the layers; then the product follows."""
GAP, BULGE = 0.16, 0.22
"""How far curved arrows keep from tips, in frame units, and how far they bulge, in their length."""
HEAD = 0.2
"""Length of their heads."""
SLOW = 0.3
"""Share of a way in which its name comes."""


class TwoRoutes:
    """Two ways that begin and end together.

    Through the layers, the vector is where each of them has carried it; a curved arrow leads from
    each tip to the next, and another one, the product, on the other side from the first to the
    last.

    Attributes
    ----------
    stops : array (layers + 1, 2)
        The vector before the layers, and after each of them.
    layers : tuple of VMobject
        The vectors, the arrows between their tips, and their names; parts of the picture, not seen
        at first.
    progress : float
        How far both ways have come.
    """

    def __init__(self, stack: LinearStack, picture: PlanePicture, theme: Theme) -> None:
        self.stack, self.picture, self.progress = stack, picture, 0.0
        self.count = count = len(stack.maps)
        self.stops = np.concatenate(
            [stack.one_by_one(picture.vector[None], depth) for depth in range(count + 1)]
        )
        self.runner = Arrow(theme.highlight, 0.09, edge=theme.background)
        self.between = [Arrow(theme.highlight, 0.05) for _ in range(count - 1)]
        self.hops = [VMobject(stroke_color=theme.highlight, stroke_width=4) for _ in range(count)]
        self.whole = VMobject(stroke_color=theme.text, stroke_width=5)
        texts = [layer_name(i + 1) for i in range(count)] if count <= NAMED else []
        self.texts = ["v", *texts, "W"]
        self.names = []
        for text in self.texts:
            colour = theme.text if text == "W" else theme.highlight
            name = VMobject(fill_color=colour, fill_opacity=1, stroke_width=0)
            self.names.append(name.set_stroke(theme.background, width=5, background=True))
        self.layers = (*self.hops, self.whole, *self.between, self.runner, *self.names)
        picture.take(*self.layers)
        picture.when_drawn(self.draw)

    def come(self, progress: float) -> None:
        """Set how far both ways have come; it is seen once they are drawn."""
        self.progress = progress

    @property
    def passed(self) -> np.ndarray:
        """How much of each layer the vector has come through, array (layers,)."""
        share = self.progress / LAYERED * self.count
        passed: np.ndarray = np.clip(share - np.arange(self.count), 0, 1)
        return passed

    @property
    def product(self) -> float:
        """How much of the product's arrow is drawn."""
        return float(np.clip((self.progress - LAYERED) / (1 - LAYERED), 0, 1))

    def draw(self, carry: Carry, size: float) -> None:
        """Draw both ways as far as they have come; the plane may be anywhere."""
        picture, passed = self.picture, self.passed
        origin, tips = picture.place(np.zeros(2)), picture.place(self.stops)
        now = self.stack.one_by_one(self.stops[:1], float(passed.sum()))[0]
        self.runner.set_ends(origin, picture.place(now), size)
        for arrow, tip, share in zip(self.between, tips[1:-1], passed[:-1], strict=True):
            arrow.set_ends(origin, tip if share == 1 else origin, size)
        middles = []
        for hop, start, end, share in zip(self.hops, tips[:-1], tips[1:], passed, strict=True):
            way = curved(start, end, origin, GAP * size)
            hop.points = as_points(headed(way, float(share), HEAD * size))
            middles.append(way[PIECES // 2])
        way = curved(tips[0], tips[-1], np.mean(middles, axis=0), GAP * size)
        self.whole.points = as_points(headed(way, self.product, HEAD * size))
        self._name(origin, middles, way, size)

    def _name(
        self, origin: np.ndarray, middles: list[np.ndarray], whole: np.ndarray, size: float
    ) -> None:
        """Write the names of what the vector has come through, outside of its way."""
        start = self.picture.place(self.stops[0])
        hops = [(place, place - origin) for place in middles] if self.count <= NAMED else []
        outside = whole[PIECES // 2] - (whole[0] + whole[-1]) / 2
        spots = [(start, start - origin), *hops, (whole[PIECES // 2], outside)]
        shares = [1.0, *self.passed[: len(hops)], self.product]
        for name, text, (place, way), share in zip(
            self.names, self.texts, spots, shares, strict=True
        ):
            come = float(np.clip(share / SLOW, 0, 1))
            self.picture.fade_layer(name, come * self.picture.share_of(name))
            out = AWAY * size * way / max(float(np.linalg.norm(way)), 1e-9)
            name.points = as_points(NAME * size * name_outline(text) + place + out)


def curved(start: np.ndarray, end: np.ndarray, inside: np.ndarray, gap: float) -> np.ndarray:
    """Return samples (PIECES + 1, 2) of a way between tips that bulges away from a place."""
    way = end - start
    length = max(float(np.linalg.norm(way)), 1e-9)
    across = np.array([-way[1], way[0]])
    if across @ ((start + end) / 2 - inside) < 0:
        across = -across
    share = np.linspace(0, 1, 20 * PIECES + 1)[:, None]
    samples = start + share * way + 4 * BULGE * share * (1 - share) * across
    near = min(gap, length / 4)
    far = np.minimum(*(np.linalg.norm(samples - tip, axis=1) for tip in (start, end))) >= near
    kept = samples[far]
    chosen: np.ndarray = kept[np.linspace(0, len(kept) - 1, PIECES + 1).astype(int)]
    return chosen


def headed(way: np.ndarray, share: float, head: float) -> np.ndarray:
    """Return so much of a way (n, 2), with a head of two strokes, as Béziers (m, 4, 2)."""
    last = share * (len(way) - 1)
    past = way[: int(last) + 1]
    after = way[min(int(last) + 1, len(way) - 1)]
    points = np.concatenate([past, [past[-1] + (last - int(last)) * (after - past[-1])]])
    line = straight(points[:-1], points[1:])
    back = points[max(len(points) - 4, 0)] - points[-1]
    length = float(np.linalg.norm(back))
    if length < 1e-6:
        return np.zeros((0, 4, 2))
    back = min(head, length * len(points) / 4) * back / length
    c, s = np.cos(0.5), np.sin(0.5)
    wings = points[-1] + np.array([[[c, -s], [s, c]], [[c, s], [-s, c]]]) @ back
    return np.concatenate([line, straight(wings, np.broadcast_to(points[-1], wings.shape))])
