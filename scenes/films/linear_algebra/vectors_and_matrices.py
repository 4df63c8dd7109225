"""What a vector is, and what a matrix does to all of them at once.

Told on one plane, which fills the frame: a vector as numbers, arrow and point; the plane, full of
vectors; a matrix, whose columns say where two arrows land; then one act a map; or, for a matrix of
the viewer's own, what it does and how it is taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np
from manim import LEFT, UP, Animation, FadeIn, FadeOut

from engine.geometry.named_maps import EXAMPLE, NAMED_MAPS
from engine.geometry.plane_maps import MovedVector, PlaneMap, plane_map
from engine.progress import Work, unwatched
from scenes.films.linear_algebra.areas.moved_area import MovedArea
from scenes.films.linear_algebra.equations import Equation, determinant_of
from scenes.films.linear_algebra.exact_digits import determinant_places, stretch_places
from scenes.films.linear_algebra.number_plates import FactorRows
from scenes.films.linear_algebra.plane_picture import UNIT_SQUARE
from scenes.films.linear_algebra.plane_stage import LYING, no_draw
from scenes.films.linear_algebra.plane_words import (
    MAP_WORDS,
    after_own_map,
    determinant_shown,
    factor_words,
    rank_words,
)
from scenes.films.linear_algebra.specs import VectorsAndMatricesSpec
from scenes.films.linear_algebra.vector_acts import FRACTIONS, VectorActs
from scenes.storytelling.camera_moves import View
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.story import Act

LOOK, TITLE, WIDE = 0.6, 0.7, 0.45
"""Seconds in which the camera goes to where a map is seen, room for its title, and the margin
around the square at the end, in shares of its size."""
BACK = 1.3
"""Seconds in which the plane goes back: in fewer, rows of points would jump over each other."""

OUTLINE = 0.6
"""Opacity of the square's outline where it lay, beside the one that is carried."""


