"""The plane with an activation between two layers, and the single layer that comes nearest."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
import torch
from manim import LEFT, UP, FadeIn, FadeOut, Mobject, VGroup, VMobject

from engine.geometry.linear_stacks import StackComparison
from engine.geometry.plane_maps import REACH, plane_points
from engine.networks.activations import ACTIVATIONS
from scenes.films.linear_algebra.number_plates import grounded, row_of
from scenes.films.linear_algebra.plane_picture import BENDS, Carry, PlanePicture
from scenes.films.linear_algebra.plane_stage import PlaneStage
from scenes.films.linear_algebra.specs import StackedLinearSpec
from scenes.films.linear_algebra.stack_words import bending, missing, squeezing
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.mobjects.text import verbatim
from scenes.storytelling.in_turn import in_turn

DEPTH = 3
"""Two layers, and an activation between them."""
EVERY = 2
"""Of the rows and columns of points, every so many have a ring."""
FAR = 1e4
"""An input that is as good as endless."""
FAINT = 0.25
"""Opacity of the lines where the plane lay, once it is bent: its own stand out."""
DIM = 0.45
"""Opacity of the points, before which lines are to be seen bending."""
FOLLOWED = 1.0
"""Of the upright lines, the one that is followed."""


class BentPlane(PlaneStage):
    """Rings where points have ended; and a square of the plane that is bent."""

    spec: ClassVar[StackedLinearSpec]
    results: ClassVar[StackComparison]

    def leave_rings(self, places: np.ndarray, size: float = 1.8) -> None:
        """Leave rings at some of the places (n, 2) of the plane's points, not shown yet.

        They are so many times as large as a point.
        """
        picture = self.picture
        self.rings = Markers(
            MARKERS[0], stroke_color=self.theme.text, stroke_width=2, fill_opacity=0
        )
        where = picture.place(some_of(places))

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

        self.play_on(draw, seconds, self.view_on(places, margin=0.1))

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
        picture, found = self.picture, limits(self.results.activation)
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
        self.play_on(lambda progress: None, 1.0, self.view_on(self.bent(plane_points(), 2)))
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
        self.leave_rings(ends, 1.4)
        bent = f"W₂ {self.results.activation}(W₁ v)"
        ring = self.keyed(verbatim(bent, self.stage.text_size(30), self.theme.text, bold=True), 0.0)
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
        dot = self.keyed(single, 1.0)
        self.put(dot, UP + LEFT, below=ring)
        self.act(FadeIn(dot), seconds=0.5)
        self.measure(near, ends)
        back = verbatim(bent, self.stage.text_size(30), self.theme.text, bold=True)
        self.unkeyed = [ring, dot], self.put(grounded(back, self.theme, 30), UP + LEFT)

    def keyed(self, words: VMobject, filled: float) -> VGroup:
        """Put before words how their points are marked: rings, or discs that are filled."""
        mark = Markers(MARKERS[0], stroke_color=self.theme.text, stroke_width=2.5)
        mark.set_fill(self.theme.highlight, opacity=filled)
        mark.set_places(np.zeros((1, 2)), 0.11 * self.stage.scale)
        size = self.stage.text_size(30)
        return grounded(row_of([mark, words], 1.5 * size), self.theme, size)

    def measure(self, near: np.ndarray, ends: np.ndarray) -> None:
        """Join points (n, 2) with where they should be, and say how far that is on average."""
        picture = self.picture
        misses = VMobject(stroke_color=self.theme.loss, stroke_width=2.4)
        # A single layer carries all of the plane, and leaves it flat.
        flat = VMobject(stroke_color=self.theme.grid[0], stroke_width=1.2)
        ways = (picture.place(some_of(places)) for places in (near, ends))
        misses.points = as_points(straight(*ways))
        flat.points = picture.straight_lines(np.arange(-20.0, 21.0), self.nearest)
        picture.take(flat, misses)
        shown = {misses: 1.0, flat: 0.6, picture.ground: 0.0, picture.dots: 0.45}
        self.fade(shown, 1.2)
        width, height = np.ptp(self.bent(plane_points()), axis=0).tolist()
        text, values = missing(self.results.miss, (width, height))
        self.say(text, **values)
        self.linger(1.2)
        gone = dict.fromkeys((misses, flat, self.rings), 0.0)
        back = dict.fromkeys((*self.marks, self.followed), 1.0)
        self.gone = gone | back | {picture.ground: FAINT, picture.dots: DIM}

    def back_to_bent(self) -> None:
        """Bend the plane again, from where the nearest layer has carried it."""
        vanish = self.fading(self.gone)
        keys, title = self.unkeyed
        self.act(*map(FadeOut, keys), seconds=0.4)

        def between(progress: float) -> Carry:
            vanish(progress)
            return lambda points: (
                progress * self.bent(points) + (1 - progress) * self.nearest(points)
            )

        self.carry_on(between, self.while_read(2.6), self.bent(plane_points()))
        self.act(FadeIn(title), seconds=0.5)


def limits(activation: str) -> tuple[float, float] | None:
    """Return what an activation's outputs lie between, if they do."""
    function = ACTIVATIONS.find(activation).build().eval()
    with torch.no_grad():
        low, high = function(torch.tensor([-FAR, FAR], dtype=torch.float64)).tolist()
    return (round(low, 6), round(high, 6)) if low < high < np.sqrt(FAR) and low > -FAR else None


def some_of(places: np.ndarray) -> np.ndarray:
    """Choose, of places of the points of a square (n, 2), those of every other row and column."""
    side = round(len(places) ** 0.5)
    chosen: np.ndarray = places.reshape(side, side, 2)[::EVERY, ::EVERY].reshape(-1, 2)
    return chosen
