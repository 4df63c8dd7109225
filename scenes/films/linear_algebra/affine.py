"""A linear map keeps the origin in place; an affine one, A x + b, may move it as well.

Told in acts: the linear map; the shift; what both of them keep; the "linear layer" of a network,
which is affine.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, RIGHT, FadeIn, FadeOut, Group, MathTypst, VGroup, VMobject

from engine.geometry.plane_maps import REACH, PlaneMap, plane_map, plane_points
from engine.progress import Work, unwatched
from scenes.films.linear_algebra.map_column import named_entries
from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.films.linear_algebra.plane_panel import PlanePanel
from scenes.films.linear_algebra.plane_story import (
    ASIDE,
    CENTRE,
    CORNERS,
    HEIGHT,
    SIDE,
    WIDTH,
    PlaneStory,
    places_on,
)
from scenes.films.linear_algebra.specs import AffineSpec
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS, Markers
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula

LINE = np.column_stack([np.linspace(-REACH, REACH, 9), np.linspace(-1.5, 0.5, 9)])
"""Marks at equal distances along a straight line, array (9, 2)."""


class AffineMap(PlaneStory):
    """What a linear map leaves in place, and an affine one moves."""

    spec: ClassVar[AffineSpec] = AffineSpec()
    acts: ClassVar = ("linear", "affine", "straight", "layer")
    results: ClassVar[PlaneMap]

    @classmethod
    def compute(cls, spec: AffineSpec, work: Work = unwatched) -> PlaneMap:
        """Take the matrix apart."""
        return plane_map(np.reshape(spec.matrix, (2, 2)))

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.map, self.shift = self.results, np.array(self.spec.shift)
        self.shifted = np.zeros(2)
        self.build()

    def build(self) -> None:
        """Make the panel, what is drawn over it, and the column; nothing is on screen yet."""
        theme = self.theme
        self.panel = PlanePanel(theme, plane_points(), CENTRE, WIDTH, HEIGHT)
        seen = [places_on(self.map.at, 1, CORNERS)]
        seen += [seen[0] + self.shift, (CORNERS + self.shift)[None]]
        if self.map.turns_over:
            seen.append(places_on(self.map.at, 1, CORNERS, ASIDE))
        self.panel.look(self.panel.scale_for(np.concatenate(seen)))
        self.origin = VMobject(
            fill_color=theme.highlight, fill_opacity=1, stroke_color=theme.panel, stroke_width=2
        )
        self.arrow = Arrow(theme.highlight, 0.075, edge=theme.panel)
        self.line = VMobject(stroke_color=theme.text, stroke_width=4)
        self.stops = Markers(
            MARKERS[0], fill_color=theme.text, fill_opacity=1, stroke_color=theme.panel,
            stroke_width=1,
        )  # fmt: skip
        self.over = VGroup(self.arrow, self.origin)
        largest = float(np.abs(np.append(self.map.matrix, self.shift)).max())
        axes, one = (theme.positive, theme.negative), (theme.highlight,)
        name, self.matrix = named_entries("A =", SIDE, 1.05, axes, theme, widest=-max(largest, 1.0))
        self.named_matrix = VGroup(name, self.matrix)
        name, added = named_entries("b =", SIDE, -0.7, one, theme, widest=-max(largest, 1.0))
        self.named_shift = VGroup(name, added.write(self.shift))
        self.lands = self.write("the origin lands on", 26, theme.muted)
        self.lands.move_to(at(SIDE, -2.35), aligned_edge=LEFT)
        start = np.array([self.lands.get_right()[0] + 0.3, -2.35])
        self.place_of_origin = MatrixEntries(start, 36, one, theme.muted, widest=-max(largest, 1.0))
        self.column = VGroup(self.named_matrix, self.lands, self.place_of_origin)
        self.formula = self.rule("x |-> A x")
        self.draw_map(np.vstack([np.eye(2), np.zeros(2)]))

    def rule(self, math: str) -> MathTypst:
        """Write the map as a formula."""
        return formula(math, 60, self.theme.text).move_to(at(SIDE, 2.3), aligned_edge=LEFT)

    def change_rule(self, math: str) -> None:
        """Write another formula instead."""
        new = self.rule(math)
        self.act(FadeOut(self.formula), seconds=0.3)
        self.act(FadeIn(new), seconds=0.4)
        self.formula = new

    def draw_map(self, matrix: np.ndarray) -> None:
        """Draw the plane, carried by a matrix (3, 2) and then by the present shift."""
        moved = np.append(self.shifted, 0.0)
        self.panel.draw_plane(lambda points: points @ matrix.T + moved)
        origin = self.panel.place(moved)
        self.origin.points = as_points(0.11 * MARKERS[0] + origin)
        self.arrow.set_ends(self.panel.place(np.zeros(2)), origin)
        stops = self.panel.place(LINE @ matrix.T + moved)
        self.line.points = as_points(straight(stops[:-1], stops[1:]))
        self.stops.set_places(stops, 0.08)
        self.matrix.write(matrix[:2])
        self.place_of_origin.write(self.shifted)

    def multiply(self, seconds: float) -> None:
        """Apply the matrix."""
        others = VGroup(self.over, self.column)
        self.travel(self.map.at, others, self.draw_map, seconds, aside=self.map.turns_over)

    def move_by(self, start: np.ndarray, end: np.ndarray, seconds: float) -> None:
        """Go from one shift to another, once the matrix has been applied."""
        flat = self.map.at(1)

        def draw(progress: float) -> None:
            self.shifted = (1 - progress) * start + progress * end
            self.draw_map(flat)

        self.drive(Group(self.panel, self.over, self.column), draw, seconds)

    def go_back(self) -> None:
        """Take the shift and the matrix back, quickly."""
        self.move_by(self.shift, np.zeros(2), 0.8)
        others = VGroup(self.over, self.column)
        self.travel(
            lambda f: self.map.at(1 - f), others, self.draw_map, 0.8, aside=self.map.turns_over
        )

    # Acts

    def linear(self) -> None:
        """Apply the matrix: the origin stays."""
        panel = self.panel
        self.act(FadeIn(panel), seconds=0.5)
        self.reveal(panel.ghost, panel.lines, panel.dots, panel.letter)
        self.entitle("A linear map")
        self.say("A linear map multiplies every point x of the plane by a matrix A.")
        self.act(FadeIn(self.formula), FadeIn(self.named_matrix), seconds=0.7)
        self.beat(1.0)
        self.act(FadeIn(self.over), FadeIn(self.lands), FadeIn(self.place_of_origin), seconds=0.6)
        self.beat(1.0)
        self.multiply(2.8)
        self.tell("Whatever the matrix, the origin stays where it is: A times 0 is 0.")

    def affine(self) -> None:
        """Add the shift: the origin moves."""
        self.entitle("An affine map")
        self.say("An affine map then adds the same vector b to every point.")
        self.change_rule("x |-> A x + b")
        self.act(FadeIn(self.named_shift), seconds=0.5)
        self.column.add(self.named_shift)
        self.let_read()
        self.move_by(np.zeros(2), self.shift, 2.4)
        if self.shift.any():
            self.tell("All points move by the same arrow, and so does the origin.")
        else:
            self.tell("Here b is 0, so nothing moves: this affine map is a linear one.")

    def straight(self) -> None:
        """Follow equal steps along a straight line."""
        self.fall_silent()
        self.go_back()
        self.say("Follow a straight line, with marks at equal distances.")
        self.over.add(self.line, self.stops)
        self.act(FadeIn(self.line), FadeIn(self.stops), seconds=0.6)
        self.let_read()
        self.multiply(2.2)
        self.move_by(np.zeros(2), self.shift, 1.4)
        if self.map.rank == 2:
            self.tell("It is still straight, and its marks are still at equal distances.")
        else:
            self.tell("What collapses stays straight: onto a line, or all of it onto a point.")

    def layer(self) -> None:
        """Explain what a network's linear layer is."""
        self.entitle("A “linear layer”")
        self.say("In a neural network the matrix is called weights, and the shift is called bias.")
        self.change_rule("x |-> W x + b")
        self.act(FadeOut(self.lands), FadeOut(self.place_of_origin), seconds=0.4)
        facts = VGroup(
            self.write("{count} weights", 28, count=self.map.matrix.size),
            self.write("{count} biases", 28, self.theme.highlight, count=2),
            self.write("in PyTorch: nn.Linear(2, 2)", 28, self.theme.muted),
        )
        for fact, beside in zip(facts, (self.matrix, self.named_shift[1]), strict=False):
            fact.next_to(beside, RIGHT, buff=0.35)
        facts[2].move_to(at(SIDE, -2.35), aligned_edge=LEFT)
        renamed = self.write("W =", 32, bold=True)
        renamed.move_to(self.named_matrix[0], aligned_edge=RIGHT)
        self.act(FadeOut(self.named_matrix[0]), FadeIn(renamed), FadeIn(facts), seconds=0.5)
        self.let_read()
        self.tell("So a “linear layer” is affine: it may move the origin, but it bends nothing.")
