"""A linear map keeps the origin in place; an affine one, W x + b, may move it as well.

Told on one plane, in acts: the linear map; the shift; what both of them keep; the "linear layer" of
a network, which is affine.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut, VMobject, linear

from engine.geometry.named_maps import VECTOR
from engine.geometry.plane_maps import PlaneMap, plane_map
from engine.progress import Work, unwatched
from scenes.films.linear_algebra.equations import sum_of_columns, sum_of_vectors
from scenes.films.linear_algebra.exact_digits import equation_places
from scenes.films.linear_algebra.linear_layer import LinearLayer
from scenes.films.linear_algebra.number_plates import NamedMatrix
from scenes.films.linear_algebra.plane_picture import NAME_HEIGHT, UNIT_SQUARE, Carry, PlanePicture
from scenes.films.linear_algebra.plane_stage import NARROW, PlaneStage
from scenes.films.linear_algebra.specs import AffineSpec
from scenes.films.linear_algebra.tags import (
    beside_square,
    equal_signs,
    name_outline,
    slides,
    swapped,
)
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.storytelling.stage import Area

LINE = np.column_stack([np.linspace(-1.6, 2.0, 9), np.linspace(-1.4, -0.1, 9)])
"""Marks at equal distances along a straight line that keeps away from the origin, array (9, 2)."""
STEPS = (1, 6)
"""Two of the steps along it, which are to be compared: each from this mark to the next."""
NODES = np.array(
    [(x, y) for y in range(-2, 3) for x in range(-4 + y % 2, 5, 2) if (x, y) != (0, 0)], dtype=float
)
"""Places beside the origin where the shift is drawn, array (22, 2)."""
LIT, SLIDING = 0.35, 0.55
"""Opacity of points while one thing is looked at, and while they slide."""
ASIDE = 0.4
"""Opacity of the shift at other points than the origin."""


class AffineMap(PlaneStage):
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
        self.begin_with(picture)

    def draw_on(self, picture: PlanePicture) -> None:
        """Add the origin, a ring where it was, the shift at many places, and a line with marks."""
        theme = self.theme
        self.origin = VMobject(fill_color=theme.text, fill_opacity=1)
        self.was = VMobject(stroke_color=theme.text, stroke_width=3)
        self.shifts = VMobject(fill_color=theme.text, fill_opacity=1, stroke_width=0)
        self.own_shift = Arrow(theme.text, 0.09, edge=theme.background)
        self.whole = Arrow(theme.highlight, 0.045, edge=theme.background)
        self.shift_name = VMobject(fill_color=theme.text, fill_opacity=1, stroke_width=0)
        self.slid_name = VMobject(fill_color=theme.highlight, fill_opacity=1, stroke_width=0)
        for name in (self.shift_name, self.slid_name):
            name.set_stroke(theme.background, width=9, background=True)
        self.line = VMobject(stroke_color=theme.text, stroke_width=5)
        self.steps = VMobject(stroke_color=theme.highlight, stroke_width=12)
        self.equal = VMobject(stroke_color=theme.text, stroke_width=4)
        self.stops = Markers(MARKERS[0], fill_color=theme.text, fill_opacity=1)
        for disc in (self.origin, self.stops):
            disc.set_stroke(theme.background, width=2)
        self.ways = self.own_shift, self.shift_name, self.was, self.whole
        self.on_line = self.line, self.steps, self.equal, self.stops
        self.growth, self.has_slid = 0.0, False

        def origin(carry: Carry, size: float) -> None:
            self.origin.points = as_points(
                0.13 * size * MARKERS[0] + picture.place(carry(np.zeros(2)))
            )

        def shifts(carry: Carry, size: float) -> None:
            starts = NODES @ self.map.matrix.T
            ends = starts + self.growth * self.added
            self.shifts.points = slides(picture.place(starts), picture.place(ends), 0.6 * size)
            zero, end = np.zeros(2), self.growth * self.added
            self.own_shift.set_ends(picture.place(zero), picture.place(end), size)
            self.was.points = as_points(0.2 * size * MARKERS[0] + picture.place(zero))
            landed = self.map.matrix @ picture.vector + self.added
            self.whole.set_ends(picture.place(zero), picture.place(landed), size)
            across = np.array([self.added[1], -self.added[0]])
            away = across / max(float(np.linalg.norm(across)), 1e-9)
            # By the tip, beside which no side of the unit square runs.
            middle = picture.place(0.85 * self.added) + 0.3 * size * away
            self.shift_name.points = as_points(0.26 * size * name_outline("b") + middle)

        def slid(carry: Carry, size: float) -> None:
            far = float(np.linalg.norm(self.added)) or 1.0
            share = float(np.linalg.norm(self.shift)) / far
            seen = swapped(picture.moved[2])[1] * picture.share_of(picture.names[2])
            before, after = swapped(share)
            picture.fade_layer(picture.images[2], before * seen)
            picture.fade_layer(self.slid_name, after * seen)
            corners, tip = (picture.place(carry(each)) for each in (UNIT_SQUARE, picture.vector))
            outline = NAME_HEIGHT * size * name_outline("W v + b")
            named = beside_square(outline, corners, tip, 0.1 * size)
            if named is None:  # the square has collapsed
                self.slid_name.points = picture.named_at(2, name_outline("W v + b"), carry, size)
            else:
                self.slid_name.points = as_points(named)

        def line(carry: Carry, size: float) -> None:
            stops = picture.place(carry(LINE))
            self.line.points = as_points(straight(stops[:-1], stops[1:]))
            begun = np.array(STEPS)
            self.steps.points = as_points(straight(stops[begun], stops[begun + 1]))
            self.stops.set_places(stops, 0.1 * size)
            self.equal.points = equal_signs(stops[begun], stops[begun + 1], size)

        picture.take(
            *self.on_line, self.shifts, self.own_shift, self.shift_name,
            self.was, self.whole, self.origin, self.slid_name,
        )  # fmt: skip
        for draw in (origin, shifts, slid, line):
            picture.when_drawn(draw)

    def write_numbers(self) -> None:
        """Write the matrix where the plane is now."""
        self.weights.write(self.matrix)
        if self.has_slid:
            self.bias.entries.write(self.shift)

    def multiply(self, seconds: float) -> None:
        """Apply the matrix."""
        self.travel(self.map.at, seconds)
        self.matrix = self.map.matrix

    def go_back(self) -> None:
        """Take the plane back to where it was before the map; b is written from now on."""
        self.has_slid = True
        self.travel(lambda f: self.map.matrix, 0.9, shift=np.zeros(2), view=self.home)
        self.travel(lambda f: self.map.at(1 - f), 1.1, renamed=(0.0, 0.0, 0.0))
        self.matrix = np.eye(2)

    # Acts

    def linear(self) -> None:
        """Apply the matrix: the origin stays."""
        picture = self.picture
        on_plane = (picture.square, picture.letter, picture.vector_now, picture.names[2])
        for layer in (self.origin, *on_plane):
            picture.present(layer, 1.0)
        self.redraw()
        self.open_with(picture, self.weights, hero=(picture,))
        self.say("A matrix moves the plane. Can it move the origin?")
        zero = np.zeros(2)
        terms = sum_of_columns(self.map.matrix, zero, (2, 2), self.theme, "W 0")
        equation = self.equation(terms)
        self.near = self.view_on(self.marks, self.moved, below=equation.height)
        self.fade({picture.dots: 0.6, picture.vector_then: 0.4}, self.while_read(2.0), self.near)
        self.say("Keep an eye on the dot in the middle: the origin.")
        self.multiply(self.while_read(2.6))
        self.say("Whatever the matrix, the origin stays: W times 0 is 0.")
        self.bring(equation)
        self.linger()
        self.act(FadeOut(equation), seconds=0.4)

    def affine(self) -> None:
        """Add the shift: the origin moves."""
        self.entitle("An affine map: W x + b")
        self.say("So add a vector, b, to every point.")
        self.act(FadeIn(self.bias), seconds=0.5)
        if not self.added.any():
            self.say("Here b is 0, so nothing moves: this affine map is a linear one.")
            self.linger(1.5)
            return
        picture, shown = self.picture, self.shifts
        own = dict.fromkeys((self.own_shift, self.shift_name, self.was), 1.0)
        arrows_come = self.fading({shown: ASIDE, picture.dots: SLIDING, **own})

        def grow(progress: float) -> None:
            self.growth = progress
            arrows_come(min(4 * progress, 1.0))

        places = equation_places(np.eye(2), self.moved[-1], self.added)
        terms = sum_of_vectors(self.moved[-1], self.added, places, self.theme, "W v + b")
        equation = self.equation(terms)
        seen = (self.marks, self.moved, self.moved + self.added)
        view = self.view_on(*seen, margin=0.1, below=equation.height)
        self.play_on(grow, 2.0, view)
        self.linger(0.4)
        self.say("Every point slides along the same arrow, and so does the origin.")
        self.travel(lambda f: self.map.matrix, self.while_read(2.8), shift=self.added)
        self.say("v lands on W v + b.")
        self.fade({picture.tip: 1.0, self.whole: 1.0}, 0.4)
        self.bring(equation)
        self.linger(1.5)
        self.act(FadeOut(equation), seconds=0.4)
        self.fade({shown: 0.0, picture.tip: 0.0, picture.dots: LIT}, 0.6)

    def straight(self) -> None:
        """Follow equal steps along a straight line."""
        picture = self.picture
        self.fall_silent()
        self.fade(dict.fromkeys(self.ways, 0.0), 0.4)
        self.go_back()
        self.say("What stays, then? Follow a straight line with equal steps.")
        gone = picture.square, picture.letter, picture.vector_now, picture.names[2]
        marked = dict.fromkeys(self.on_line, 1.0)
        faint = {picture.dots: LIT, self.origin: 0.0, picture.vector_then: 0.0}
        self.fade(dict.fromkeys(gone, 0.0) | marked | faint, 0.8)
        self.linger()
        if self.map.rank == 2:
            self.say("It stays straight, and its steps stay equal.")
        else:
            self.say("What collapses stays straight: onto a line, or all of it onto a point.")
        self.multiply(2.4)
        self.travel(lambda f: self.map.matrix, 1.8, shift=self.added)
        self.linger()

    def beside_numbers(self) -> Area:
        """Return the part of the picture that W and b leave free."""
        hero = self.stage.hero
        low, high = hero.low.copy(), hero.high.copy()
        plates = self.weights, self.bias
        if hero.size[0] < NARROW * hero.size[1]:
            high[1] = min(float(plate.get_bottom()[1]) for plate in plates)
        elif self.side is LEFT:
            low[0] = max(float(plate.get_right()[0]) for plate in plates)
        else:
            high[0] = min(float(plate.get_left()[0]) for plate in plates)
        return Area(low, high)

    def layer(self) -> None:
        """Show W and b in a network's linear layer, and answer the question."""
        picture = self.picture
        plane = {layer: picture.share_of(layer) for layer in (picture.ground, picture.lines)}
        layer = LinearLayer(
            self.weights.entries, self.bias.entries, self.beside_numbers(), self.theme, self.stage
        )
        places = max(equation_places(self.map.matrix, picture.vector, self.added))
        layer.take(picture.vector, self.moved[-1] + self.added, places)
        self.pin(layer.numbers, layer.drawing, layer.flow)
        self.fall_silent()
        gone: dict[Any, float] = dict.fromkeys((*self.on_line, *plane, picture.dots), 0.0)
        titles = self.entitling("A “linear layer” of a network")
        self.play_beside(self.fading(gone), FadeIn(layer.drawing), *titles, seconds=1.0)
        self.say("In a network, W holds the weights, and b the biases.")
        self.drive(layer.numbers, layer.write, 3.6, linear)
        self.linger(0.5)
        self.say("In goes v, and out comes W v + b.")
        self.drive(layer.flow, layer.send, max(3.4, self.reading_time()), linear)
        self.linger(0.8)
        self.has_slid = False  # b is written as it is
        self.lie_back()
        view = self.view_on(self.marks, self.moved, self.moved + self.added, margin=0.1)
        self.move_camera(view, lambda progress: self.redraw(), 0.1)
        on_plane = picture.square, picture.letter, picture.vector_now, picture.names[2], self.origin
        shown: dict[Any, float] = {**plane, picture.dots: SLIDING, **dict.fromkeys(on_plane, 1.0)}
        network = map(FadeOut, (layer.drawing, layer.numbers, layer.flow))
        self.fall_silent()
        self.play_beside(self.fading(shown), *network, seconds=1.0)
        self.say("A “linear layer” is affine: it may move the origin, but bends nothing.")
        self.travel(lambda f: self.map.matrix, self.while_read(2.8), shift=self.added)
        self.say("A matrix cannot move the origin. A bias can.")
        self.fade(dict.fromkeys(self.ways, 1.0), 0.6)
        self.linger(2.0)
