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
    FadeOut,
    Line,
    VMobject,
)

from engine.geometry.plane_maps import REACH, plane_map, plane_points
from scenes.films.linear_algebra.bending.squeezed_plane import (
    DIM,
    FOLLOWED,
    SqueezedPlane,
)
from scenes.films.linear_algebra.chosen_points import some_of
from scenes.films.linear_algebra.number_plates import grounded, keyed, row_of
from scenes.films.linear_algebra.plane_picture import (
    BENDS,
    UNIT_SQUARE,
    Carry,
    along_sides,
)
from scenes.films.linear_algebra.stack_words import missing
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.mobjects.text import verbatim
from scenes.storytelling.in_turn import in_turn
from scenes.theme.position_colours import visible_colours

DIAGONAL = np.array([[-REACH, -REACH], [0.0, 0.0], [REACH, REACH]])
"""Points whose colours stand for those of all points."""
APART = 0.6
"""From the middle to each of two planes beside each other, in their widths."""
TITLES = 0.12
"""Room above two planes beside each other, in their height."""


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
        self.leave_rings(pairs[:, 1], 1.4)
        theme, size, scale = self.theme, self.stage.text_size(30), self.stage.scale
        bent = f"W₂ {self.results.activation}(W₁ v)"
        ring = keyed(verbatim(bent, size, theme.text, bold=True), None, theme, size, scale)
        self.put(ring, UP + LEFT)
        marks = (self.picture.square, self.picture.letter, self.picture.vector_now)
        self.fade(dict.fromkeys(marks, 0.0), 0.5)
        self.act(*in_turn([self.formula], [ring]), seconds=0.5)
        self.fade({self.rings: 1.0, self.outline: 1.0}, 0.6)
        self.say("Which single linear layer comes nearest to that?")
        both = np.concatenate([ends, near])

        def between(progress: float) -> Carry:
            return lambda points: (
                (1 - progress) * self.bent(points) + progress * self.nearest(points)
            )

        words = self.write("average over all points: {miss}", size, bold=True, miss="0.00")
        beside = words.width + 1.2 * scale if self.is_wide else 0.0
        self.carry_on(between, self.while_read(2.6), both, beside=beside)
        single = self.write("{formula}: one linear layer", size, bold=True, formula="A v + b")
        dot = keyed(single, visible_colours(theme, DIAGONAL), theme, size, scale)
        self.put(dot, UP + LEFT, below=ring)
        self.act(FadeIn(dot), seconds=0.5)
        self.keys = [ring, dot]
        self.measure(pairs)

    def measure(self, pairs: np.ndarray) -> None:
        """Join points with where they should be (n, 2, 2), and say how far that is on average.

        A way of that length stands beside the others' names.
        """
        picture, miss = self.picture, self.results.miss
        misses = VMobject(stroke_color=self.theme.loss, stroke_width=6)
        misses.points = as_points(straight(picture.place(pairs[:, 0]), picture.place(pairs[:, 1])))
        picture.take(misses)
        size = self.stage.text_size(30)
        words = self.write("average over all points: {miss}", size, bold=True, miss=fixed(miss, 2))
        long = max(miss * picture.unit * self.view.zoom, 1e-3)
        stick = Line(ORIGIN, long * RIGHT, color=self.theme.loss, stroke_width=6)
        key = grounded(row_of([stick, words], 1.5 * size), self.theme, size)
        self.put(key, UP + LEFT, below=self.keys[-1])
        self.keys.append(key)
        self.fade({misses: 1.0, picture.dots: 0.3, picture.lines: 0.3, self.followed: 0.3}, 1.2)
        width, height = np.ptp(self.bent(plane_points()), axis=0).tolist()
        text, values = missing(miss, (width, height))
        self.say(text, **values)
        self.act(FadeIn(key), seconds=0.5)
        self.linger(1.2)
        self.gone = {
            misses: 0.0,
            self.rings: 0.0,
            self.outline: 0.0,
            picture.dots: DIM,
            picture.lines: 1.0,
            self.followed: 1.0,
        }

    def part(self) -> None:
        """Let two equal squares become what one linear layer makes of them, and what both make."""
        picture, theme = self.picture, self.theme
        points = plane_points()
        ends, near = self.bent(points), self.nearest(points)
        axis, sign = (0, 1.0) if self.is_wide else (1, -1.0)
        apart = [
            sign * APART * max(float(np.ptp(each, axis=0)[axis]) for each in shown)
            for shown in ((points,), (ends, near))
        ]
        flat = CurveGrid(theme.grid, picture.low, picture.high, stroke_width=5)
        dots = ColouredPoints(visible_colours(theme, points), picture.radius, rim=0.012)
        line = VMobject(stroke_color=theme.text, stroke_width=6)
        linear = plane_map(self.results.matrix)
        self.carried, self.spread = 1.0, 0.0

        def single_layer(points: np.ndarray) -> np.ndarray:
            there: np.ndarray = points @ linear.at(self.carried).T
            return there + self.carried * self.results.shift

        def way() -> np.ndarray:
            along = np.zeros(2)
            along[axis] = self.spread * (apart[0] + self.carried * (apart[1] - apart[0]))
            return along

        def draw(carry: Carry, size: float) -> None:
            def stay(points: np.ndarray) -> np.ndarray:
                place: np.ndarray = picture.place(single_layer(points) - way())
                return place

            ticks = np.arange(-REACH, REACH + 1)
            across, along = np.meshgrid(ticks, [-REACH, REACH], indexing="ij")
            rows, columns = np.stack([along, across], axis=-1), np.stack([across, along], axis=-1)
            flat.set_curves(stay(rows), stay(columns))
            dots.radius = picture.dots.radius
            dots.set_places(stay(plane_points()))
            ends = stay(np.array([[FOLLOWED, -REACH], [FOLLOWED, REACH]]))
            line.points = as_points(straight(ends[:1], ends[1:]))

        def go_back(progress: float) -> Carry:
            self.carried = 1 - progress
            return single_layer

        def go_apart(progress: float) -> Carry:
            self.spread = progress
            return lambda points: points + way()

        def both_at(progress: float) -> Carry:
            self.carried = progress
            return lambda points: (
                single_layer(points) + progress * (self.bent(points) - self.nearest(points)) + way()
            )

        self.say(
            "Once more, from one square: a linear layer, and two with {name} between them.",
            name=self.results.activation,
        )
        self.play_beside(self.fading(self.gone), *(FadeOut(key) for key in self.keys), seconds=0.5)
        self.carry_on(go_back, 1.4, points)
        picture.take(flat, dots, line)
        picture.when_drawn(draw)
        shown = {flat: 1.0, line: 1.0, dots: DIM}
        self.fade(shown, 0.1)
        far = np.zeros(2)
        far[axis] = apart[0]
        wide = np.concatenate([points - far, points + far])
        self.carry_on(go_apart, 1.0, wide, 0.2)
        self.carry_on(both_at, self.while_read(3.0), wide, 0.2)
        seen = np.concatenate([ends + way(), near - way()])
        if self.is_wide:  # below the titles
            above = seen.max(axis=0) + [0, TITLES * float(np.ptp(seen[:, 1]))]
            seen = np.concatenate([seen, above[None]])
        size = self.stage.text_size(30)
        single = self.write("{formula}: one linear layer", size, bold=True, formula="A v + b")
        both = verbatim(f"W₂ {self.results.activation}(W₁ v)", size, theme.text, bold=True)
        titles = [
            self.put(grounded(single, theme, size), UP + LEFT),
            self.put(grounded(both, theme, size), UP + RIGHT if self.is_wide else DOWN + LEFT),
        ]
        self.carry_on(lambda progress: both_at(1.0), 0.9, seen)
        self.act(*(FadeIn(title) for title in titles), seconds=0.5)
