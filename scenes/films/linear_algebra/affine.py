"""A linear map keeps the origin in place; an affine one, W v + b, may move it as well.

Told on one plane, in acts: the linear map; the shift; what both of them keep; the "linear layer" of
a network, which is affine.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, linear

from engine.geometry.named_maps import VECTOR
from engine.geometry.plane_maps import PlaneMap, plane_map, turn
from engine.progress import Work, unwatched
from scenes.films.linear_algebra.equations import sum_of_columns, sum_of_vectors
from scenes.films.linear_algebra.exact_digits import equation_places
from scenes.films.linear_algebra.number_plates import NamedMatrix
from scenes.films.linear_algebra.plane_picture import (
    UNIT_SQUARE,
    PlanePicture,
)
from scenes.films.linear_algebra.shifting.linear_layer import LinearLayer
from scenes.films.linear_algebra.shifting.shifted_plane import LINE, ShiftedPlane
from scenes.films.linear_algebra.specs import AffineSpec
from scenes.languages.numbers import fixed
from scenes.storytelling.easing import early, late

LIT, SLIDING = 0.5, 0.7
"""Opacity of points while one thing is looked at, and while they slide."""
ASIDE = 0.75
"""Opacity of the shift at other points than the origin."""
FAINT = 0.35
"""Opacity of lines behind the arrows of the shift."""
BESIDE = 0.65
"""Share of the numbers' width that the moving square is kept away from their side."""
TRIED = (
    turn(np.radians(40)),
    np.array([[1.5, 0.0], [0.0, 0.7]]),
    np.array([[1.0, 0.7], [0.0, 1.0]]),
)
"""A turn, a stretch and a shear, which are tried before the matrix that is asked for."""


