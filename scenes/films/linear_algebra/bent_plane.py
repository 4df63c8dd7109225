"""The plane with an activation between two layers, and the single layer that comes nearest."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

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
    ManimColor,
    Mobject,
    VGroup,
    VMobject,
)

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.linear_stacks import StackComparison
from engine.geometry.plane_maps import REACH, plane_points
from engine.networks.activations import ACTIVATIONS
from scenes.films.linear_algebra.chosen_points import some_of
from scenes.films.linear_algebra.number_plates import grounded, row_of
from scenes.films.linear_algebra.plane_picture import BENDS, Carry, PlanePicture
from scenes.films.linear_algebra.plane_stage import NARROW, PlaneStage
from scenes.films.linear_algebra.specs import StackedLinearSpec
from scenes.films.linear_algebra.stack_words import bending, missing, squeezing
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.mobjects.text import verbatim
from scenes.storytelling.in_turn import in_turn
from scenes.theme.position_colours import visible_colours

DEPTH = 3
"""Two layers, and an activation between them."""
FAINT = 0.25
"""Opacity of the lines where the plane lay, once it is bent: its own stand out."""
DIM = 0.45
"""Opacity of the points, before which lines are to be seen bending."""
FOLLOWED = 1.0
"""Of the upright lines, the one that is followed."""
DIAGONAL = np.array([[-REACH, -REACH], [0.0, 0.0], [REACH, REACH]])
"""Points whose colours stand for those of all points."""
TITLES = 0.12
"""Room above two planes beside each other, in their height."""


class BentPlane(PlaneStage):
    """Rings where points have ended; and a square of the plane that is bent."""

    spec: ClassVar[StackedLinearSpec]
    results: ClassVar[StackComparison]

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

    def bent(self, points: np.ndarray, depth: float = DEPTH) -> np.ndarray:
        """Carry points (…, 2) through two layers with an activation between them, or in part."""
        pair, name = self.results.pair, self.results.activation
        flat = pair.with_activations(points.reshape(-1, 2), name, depth)
        bent: np.ndarray = flat.reshape(points.shape)
        return bent

    def nearest(self, points: np.ndarray) -> np.ndarray:
        """Carry points (…, 2) by the single layer that comes nearest."""
        carried: np.ndarray = points @ self.results.matrix.T + self.results.shift
        return carried

    def take_square(self) -> None:
        """Leave only the points that are compared, from −2 to 2."""
        old = self.picture
        picture = PlanePicture(self.stage, self.theme, old.vector, np.zeros(2), reach=REACH)
        picture.lines.set_stroke(width=5)
        line = VMobject(stroke_color=self.theme.text, stroke_width=6)
        along = np.column_stack([np.full(BENDS, FOLLOWED), np.linspace(-REACH, REACH, BENDS)])

        def follow(carry: Carry, size: float) -> None:
            places = picture.place(carry(along))
            line.points = as_points(straight(places[:-1], places[1:]))

        picture.take(line)
        picture.when_drawn(follow)
        self.followed = line
        picture.present(line, 1.0)
        picture.present(picture.dots, DIM)
        for part in ("square", "letter", "vector_now"):
            picture.present(getattr(picture, part), 1.0)
        self.picture, self.matrix = picture, np.eye(2)
        self.redraw()
        self.hero = (picture,)
        self.act(FadeOut(old), FadeIn(picture), seconds=0.9)

    def carry_on(
        self, carry_at: Callable[[float], Carry], seconds: float, places: np.ndarray
    ) -> None:
        """Carry the plane on a way that bends, and go close to places (n, 2) of it."""

        def draw(progress: float) -> None:
            self.carry, self.is_bent = carry_at(progress), True

        self.play_on(draw, seconds, self.view_on(places, margin=0.02))

    def bend(self) -> None:
        """Take the three steps, one after another."""
        size = self.stage.text_size(30)
        steps = ("W₁ v", f"{self.results.activation}(W₁ v)", f"W₂ {self.results.activation}(W₁ v)")
        gone: list[Mobject] = []
        for step, text in enumerate(steps):
            words = verbatim(text, size, self.theme.text, bold=True)
            title = self.put(grounded(words, self.theme, size), UP + LEFT)
            self.act(*in_turn(gone, [title]), seconds=0.5)
            gone, self.formula = [title], title
            if step == 1:
                self.squeeze()
            else:
                self.take_step(step)
        self.linger()

    def squeeze(self) -> None:
        """Take the activation before a camera that stands still; a box is where it ends."""
        picture, kind = self.picture, ACTIVATIONS.find(self.results.activation)
        found = ActivationFacts(kind).limits
        if found is None:
            self.say(bending(self.results.miss))
            self.fade({picture.ground: FAINT}, 0.4)
            self.take_step(1)
            return
        self.say(squeezing(self.results.activation, found))
        box = VMobject(stroke_color=self.theme.text, stroke_width=3)
        low, high = found
        corners = picture.place(np.array([[low, low], [high, low], [high, high], [low, high]]))
        box.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        picture.take(box)
        self.fade({picture.ground: FAINT, box: 1.0}, 0.6)

        def draw(progress: float) -> None:
            self.carry, self.is_bent = (lambda points: self.bent(points, 1 + progress)), True

        self.play_on(draw, self.while_read(2.8))
        close = self.view_on(self.bent(plane_points(), 2), margin=0.02)
        self.play_on(lambda progress: None, 1.0, close)
        self.say(bending(self.results.miss))
        self.let_read(2.0)
        self.fade({box: 0.0}, 0.4)

    def take_step(self, step: int) -> None:
        """Take one of the steps: a layer, the activation, the other layer."""

        def carry_at(progress: float) -> Carry:
            return lambda points: self.bent(points, step + progress)

        self.carry_on(carry_at, 2.2, self.bent(plane_points(), step + 1))

    def nearest_layer(self) -> None:
        """Straighten the plane to the single layer that comes nearest; measure what it misses."""
        points = plane_points()
        ends, near = self.bent(points), self.nearest(points)
        pairs = some_of(np.stack([near, ends], axis=1))
        self.leave_rings(pairs[:, 1], 1.4)
        bent = f"W₂ {self.results.activation}(W₁ v)"
        ring = self.keyed(verbatim(bent, self.stage.text_size(30), self.theme.text, bold=True))
        self.put(ring, UP + LEFT)
        self.say("What would a single layer do, the one that comes nearest?")
        self.marks = (self.picture.square, self.picture.letter, self.picture.vector_now)
        gone = dict.fromkeys((*self.marks, self.followed), 0.0)
        self.fade({self.rings: 1.0, self.picture.dots: 1.0, **gone}, 0.6)
        self.act(*in_turn([self.formula], [ring]), seconds=0.5)
        both = np.concatenate([ends, near])

        def between(progress: float) -> Carry:
            return lambda points: (
                (1 - progress) * self.bent(points) + progress * self.nearest(points)
            )

        self.carry_on(between, self.while_read(2.6), both)
        single = self.write(
            "{formula}: one layer", self.stage.text_size(30), bold=True, formula="A v + b"
        )
        dot = self.keyed(single, visible_colours(self.theme, DIAGONAL))
        self.put(dot, UP + LEFT, below=ring)
        self.act(FadeIn(dot), seconds=0.5)
        self.keys = [ring, dot]
        self.measure(pairs)

    def keyed(self, words: VMobject, colours: np.ndarray | None = None) -> VGroup:
        """Put before words how their points are marked: a ring, or discs of colours (n, 3)."""
        marks: list[VMobject] = []
        for colour in [None] if colours is None else colours:
            mark = Markers(MARKERS[0], stroke_color=self.theme.text, stroke_width=2.5)
            if colour is not None:
                mark.set_fill(ManimColor(colour), opacity=1).set_stroke(width=0)
            mark.set_places(np.zeros((1, 2)), 0.11 * self.stage.scale)
            marks.append(mark)
        size = self.stage.text_size(30)
        key = VGroup(*marks).arrange(RIGHT, buff=0.06 * self.stage.scale)
        return grounded(row_of([key, words], 1.5 * size), self.theme, size)

    def measure(self, pairs: np.ndarray) -> None:
        """Join points with where they should be (n, 2, 2), and say how far that is on average.

        A way of that length stands beside the others' names.
        """
        picture, miss = self.picture, self.results.miss
        misses = VMobject(stroke_color=self.theme.loss, stroke_width=6)
        misses.points = as_points(straight(picture.place(pairs[:, 0]), picture.place(pairs[:, 1])))
        picture.take(misses)
        size = self.stage.text_size(30)
        words = self.write("{miss} on average", size, bold=True, miss=fixed(miss, 2))
        long = max(miss * picture.unit * self.view.zoom, 1e-3)
        stick = Line(ORIGIN, long * RIGHT, color=self.theme.loss, stroke_width=6)
        key = grounded(row_of([stick, words], 1.5 * size), self.theme, size)
        self.put(key, UP + LEFT, below=self.keys[-1])
        self.keys.append(key)
        self.fade({misses: 1.0, picture.dots: 0.3, picture.lines: 0.3}, 1.2)
        width, height = np.ptp(self.bent(plane_points()), axis=0).tolist()
        text, values = missing(miss, (width, height))
        self.say(text, **values)
        self.act(FadeIn(key), seconds=0.5)
        self.linger(1.2)
        self.gone = {misses: 0.0, self.rings: 0.0, picture.dots: DIM, picture.lines: 1.0}

    def part(self) -> None:
        """Let the bent plane go out of the flat one, until both are beside each other."""
        picture, hero, theme = self.picture, self.stage.hero, self.theme
        beside = bool(hero.size[0] >= NARROW * hero.size[1])
        ends, near = self.bent(plane_points()), self.nearest(plane_points())
        axis = 0 if beside else 1
        way = np.zeros(2)
        way[axis] = (0.56 if beside else -0.56) * max(
            float(np.ptp(ends, axis=0)[axis]), float(np.ptp(near, axis=0)[axis])
        )
        flat = CurveGrid(theme.grid, picture.low, picture.high, stroke_width=5)
        dots = ColouredPoints(visible_colours(theme, plane_points()), picture.radius, rim=0.012)
        line = VMobject(stroke_color=theme.text, stroke_width=6)
        self.parted = 0.0

        def draw(carry: Carry, size: float) -> None:
            def stay(points: np.ndarray) -> np.ndarray:
                place: np.ndarray = picture.place(self.nearest(points) - self.parted * way)
                return place

            ticks = np.arange(-REACH, REACH + 1)
            across, along = np.meshgrid(ticks, [-REACH, REACH], indexing="ij")
            rows, columns = np.stack([along, across], axis=-1), np.stack([across, along], axis=-1)
            flat.set_curves(stay(rows), stay(columns))
            dots.radius = picture.dots.radius
            dots.set_places(stay(plane_points()))
            ends = stay(np.array([[FOLLOWED, -REACH], [FOLLOWED, REACH]]))
            line.points = as_points(straight(ends[:1], ends[1:]))

        picture.take(flat, dots, line)
        picture.when_drawn(draw)
        shown = {flat: 1.0, dots: DIM, line: 1.0, self.followed: 1.0}
        self.fade(self.gone | shown, 0.6)

        def between(progress: float) -> Carry:
            self.parted = progress
            return lambda points: (
                progress * (self.bent(points) + way) + (1 - progress) * self.nearest(points)
            )

        size = self.stage.text_size(30)
        single = self.write("{formula}: one layer", size, bold=True, formula="A v + b")
        both = verbatim(f"W₂ {self.results.activation}(W₁ v)", size, theme.text, bold=True)
        titles = [
            self.put(grounded(single, theme, size), UP + LEFT),
            self.put(grounded(both, theme, size), UP + RIGHT if beside else DOWN + LEFT),
        ]
        self.act(*(FadeOut(key) for key in self.keys), seconds=0.4)
        seen = np.concatenate([ends + way, near - way])
        if beside:  # below the titles
            above = seen.max(axis=0) + [0, TITLES * float(np.ptp(seen[:, 1]))]
            seen = np.concatenate([seen, above[None]])
        self.carry_on(between, self.while_read(2.6), seen)
        self.act(*(FadeIn(title) for title in titles), seconds=0.5)
