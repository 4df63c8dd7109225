"""A vector in three ways, and what the columns of a matrix make of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut

from engine.geometry.plane_maps import PlaneMap
from scenes.films.linear_algebra.equations import Equation, sum_of_columns
from scenes.films.linear_algebra.exact_digits import equation_places
from scenes.films.linear_algebra.legs import Legs
from scenes.films.linear_algebra.number_plates import NamedMatrix
from scenes.films.linear_algebra.plane_picture import UNIT_SQUARE, Carry, PlanePicture
from scenes.films.linear_algebra.plane_stage import LYING, PlaneStage
from scenes.films.linear_algebra.plane_words import ways_of
from scenes.languages.numbers import fixed

DIM = 0.3
"""Opacity of all points while one vector is looked at."""
BEHIND = 0.45
"""Opacity of all points behind the square that is carried."""
FRACTIONS = np.linspace(0, 1, 25)


class VectorActs(PlaneStage):
    """A film that begins with a vector and with the columns of a matrix."""

    example: PlaneMap
    vector: np.ndarray

    def build(self, vector: np.ndarray, maps: Sequence[PlaneMap]) -> None:
        """Make the picture and the matrix in its corner, where the example has carried them."""
        theme, self.vector = self.theme, vector
        marks = np.vstack([UNIT_SQUARE, vector])
        ways = [each.at for each in maps]
        seen = np.array([marks @ way(f).T for way in ways for f in FRACTIONS])
        picture = PlanePicture(self.stage, theme, vector, np.concatenate([seen, marks[None]]))
        self.size = self.stage.text_size(28)
        self.largest = max(float(np.abs(each.matrix).max()) for each in maps)
        self.weights = self.matrix_plate(equation_places(self.example.matrix, vector)[0])
        self.begin_with(picture, self.example.matrix)
        picture.present(picture.square, 1.0)
        picture.present(picture.letter, 1.0)

    def matrix_plate(self, places: int, determinant: int | None = None) -> NamedMatrix:
        """Make the matrix with its name, in the corner."""
        axes = (self.theme.positive, self.theme.negative)
        plate = NamedMatrix(
            "W =", axes, self.theme, self.size,
            largest=self.largest, determinant=determinant, places=places,
        )  # fmt: skip
        self.put(plate, UP + RIGHT)
        self.above = plate.height
        return plate

    def write_numbers(self) -> None:
        """Write the matrix where the plane is now."""
        self.weights.write(self.matrix)

    # A vector

    def numbers_arrow_point(self) -> None:
        """Ask the question, then show the vector in three ways, one after another."""
        picture, theme = self.picture, self.theme
        self.open_with(picture, self.weights, hero=(picture,))
        self.say("Four numbers move the whole plane. How?")
        example = self.example
        self.travel(lambda f: example.at(1 - f), 3.2, renamed=LYING)
        self.matrix = np.eye(2)
        numbers = NamedMatrix(
            "v =", (theme.highlight,), theme, self.size, largest=float(np.abs(self.vector).max())
        )
        numbers.entries.write(self.vector)
        self.put(numbers, UP + LEFT)
        self.say("Begin with one vector, v. It is a list of two numbers.")
        self.act(FadeOut(self.weights), FadeIn(numbers), seconds=0.5)
        near = self.view_on(self.vector, margin=0.4)
        self.fade({picture.dots: DIM, picture.square: 0.0, picture.letter: 0.0}, 1.0, near)
        self.grow_arrow()
        self.say(ways_of(self.vector))
        picture.parts.covered = np.zeros(2)
        for part in picture.parts.paths:
            picture.present(part, 1.0)
        for leg in range(2):
            self.cover(leg)
        self.linger(0.5)
        self.say("And as a point: the place where the arrow ends.")
        parts = dict.fromkeys(picture.parts.layers, 0.0)
        self.fade({**parts, picture.tip: 1.0, picture.vector_now: 0.35}, 1.0)
        self.linger()
        self.act(FadeOut(numbers), seconds=0.4)

    def grow_arrow(self) -> None:
        """Draw the vector's arrow, with its name at the end."""
        picture = self.picture
        picture.grown = 0.0
        picture.present(picture.vector_now, 1.0)
        named = self.fading({picture.names[2]: 1.0})

        def grow(progress: float) -> None:
            picture.grown = progress
            named(max(3 * progress - 2, 0.0))

        self.play_on(grow, self.while_read(1.6))

    def cover(self, leg: int) -> None:
        """Go along one leg of the vector's parts, while its number comes."""
        parts = self.picture.parts
        appear = self.fading({parts.numbers[leg]: 1.0})

        def go(progress: float) -> None:
            parts.covered[leg] = progress
            appear(progress)

        self.play_on(go, 0.9)

    def plane(self) -> None:
        """Fill the plane with vectors: an arrow to every point, of which the point stays."""
        picture = self.picture
        self.say("Every point of the plane is such a vector.")
        self.fade({picture.vector_now: 0.0}, 0.4)
        picture.grown = 0.0
        picture.present(picture.rays, 1.0)

        def burst(progress: float) -> None:
            picture.grown = progress

        self.play_on(burst, 2.1, self.home)
        self.fade({picture.rays: 0.0, picture.dots: 1.0, picture.tip: 0.0}, 1.6)
        picture.grown = 1.0
        self.fade({picture.vector_now: 1.0}, 0.6)
        self.linger()

    # A matrix

    def columns(self) -> None:
        """Move two arrows to where the columns say; the plane, and the vector, go along."""
        picture, matrix = self.picture, self.example.matrix
        marks = picture.marks
        places = equation_places(matrix, self.vector)
        equation = self.equation(sum_of_columns(matrix, self.vector, places, self.theme))
        near = self.view_on(
            UNIT_SQUARE, UNIT_SQUARE @ matrix.T, marks, marks @ matrix.T, below=equation.height
        )
        x, y = (fixed(float(each), 2) for each in self.vector)
        self.say("Two arrows of length 1, e₁ and e₂, span a square.")
        square = {picture.square: 1.0, picture.letter: 1.0, picture.dots: 0.6}
        arrows = dict.fromkeys((picture.first, picture.second, *picture.names[:2]), 1.0)
        self.fade({**square, **arrows}, 2.0, near)
        self.linger(0.4)
        picture.parts.covered = np.ones(2)
        self.say("v is {x} times e₁, plus {y} times e₂.", x=x, y=y)
        self.fade(dict.fromkeys(picture.parts.layers, 1.0), 1.0)
        self.linger()
        self.say("Now a matrix, W. Its first column says where e₁ lands.")
        self.fade(dict.fromkeys(picture.parts.layers, 0.0), 0.4)
        self.act(FadeIn(self.weights), seconds=0.5)
        picture.present(picture.vector_then, 0.4)
        self.move_column(0, renamed=(1, 0, 0))
        self.say("Its second column says where e₂ lands, and the plane goes along.")
        self.move_column(1, renamed=(1, 1, 1))
        self.matrix = matrix.copy()
        self.reveal_sum(equation, places[0])

    def move_column(self, column: int, renamed: Sequence[float]) -> None:
        """Carry one unit arrow to where its column says, with the coordinates beside it."""
        start, picture = self.matrix.copy(), self.picture
        change = np.outer(self.example.matrix[:, column] - start[:, column], np.eye(2)[column])
        colour = (self.theme.positive, self.theme.negative)[column]
        legs = Legs((colour, colour), 3, self.theme.background)

        def draw(carry: Carry, size: float) -> None:
            x, y = self.matrix[:, column]
            stops = picture.place(np.array([[0, 0], [x, 0], [x, y]]))
            legs.draw(stops, np.array([x, y]), size, self.weights.entries.places)

        picture.take(*legs.layers)
        picture.when_drawn(draw)
        shown = dict.fromkeys(legs.layers, 1.0)
        come = self.fading(shown)

        def also(progress: float) -> None:
            come(min(4 * progress, 1.0))
            self.weights.light(column, min(4 * progress, 1.0))

        self.travel(lambda f: start + f * change, self.while_read(2.4), renamed=renamed, also=also)
        self.linger(1.0)
        go = self.fading(dict.fromkeys(legs.layers, 0.0))

        def let_go(progress: float) -> None:
            go(progress)
            self.weights.light(column, 1 - progress)

        self.play_on(let_go, 0.4)

    def reveal_sum(self, equation: Equation, places: int) -> None:
        """Write out what has become of the vector, term by term."""
        self.sum = equation
        x, y = (fixed(float(each), places) for each in self.vector)
        self.say("v went along: still {x} of the one arrow, and {y} of the other.", x=x, y=y)
        self.fade(dict.fromkeys(self.picture.parts.layers, 1.0), 0.8)
        self.bring(equation)
        self.linger(0.3)
        self.say("W v: {x} times the first column, plus {y} times the second.", x=x, y=y)
        self.linger(1.5)
        picture = self.picture
        parts = dict.fromkeys(picture.parts.layers, 0.0)
        self.fade({**parts, picture.dots: BEHIND}, 0.6)