class AffineMap(ShiftedPlane):
    """What a linear map leaves in place, and an affine one moves."""

    spec: ClassVar[AffineSpec] = AffineSpec()
    acts: ClassVar = ("linear", "affine", "straight", "layer")
    results: ClassVar[PlaneMap]

    @classmethod
    def compute(cls, spec: AffineSpec, work: Work = unwatched) -> PlaneMap:
        """Take the matrix apart."""
        return plane_map(np.reshape(spec.matrix, (2, 2)))

    def prepare(self) -> None:
        """Make the picture, what is drawn on it, and the numbers; nothing is on screen yet."""
        theme, self.added = self.theme, np.array(self.spec.shift)
        self.map = self.results
        vector = np.array(VECTOR)
        self.marks = np.vstack([UNIT_SQUARE, vector])
        self.moved = self.marks @ self.map.matrix.T
        seen = np.concatenate([self.marks, self.moved, self.moved + self.added])
        picture = PlanePicture(self.stage, theme, vector, seen)
        self.draw_on(picture)
        self.carried = picture.square, picture.letter, picture.vector_now
        places = equation_places(self.map.matrix, vector)[0]
        size = self.stage.text_size(28)
        largest = float(np.abs(np.append(self.map.matrix, self.added)).max())
        axes = (theme.positive, theme.negative)
        self.weights = NamedMatrix("W =", axes, theme, size, largest=largest, places=places)
        self.bias = NamedMatrix("b =", (theme.text,), theme, size, largest=largest, places=places)
        # On that side from which the plane slides away.
        self.side = LEFT if self.added[0] >= 0 else RIGHT
        self.put(self.weights, UP + self.side)
        self.weights.set_y(self.stage.title.low[1] - 0.15 * self.stage.scale, UP)
        self.bias.entries.write(self.added)
        self.put(self.bias, UP + self.side, below=self.weights)
        self.above = self.weights.height
        is_left = self.side is LEFT and not self.stage.is_upright
        self.beside = BESIDE * self.weights.width if is_left else 0.0
        self.begin_with(picture)

    # Acts

    def linear(self) -> None:
        """Apply the matrix: the origin stays."""
        picture = self.picture
        for layer in (self.origin, *self.carried, picture.names[2]):
            picture.present(layer, 1.0)
        picture.present(picture.dots, LIT)
        picture.present(self.was, 1.0)
        vector, places = picture.vector, equation_places(self.map.matrix, picture.vector)
        equation = self.equation(
            sum_of_columns(self.map.matrix, vector, places, self.theme), DOWN + RIGHT
        )
        carried = LINE @ self.map.matrix.T
        self.near = self.view_on(
            self.marks, self.moved, self.moved + self.added, LINE, carried, carried + self.added,
            *(self.marks @ tried.T for tried in TRIED), margin=0.0, beside=self.beside,
        )  # fmt: skip
        self._aim(self.near)
        self.redraw()
        self.open_with(picture, self.weights, hero=(picture,))
        self.say("A matrix moves the plane. Can it move the origin?")
        self.linger(2.0)
        self.say("Turn, stretch, shear: the origin, in its ring, stays.")
        for tried in TRIED:
            self.go_on_to(tried, 1.3)
        self.say("Whatever the matrix, the origin stays: W times 0 is 0.")
        self.fade({picture.vector_then: 0.5, self.began_name: 0.7}, 0.3)
        self.go_on_to(self.map.matrix, self.while_read(1.8))
        x, y = (fixed(float(each), max(places)) for each in vector)
        self.say("v = ({x}, {y}) goes to W v.", x=x, y=y)
        self.bring(equation)
        self.linger(1.5)
        self.act(FadeOut(equation), seconds=0.4)

    def affine(self) -> None:
        """Add the shift: the origin moves."""
        self.say("So add a vector, b, to every point.")
        self.act(FadeIn(self.bias), *self.entitling("An affine map: W v + b"), seconds=0.5)
        if not self.added.any():
            self.say("Here b is 0, so nothing moves: this affine map is a linear one.")
            self.linger(1.5)
            return
        picture, shown = self.picture, self.shifts
        own = dict.fromkeys((self.own_shift, self.shift_name), 1.0)
        behind = {picture.dots: SLIDING, picture.lines: FAINT, picture.names[2]: 0.0}
        arrows_come = self.fading({shown: ASIDE, **behind, **own})

        def grow(progress: float) -> None:
            self.growth = progress
            arrows_come(min(4 * progress, 1.0))

        places = equation_places(np.eye(2), self.moved[-1], self.added)
        terms = sum_of_vectors(self.moved[-1], self.added, places, self.theme, "W v + b")
        equation = self.equation(terms, DOWN + RIGHT)
        self.play_on(grow, 2.0)
        self.linger(0.4)
        self.say("Every point slides along the same arrow, and so does the origin.")
        self.travel(lambda f: self.map.matrix, self.while_read(2.8), shift=self.added)
        self.say("v lands on W v + b.")
        named = picture.names[2], picture.tip, self.whole, self.slid_name
        self.fade(dict.fromkeys(named, 1.0) | {shown: 0.0}, 0.5)
        self.bring(equation)
        self.linger(2.5)
        self.act(FadeOut(equation), seconds=0.4)
        gone = dict.fromkeys((picture.tip, self.slid_name), 0.0)
        self.fade(gone | {picture.dots: LIT, picture.lines: 1.0}, 0.6)

    def straight(self) -> None:
        """Follow equal steps along a straight line."""
        picture = self.picture
        self.say("Back to the start.")
        self.fade(dict.fromkeys(self.ways, 0.0), 0.4)
        self.go_back()
        self.say("Now follow a straight line with equal steps.")
        gone = *self.carried, picture.names[2], self.began_name
        marked = dict.fromkeys(self.on_line, 1.0)
        faint = {picture.dots: LIT, picture.vector_then: 0.0}
        self.fade(dict.fromkeys(gone, 0.0) | marked | faint, 0.8)
        if self.map.rank == 2:
            self.say("It stays straight, and its steps stay equal.")
        else:
            self.say("What collapses stays straight: onto a line, or all of it onto a point.")
        self.multiply(2.4)
        self.travel(lambda f: self.map.matrix, 1.8, shift=self.added)
        self.linger()

    def layer(self) -> None:
        """Show W and b in a network's linear layer, and answer the question."""
        picture = self.picture
        plane = {layer: picture.share_of(layer) for layer in (picture.ground, picture.lines)}
        layer = LinearLayer(
            self.weights.entries, self.bias.entries, self.beside_numbers(), self.theme, self.stage
        )
        places = max(equation_places(self.map.matrix, picture.vector, self.added))
        layer.take(picture.vector, self.map.matrix, self.added, places)
        self.pin(layer.numbers, layer.drawing, layer.flow)
        self.fall_silent()
        on_plane = (*plane, picture.dots, *self.on_line, self.origin, self.was)
        titles = self.entitling("A “linear layer” of a network")
        leave = self.fading(dict.fromkeys(on_plane, 0.0))
        self.play_beside(
            lambda p: leave(early(p)), FadeIn(layer.drawing, rate_func=late), *titles, seconds=1.4
        )
        self.say("In a network, W holds the weights, and b the biases.")
        self.drive(layer.numbers, layer.write, 3.6, linear)
        self.linger(0.5)
        self.say("In goes v, and out comes W v + b.")
        self.drive(layer.flow, layer.send, max(6.0, self.reading_time()), linear)
        self.linger(1.5)
        self.has_slid = False  # b is written as it is until it is gone
        self.lie_back()
        self.redraw()
        shown = dict.fromkeys((*plane, *self.carried, self.origin, self.was), 1.0)
        come = self.fading({**shown, picture.dots: LIT})
        parts = (layer.drawing, layer.numbers, layer.flow, self.bias)
        self.fall_silent()
        self.play_beside(
            come,
            *(FadeOut(each, rate_func=early) for each in parts),
            seconds=1.4,
        )
        self.has_slid = True
        self.redraw()
        self.act(FadeIn(self.bias), seconds=0.4)
        self.say("A “linear layer” is affine: it may move the origin, but bends nothing.")
        self.travel(lambda f: self.map.matrix, self.while_read(2.8), shift=self.added)
        self.say("A matrix cannot move the origin. A bias can.")
        self.fade({self.own_shift: 1.0, self.shift_name: 1.0}, 0.6)
        self.linger(2.0)
