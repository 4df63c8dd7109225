"""A linear map keeps the origin in place; an affine one, W v + b, may move it as well.

Told on one plane, in acts: the linear map; the shift; the "linear layer" of a network, which is
affine; what both of them keep.
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
from scenes.films.linear_algebra.plane_picture import GROUND, UNIT_SQUARE, PlanePicture
from scenes.films.linear_algebra.plane_stage import carried_by
from scenes.films.linear_algebra.shifting.linear_layer import LinearLayer
from scenes.films.linear_algebra.shifting.shifted_plane import LINE, ShiftedPlane
from scenes.films.linear_algebra.specs import AffineSpec
from scenes.languages.numbers import fixed
from scenes.storytelling.drive import Drive

LIT, SLIDING = 0.36, 0.45
"""Opacity of points while one thing is looked at, and while they slide."""
BEHIND, WHOLE = 0.14, 0.45
"""Opacity of points behind figures, and of a column of which a part is drawn."""
ASIDE = 0.75
"""Opacity of the shift at other points than the origin."""
FAINT = 0.35
"""Opacity of lines behind the arrows of the shift."""
THIN = 0.5
"""Opacity of the square while its sides are the columns that are added up."""
ASKED = turn(np.radians(-25))
"""Where the plane turns while it is asked whether the origin moves."""
BESIDE_TIP = np.array([[1.35, 0.3], [1.35, -0.2]])
"""From the tip of W v + b to its coordinates, in frame units of 16:9."""
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
    acts: ClassVar = ("linear", "affine", "layer", "straight")
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
        carried = LINE @ self.map.matrix.T
        self.near = self.view_on(
            self.marks, self.moved, self.moved + self.added, LINE, carried, carried + self.added,
            *(self.marks @ tried.T for tried in TRIED), margin=0.0, beside=self.beside,
        )  # fmt: skip
        self._aim(self.near)
        self.redraw()
        self.open_with(picture, self.weights, hero=(picture,))
        self.say("A matrix moves the plane. Can it move the origin?")
        self.go_on_to(ASKED, self.while_read(2.6))
        self.say("Turn, stretch, shear: the origin, in its ring, stays.")
        for tried in TRIED:
            self.go_on_to(tried, 1.3)
        self.say("Whatever the matrix, the origin stays: W times 0 is 0.")
        self.go_on_to(self.map.matrix, self.while_read(1.8))
        self.add_columns()

    def add_columns(self) -> None:
        """Show that W v is so much of one column, and so much of the other."""
        picture, vector = self.picture, self.picture.vector
        places = equation_places(self.map.matrix, vector)
        terms = sum_of_columns(self.map.matrix, vector, places, self.theme)
        equation = self.equation(terms, DOWN + RIGHT)
        x, y = (fixed(float(each), max(places)) for each in vector)
        if self.map.rank == 2:
            self.say("v = ({x}, {y}): so much of the blue column, so much of the orange.", x=x, y=y)
            columns, parts = (picture.first, picture.second), picture.parts
            aside = {picture.letter: 0.0, picture.names[2]: 0.0, picture.square: THIN}
            self.fade(dict.fromkeys(columns, 1.0) | aside | {picture.dots: BEHIND}, 0.6)
            parts.covered = np.zeros(2)
            self.fade(dict.fromkeys(parts.paths, 1.0) | dict.fromkeys(columns, WHOLE), 0.3)

            def walk(progress: float) -> None:
                parts.covered = np.clip(2 * progress - np.arange(2), 0, 1)
                for number, covered in zip(parts.numbers, parts.covered, strict=True):
                    picture.present(number, float(covered))

            self.play_on(walk, 2.0)
        else:
            self.say("v = ({x}, {y}) goes to W v.", x=x, y=y)
        self.bring(equation)
        self.linger(1.5)
        self.act(FadeOut(equation), seconds=0.4)
        gone = (picture.first, picture.second, *picture.parts.layers)
        back = dict.fromkeys((picture.letter, picture.names[2], picture.square), 1.0)
        self.fade(dict.fromkeys(gone, 0.0) | back | {picture.dots: LIT}, 0.5)

    def affine(self) -> None:
        """Add the shift: the origin moves."""
        self.say("So add a vector, b, to every point.")
        self.act(FadeIn(self.bias), *self.entitling("An affine map: W v + b"), seconds=0.5)
        if not self.added.any():
            self.say("Here b is 0, so nothing moves: this affine map is a linear one.")
            self.linger(1.5)
            return
        picture, shown = self.picture, self.shifts
        self.keep_clear(*(each for each in (self.weights, self.bias, self.title) if each))
        behind = {picture.dots: SLIDING, picture.lines: FAINT, picture.names[2]: 0.0}
        arrows_come = self.fading({shown: ASIDE, **behind, self.own_shift: 1.0})

        def grow(progress: float) -> None:
            self.growth = progress
            arrows_come(min(4 * progress, 1.0))

        places = equation_places(np.eye(2), self.moved[-1], self.added)
        terms = sum_of_vectors(self.moved[-1], self.added, places, self.theme, "W v + b")
        equation = self.equation(terms, DOWN + RIGHT)
        self.play_on(grow, 2.0)
        self.fade({self.shift_name: 1.0}, 0.4)
        self.say("Every point slides along the same arrow, and so does the origin.")
        self.travel(lambda f: self.map.matrix, self.while_read(2.8), shift=self.added)
        self.say("v lands on W v + b.")
        named = picture.names[2], picture.tip, self.whole, self.slid_name
        self.fade(dict.fromkeys(named, 1.0) | {shown: 0.0}, 0.5)
        self.bring(equation)
        self.linger(2.5)
        self.act(FadeOut(equation), seconds=0.4)

    def layer(self) -> None:
        """Show v going through a network's linear layer, out of the plane and back into it."""
        picture, vector = self.picture, self.picture.vector
        self.say("In a network, v goes in as two numbers.")
        ways = (*self.ways, picture.tip, self.slid_name, picture.letter)
        clear = self.fading(dict.fromkeys(ways, 0.0) | {picture.dots: LIT, picture.lines: 1.0})
        plates = self.weights, self.bias
        leaving = plates if self.title is None else (*plates, self.title)
        self.title = None
        self.play_beside(clear, *map(FadeOut, leaving), seconds=0.5)
        self.go_back()
        parts = picture.parts
        parts.covered = np.ones(2)
        self.fade(dict.fromkeys(parts.layers, 1.0), 0.7)
        self.let_read(0.8)
        self.matrix, self.has_slid = self.map.matrix, False  # as they are written in the layer
        self.weights.write(self.map.matrix)
        self.bias.entries.write(self.added)
        layer = LinearLayer(
            self.weights.entries, self.bias.entries, self.beside_numbers(), self.theme, self.stage
        )
        places = max(equation_places(self.map.matrix, vector, self.added))
        layer.take(vector, self.map.matrix, self.added, places)
        self.pin(layer.numbers, layer.drawing, layer.flow)
        spots = np.array([number.get_center()[:2] for number in parts.numbers])
        spots = self.view.shows(spots, self.stage)
        titles = self.entitling("A “linear layer” of a network")
        tall = float(parts.numbers[0].height) * self.view.zoom
        layer.fly(0, spots, 0.0, tall)
        self.fade(dict.fromkeys(parts.numbers, 0.0), 0.2)
        self.act(*map(FadeIn, layer.values[:2]), seconds=0.2)
        self.fade({each: 0.0 for each in picture if picture.share_of(each)}, 0.6)
        self.act(
            Drive(layer.values, lambda p: layer.fly(0, spots, p, tall)),
            *map(FadeIn, (layer.drawing, *plates)),
            *titles,
            seconds=1.8,
        )
        self.say("W holds the weights, and b the biases.")
        self.drive(layer.numbers, layer.write, 3.6, linear)
        self.linger(0.3)
        self.say("Out comes W v + b.")
        self.drive(layer.flow, layer.send, max(6.5, self.reading_time()), linear)
        self.linger(1.2)
        self.land(layer)

    def land(self, layer: LinearLayer) -> None:
        """Let what comes out of the layer fly to the point of the plane that it is."""
        picture = self.picture
        self.shift = self.added.copy()
        self.carry = carried_by(self.matrix, self.shift)
        picture.names_at, picture.moved = picture.angles(self.carry), np.ones(3)
        self.redraw()
        ground = {picture.ground: GROUND, picture.lines: 1.0, picture.dots: LIT}
        shown = (*self.carried, *self.ways, self.origin, self.was, picture.tip)
        come = self.fading(ground | dict.fromkeys(shown, 1.0))
        tip = self.view.shows(picture.place(self.carry(picture.vector)), self.stage)
        spots, tall = tip + self.stage.scale * BESIDE_TIP, layer.heights[2]
        gone = layer.drawing, layer.numbers, layer.pulses, layer.sums, *layer.values[:2]
        self.say("That is a point of the plane again.")
        self.play_beside(
            come,
            *map(FadeOut, gone),
            Drive(layer.values[2:], lambda p: layer.fly(2, spots, 1 - p, tall)),
            seconds=1.8,
        )
        self.let_read(1.8)
        self.fall_silent()
        self.act(*map(FadeOut, layer.values[2:]), seconds=0.4)

    def straight(self) -> None:
        """Follow equal steps along a straight line, and answer the question."""
        picture, count = self.picture, len(LINE) - 1
        gone = (*self.ways, picture.names[2], picture.tip, self.slid_name)
        self.fade(dict.fromkeys(gone, 0.0) | {picture.dots: LIT, picture.lines: 1.0}, 0.6)
        self.go_back()
        line = dict.fromkeys(self.on_line, 1.0) | dict.fromkeys(self.carried, 0.0)
        self.fade(line | {picture.dots: BEHIND}, 0.5)
        if self.map.rank == 2:
            self.say("A straight line stays straight, its {count} steps equal to one another.",
                     count=count)  # fmt: skip
        else:
            self.say("What collapses stays straight: onto a line, or all of it onto a point.")
        self.multiply(2.4)
        self.travel(lambda f: self.map.matrix, 1.8, shift=self.added)
        self.let_read(0.8)
        self.say("A “linear layer” is affine: it may move the origin, but bends nothing.")
        self.linger()
        self.say("A matrix cannot move the origin. A bias can.")
        shown = dict.fromkeys((self.own_shift, self.shift_name), 1.0)
        shown |= dict.fromkeys(self.carried, 1.0) | dict.fromkeys(self.on_line, 0.0)
        self.fade(shown | {picture.dots: LIT}, 0.8)
        self.linger(2.5)
