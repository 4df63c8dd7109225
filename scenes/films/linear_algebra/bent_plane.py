"""The plane with an activation between two layers, and the linear layer that comes nearest."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    FadeIn,
    Line,
    Mobject,
    Text,
    VGroup,
    VMobject,
)

from engine.geometry.plane_maps import REACH, plane_points
from scenes.films.linear_algebra.bending.squeezed_plane import SqueezedPlane
from scenes.films.linear_algebra.chosen_points import some_of
from scenes.films.linear_algebra.number_plates import grounded, keyed, row_of
from scenes.films.linear_algebra.plane_picture import (
    BENDS,
    UNIT_SQUARE,
    Carry,
    along_sides,
)
from scenes.films.linear_algebra.stack_words import missing, nearest_name
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.mobjects.text import verbatim
from scenes.storytelling.in_turn import in_turn

RING = 1.7
"""Size of rings and discs at the ends of what is missed, in points."""
FIRST = 3
"""So many misses are drawn before the others."""
ASIDE = 3.1
"""More room at the right of them than at the left, where names are longer, in frame units."""


class BentPlane(SqueezedPlane):
    """Rings where points have ended; and what a single layer misses of a bent square."""

    def leave_rings(self, places: np.ndarray, size: float = 1.8) -> None:
        """Leave rings at places (n, 2), not shown yet.

        They are so many times as large as a point.
        """
        picture = self.picture
        self.rings = Markers(
            MARKERS[0], stroke_color=self.theme.text, stroke_width=2, fill_opacity=0
        )
        where = picture.place(places)

        def draw(carry: Carry, zoomed: float) -> None:
            self.rings.set_places(where, size * picture.dots.radius)

        picture.take(self.rings)
        picture.when_drawn(draw)
        self.redraw()

    def nearest(self, points: np.ndarray) -> np.ndarray:
        """Carry points (…, 2) by the single linear layer that comes nearest."""
        carried: np.ndarray = points @ self.results.matrix.T + self.results.shift
        return carried

    def leave_outline(self) -> None:
        """Leave the outline of the bent plane, and of the line that is followed, not shown yet."""
        self.outline = VMobject(stroke_color=self.theme.text, stroke_width=3)
        corners = REACH * (2 * UNIT_SQUARE - 1)
        edge = self.picture.place(self.bent(along_sides(corners, BENDS)))
        self.outline.points = as_points(straight(edge, np.roll(edge, -1, axis=0)))
        self.picture.take(self.outline)

    def nearest_layer(self) -> None:
        """Straighten the plane to the nearest linear layer; measure what it misses."""
        points = plane_points()
        ends, near = self.bent(points), self.nearest(points)
        pairs = some_of(np.stack([near, ends], axis=1))
        self.leave_outline()
        ring = self.key(self.bent_name(), False, UP + LEFT)
        marks = (self.picture.square, self.picture.letter, self.picture.vector_now)
        self.say("Which single linear layer, A, comes nearest to that?")
        appear = dict.fromkeys(marks, 0.0) | {self.outline: 1.0}
        self.play_beside(self.fading(appear), *in_turn([self.formula], [ring]), seconds=0.8)

        def between(progress: float) -> Carry:
            return lambda points: (
                (1 - progress) * self.bent(points) + progress * self.nearest(points)
            )

        aside = -ASIDE * self.stage.scale if self.is_wide else 0.0
        self.carry_on(between, self.while_read(2.6), np.concatenate([ends, near]), aside)
        right = UP + RIGHT if self.is_wide else UP + LEFT
        disc = self.key(self.single_name(), True, right, None if self.is_wide else ring)
        self.keys = [ring, disc]
        self.measure(pairs, disc)

    def bent_name(self) -> Text:
        """Write what both layers make of v, with the activation between them."""
        text = f"W₂ {self.results.activation}(W₁ v)"
        return verbatim(text, self.stage.text_size(30), self.theme.text, bold=True)

    def single_name(self) -> Text:
        """Write what the nearest layer makes of v."""
        name = nearest_name(self.results.shift)
        size = self.stage.text_size(30)
        return self.write("{formula}: one linear layer", size, bold=True, formula=name)

    def key(
        self, words: Text, filled: bool, corner: np.ndarray, below: Mobject | None = None
    ) -> VGroup:
        """Put words into a corner, behind a disc or a ring, with which points are marked."""
        size, scale = self.stage.text_size(30), self.stage.scale
        return self.put(keyed(words, filled, self.theme, size, scale), corner, below)

    def measure(self, pairs: np.ndarray, disc: VGroup) -> None:
        """Join points with where they should be (n, 2, 2), and say how far that is on average.

        The farthest come first, then all. A way of the mean length stands beside its number.
        """
        picture, miss, theme = self.picture, self.results.miss, self.theme
        far = np.argsort(-np.linalg.norm(pairs[:, 1] - pairs[:, 0], axis=1))
        misses = [VMobject(stroke_color=theme.loss, stroke_width=8) for _ in range(2)]
        for ways, some in zip(misses, (far[:FIRST], far[FIRST:]), strict=True):
            starts, ends = (picture.place(pairs[some, side]) for side in (0, 1))
            ways.points = as_points(straight(starts, ends))
        self.leave_rings(pairs[:, 1], RING)
        discs = Markers(MARKERS[0], fill_color=theme.text, fill_opacity=1)
        discs.set_places(picture.place(pairs[:, 0]), RING * picture.dots.radius)
        picture.take(*misses, discs)
        size = self.stage.text_size(30)
        words = self.write("average over all points: {miss}", size, bold=True, miss=fixed(miss, 2))
        long = max(miss * picture.unit * self.view.zoom, 1e-3)
        stick = Line(ORIGIN, long * RIGHT, color=theme.loss, stroke_width=8)
        key = grounded(row_of([stick, words], 1.5 * size), theme, size)
        if self.is_wide:
            self.put(key, DOWN + RIGHT)
        else:
            self.put(key, UP + LEFT, below=disc)
        self.act(FadeIn(disc), seconds=0.5)
        self.fade({picture.dots: 0.0, self.followed: 0.3, picture.lines: 0.4, discs: 1.0}, 0.6)
        self.fade({self.rings: 1.0}, 0.5)
        self.fade({misses[0]: 1.0}, 0.6)
        width, height = np.ptp(self.bent(plane_points()), axis=0).tolist()
        text, values = missing(miss, (width, height))
        self.say(text, **values)
        self.play_beside(self.fading({misses[1]: 1.0}), FadeIn(key), seconds=1.2)
        self.linger(1.2)
        self.keys.append(key)
