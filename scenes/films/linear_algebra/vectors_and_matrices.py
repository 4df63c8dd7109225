"""What a vector is, and what a matrix does to all of them at once.

Told in acts: a vector as numbers, arrow and point; the plane, full of vectors; a matrix and its
columns; then one act a map; or, for a matrix of the viewer's own, what it does and how it is taken
apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, Mobject, VGroup

from engine.geometry.named_maps import NAMED_MAPS
from engine.geometry.plane_maps import MovedVector, PlaneMap, plane_map, plane_points
from engine.progress import Work, unwatched
from scenes.films.linear_algebra.map_column import ColumnWords, FactorRows, MapColumn
from scenes.films.linear_algebra.plane_panel import PlanePanel
from scenes.films.linear_algebra.plane_story import (
    ASIDE,
    CENTRE,
    CORNERS,
    HEIGHT,
    LYING,
    SIDE,
    TOP,
    WIDTH,
    Way,
    carried_by,
    places_on,
)
from scenes.films.linear_algebra.plane_words import (
    MAP_WORDS,
    after_own_map,
    factor_words,
    rank_words,
)
from scenes.films.linear_algebra.specs import VectorsAndMatricesSpec
from scenes.films.linear_algebra.vector_story import VectorStory
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout
from scenes.storytelling.story import Act


class VectorsAndMatrices(VectorStory):
    """Vectors, and the matrices that move them."""

    spec: ClassVar[VectorsAndMatricesSpec] = VectorsAndMatricesSpec()
    results: ClassVar[MovedVector]

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
        self.vector, self.maps = self.results.vector, list(self.results.maps.values())
        self.build()

    def story(self) -> Iterator[Act]:
        """Return the acts: a vector, a matrix, then the named maps or the viewer's own matrix."""
        yield Act("vector", self.numbers_arrow_point)
        yield Act("plane", self.plane)
        yield Act("matrix", self.matrix)
        if self.spec.matrix is not None:
            yield Act("own matrix", partial(self.own_map, self.maps[0]))
            yield Act("taken apart", partial(self.take_apart, self.maps[0]))
            return
        before = (None, *self.maps)
        for (name, each), previous in zip(self.results.maps.items(), before, strict=False):
            yield Act(name, partial(self.named_map, name, each, previous))
        yield Act("linear", self.moral)

    def build(self) -> None:
        """Make the panel and the column, of which nothing is on screen yet."""
        self.panel = PlanePanel(self.theme, plane_points(), CENTRE, WIDTH, HEIGHT, name="A")
        self.panel.vector = self.vector
        self.wide = self.panel.scale_for(self.places_seen())
        largest = max(float(np.abs(each.matrix).max()) for each in self.maps)
        lands = max(float(np.abs(each.matrix @ self.vector).max()) for each in self.maps)
        words = ColumnWords(
            matrix="M =",
            vector="A =",
            image="M A =",
            lands="where A lands",
            determinant="determinant",
            first="first column: where arrow (1, 0) lands",
            second="second column: where arrow (0, 1) lands",
        )
        self.column = MapColumn(words, self.vector, largest, lands, SIDE, TOP - 0.7, self.theme)
        self.panel.look(self.panel.scale_for(1.5 * self.vector))
        self.panel.draw_plane(LYING)

    def places_seen(self) -> np.ndarray:
        """Return where the corners of the plane and the vector will be seen, array (…, 5, 2)."""
        marks = np.vstack([CORNERS, self.vector])
        seen = [marks[None]]
        for each in self.maps:
            for way, end in ((each.at, 1), (each.in_steps, 3)):
                seen.append(places_on(way, end, marks))
                if each.turns_over:
                    seen.append(places_on(way, end, marks, ASIDE))
        return np.concatenate(seen)

    def plane(self) -> None:
        """Fill the plane with points."""
        self.zoom(LYING, self.wide)
        self.reveal(self.panel.ghost, self.panel.lines, self.panel.dots)
        count = len(self.panel.points_of_plane)
        self.tell("Every point of the plane is a vector: here are {count}.", count=count)
        self.tell("Each keeps the colour of the place where it begins.")

    def matrix(self) -> None:
        """Introduce the matrix by its columns, still one that does nothing."""
        column = self.column
        self.say("A matrix moves all of them at once; this one leaves them in place.")
        self.act(FadeIn(column.named_matrix), seconds=0.7)
        self.let_read()
        self.say("Its columns say where these two arrows land.")
        self.reveal(self.panel.first, self.panel.second)
        self.act(FadeIn(column.legend), seconds=0.6)
        self.let_read()
        self.say("Watch what becomes of the square and of the F.")
        self.reveal(self.panel.square, self.panel.letter)
        self.act(FadeIn(column.determinant), FadeIn(column.landing), seconds=0.5)
        self.let_read()

    # Maps that have a name

    def named_map(self, name: str, each: PlaneMap, previous: PlaneMap | None) -> None:
        """Take the map before back, play this one, and say what came of it."""
        if previous is not None:
            self.go_back(previous)
        words = MAP_WORDS[name]
        self.entitle(words.title)
        self.say(words.before)
        self.go(each.at, self.column, over=each.turns_over, seconds=2.2)
        x, y = each.matrix @ self.vector
        det = fixed(each.determinant, 2)
        self.tell(words.after, x=fixed(x, 3), y=fixed(y, 3), det=det)

    def go_back(self, each: PlaneMap) -> None:
        """Bring the plane back the same way, quickly."""
        self.fall_silent()
        self.go(lambda f: each.at(1 - f), self.column, over=each.turns_over, seconds=0.9)

    def go(self, way: Way, others: Mobject, *, over: bool, seconds: float) -> None:
        """Carry the plane along a way; where it turns over, it is seen from aside meanwhile."""
        self.travel(way, others, self.draw_map, seconds, aside=over)

    def draw_map(self, matrix: np.ndarray) -> None:
        """Draw the plane, carried by a matrix (3, 2), and its numbers as seen from above."""
        self.panel.draw_plane(carried_by(matrix))
        self.column.write(matrix[:2])

    def moral(self) -> None:
        """State what all of them have in common."""
        self.tell("All keep the origin in place and straight lines straight: they are linear.")

    # A matrix of the viewer's own

    def own_map(self, each: PlaneMap) -> None:
        """Play the matrix directly, and state its determinant and rank."""
        self.entitle("Your matrix")
        self.say("The matrix carries the plane to its own place.")
        self.go(each.at, self.column, over=each.turns_over, seconds=3.0)
        self.rank = Readout("rank", self.theme.muted, self.theme.text, at(SIDE, TOP - 2.5))
        self.rank.write(str(each.rank))
        self.say(after_own_map(each))
        self.drop(self.column.legend)
        self.act(FadeIn(self.rank), seconds=0.5)
        self.let_read()

    def take_apart(self, each: PlaneMap) -> None:
        """Play the matrix again, as turn, stretch and turn."""
        column = self.column
        self.go_back(each)
        self.act(FadeOut(self.rank), seconds=0.3)
        self.drop(column.landing)
        words = [self.write(text, 26, **values) for text, values in factor_words(each)]
        rows = FactorRows(list(each.factors[::-1]), words, SIDE, 1.05, self.theme)
        self.say("Every matrix is a turn, then a stretch along the axes, then another turn.")
        self.act(FadeIn(rows), seconds=0.7)
        self.let_read()
        for step in range(3):
            self.take_step(each, step, rows)
        rows.light(None)
        self.tell(rank_words(each))

    def drop(self, part: VGroup) -> None:
        """Take a part of the column away for good."""
        self.act(FadeOut(part), seconds=0.4)
        self.column.remove(part)

    def take_step(self, each: PlaneMap, step: int, rows: FactorRows) -> None:
        """Play one of the three steps."""
        rows.light(step)
        over = step == 1 and each.turns_over
        others = VGroup(self.column, rows)
        self.go(lambda f: each.in_steps(step + f), others, over=over, seconds=1.8)
        self.beat(0.7)