class VectorsAndMatrices(VectorActs):
    """Vectors, and the matrices that move them."""

    spec: ClassVar[VectorsAndMatricesSpec] = VectorsAndMatricesSpec()
    results: ClassVar[MovedVector]
    beside = 0.0
    """Width of what stands left of the plane, in frame units."""
    moved: MovedArea | None = None
    worked: Equation | None = None
    """The determinant worked out, while it is on screen."""

    @classmethod
    def compute(cls, spec: VectorsAndMatricesSpec, work: Work = unwatched) -> MovedVector:
        """Take the matrices apart."""
        own = None if spec.matrix is None else {"matrix": spec.matrix}
        chosen = own or {name: NAMED_MAPS[name] for name in spec.maps}
        maps = {name: plane_map(np.reshape(each, (2, 2))) for name, each in chosen.items()}
        return MovedVector(np.array(spec.vector), maps)

    @classmethod
    def report(cls, results: MovedVector) -> list[str]:
        """Return where the vector lands, and what each map does to areas."""
        return results.report()

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.maps = list(self.results.maps.values())
        own = self.spec.matrix is not None
        self.example = self.maps[0] if own else plane_map(np.reshape(EXAMPLE, (2, 2)))
        self.build(self.results.vector, [self.example, *self.maps])

    def story(self) -> Iterator[Act]:
        """Return the acts: a vector, a matrix, then the named maps or the viewer's own matrix."""
        yield Act("vector", self.numbers_arrow_point)
        yield Act("plane", self.plane)
        yield Act("matrix", self.columns)
        if self.spec.matrix is not None:
            yield Act("own matrix", partial(self.own_map, self.maps[0]))
            yield Act("taken apart", partial(self.take_apart, self.maps[0]))
            return
        for name, each in self.results.maps.items():
            yield Act(name, partial(self.named_map, name, each))
        yield Act("linear", self.moral)

    # Maps that have a name

    def named_map(self, name: str, each: PlaneMap) -> None:
        """Take the map before back, play this one, and say what it does."""
        if self.weights.determinant is None:
            self.explain_determinant()
        words = MAP_WORDS[name]
        self.turn_to(each, words.title)
        self.say(words.said, det=determinant_shown(each))
        self.travel(each.at, self.while_read(2.0))
        self.linger(0.6)

    def explain_determinant(self) -> None:
        """Bring the determinant in, and say what it is."""
        self.say("Determinant: the moved square's area, negative if mirrored.")
        self.act(FadeOut(self.sum), seconds=0.4)
        if self.spec.matrix is None:
            self.move_area()
        self.change_plate(self.example)
        places = determinant_places(self.example.matrix)
        self.worked = self.equation(determinant_of(self.example.matrix, places, self.theme))
        self.bring(self.worked)
        self.linger(1.2)

    def move_area(self) -> None:
        """Carry the area of the unit square from where it lay to where it is."""
        picture, way = self.picture, self.example.at
        moved = MovedArea(picture, self.theme, *determinant_places(self.example.matrix))
        self.moved = moved
        self.fade({moved.outline: OUTLINE, moved.area: 1.0, moved.number: 1.0}, 0.6)
        self.linger(0.6)

        def carry(progress: float) -> None:
            moved.matrix = way(progress)

        self.play_on(carry, 1.6)

    def let_area_go(self) -> None:
        """Leave the outline of the square where it lay, and nothing else of its area."""
        moved, gone = self.moved, []
        if self.worked is not None:
            gone, self.worked = [FadeOut(self.worked)], None
        if moved is not None and self.picture.share_of(moved.area):
            fading = self.fading({moved.area: 0.0, moved.number: 0.0})
            self.play_beside(fading, *gone, seconds=0.3)
        else:
            self.act(*gone, seconds=0.3)

    def change_plate(self, each: PlaneMap, *others: Animation) -> None:
        """Show the matrix with as many digits as its determinant needs."""
        weights = self.matrix_plate(*determinant_places(each.matrix))
        weights.write(self.matrix)
        self.act(*others, *in_turn([self.weights], [weights]), seconds=0.6)
        self.weights = weights

    def turn_to(self, each: PlaneMap, title: str) -> None:
        """Take the map before back, and announce another one."""
        self.fall_silent()
        self.let_area_go()
        self.go_back(BACK)
        self.entitle(title)
        self.fit_plate(each)
        self.play_on(no_draw, LOOK, self.tour_of(each))

    def fit_plate(self, each: PlaneMap) -> None:
        """Change the matrix that is shown if it has more digits, or fewer, than another needs."""
        shown = self.weights.entries.places, self.weights.decimals
        if determinant_places(each.matrix) != shown:
            self.change_plate(each)

    def tour_of(self, each: PlaneMap) -> View:
        """Return what the camera sees while the plane is carried by a map."""
        marks = np.vstack([UNIT_SQUARE, self.picture.vector])
        seen = [marks @ each.at(f).T for f in FRACTIONS]
        return self.view_on(*seen, margin=0.1, beside=self.beside, top=TITLE * self.stage.scale)

    def go_back(self, seconds: float) -> None:
        """Bring the plane back to where it lay, the way it came; the camera stands still."""
        before = plane_map(self.matrix)
        self.travel(lambda f: before.at(1 - f), seconds, renamed=LYING)
        self.matrix = np.eye(2)

    def moral(self) -> None:
        """Answer the question, while the plane goes where it was at first."""
        self.fall_silent()
        if self.title is not None:
            self.act(FadeOut(self.title), seconds=0.3)
        self.say(
            "All keep the origin in place, and lines straight, parallel and evenly spaced: linear."
        )
        self.go_back(self.while_read(1.4))
        self.fit_plate(self.example)
        picture = self.picture
        self.say("Two columns say where two arrows land. Every other point follows.")
        shares: dict[Any, float] = {
            picture.dots: 1.0, picture.vector_now: 0.0, picture.vector_then: 0.0,
            picture.names[2]: 0.0,
        }  # fmt: skip
        if self.moved is not None:
            shares[self.moved.outline] = 0.0
        seen = [UNIT_SQUARE @ self.example.at(f).T for f in FRACTIONS]
        self.fade(shares, 1.0, self.view_on(*seen, margin=WIDE))
        self.travel(self.example.at, self.while_read(2.4))
        self.say("So four numbers move the whole plane.")
        self.linger(2.0)

    # A matrix of the viewer's own

    def own_map(self, each: PlaneMap) -> None:
        """Play the matrix directly, and say what it does."""
        self.explain_determinant()
        self.turn_to(each, "Your matrix")
        self.say(after_own_map(each))
        self.travel(each.at, self.while_read(3.0))
        self.linger()

    def take_apart(self, each: PlaneMap) -> None:
        """Play the matrix again, as turn, stretch and turn."""
        size = self.stage.text_size(24)
        words = [self.write(text, size, **values) for text, values in factor_words(each)]
        places = [2, stretch_places(each), 2]
        rows = FactorRows(list(each.factors[::-1]), words, places, self.theme, size)
        self.put(rows, UP + LEFT, below=self.title)
        self.beside = rows.width
        self.go_back(BACK)
        self.play_on(no_draw, LOOK, self.tour_of(each))
        self.say("Every matrix is a turn, then a stretch along the axes, then another turn.")
        self.act(FadeIn(rows), seconds=0.7)
        self.linger()
        for step in range(3):
            rows.light(step)
            self.take_step(each, step)
        rows.light(None)
        self.say(rank_words(each))
        self.linger(1.5)

    def take_step(self, each: PlaneMap, step: int) -> None:
        """Play one of the three steps."""
        self.travel(lambda f: each.in_steps(step + f), 1.8)
        self.linger(0.5)
