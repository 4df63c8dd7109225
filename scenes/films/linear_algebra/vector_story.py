"""A vector in three ways: a list of numbers, an arrow, a point."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import FadeIn, FadeOut, VGroup, VMobject

from scenes.films.linear_algebra.matrix_entries import MatrixEntries
from scenes.films.linear_algebra.plane_story import SIDE, PlaneStory
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, Readout

ROW = 2.0
"""Height of the vector's numbers in the column."""


class VectorStory(PlaneStory):
    """A film that begins with a vector."""

    vector: np.ndarray

    def numbers_arrow_point(self) -> None:
        """Show the vector in three ways, one after another."""
        theme = self.theme
        name = self.write("A =", 44, theme.highlight, bold=True)
        name.move_to(at(SIDE + 0.55, ROW))
        numbers = MatrixEntries(
            np.array([SIDE + 1.3, ROW]), 48, [theme.highlight], theme.muted,
            widest=-float(np.abs(self.vector).max()),
        ).write(self.vector)  # fmt: skip
        self.say("A vector is a list of numbers. This one, called A, has two.")
        self.act(FadeIn(VGroup(name, numbers)), seconds=0.7)
        self.let_read()
        self.walk()
        measures = self.measures()
        self.act(FadeIn(measures), seconds=0.5)
        self.let_read()
        self.say("And it is a point of the plane: the place where the arrow ends.")
        self.mark_the_end()
        column = VGroup(name, numbers, measures)
        self.act(FadeOut(column), FadeOut(self.panel.notes), seconds=0.5)
        self.panel.notes.submobjects = []
        self.add(self.panel)

    def walk(self) -> None:
        """Go along one axis, then along the other, and draw the arrow."""
        self.act(FadeIn(self.panel), seconds=0.6)
        self.say("It is also an arrow, which has a length and a direction.")
        colours = (self.theme.positive, self.theme.negative)
        legs = VGroup(*(VMobject(stroke_color=colour, stroke_width=4) for colour in colours))
        corner = np.array([self.vector[0], 0.0])
        stops = self.panel.place(np.array([np.zeros(2), corner, self.vector]))
        self.panel.notes.add(legs)
        self.drive(self.panel, _drawing(legs, stops), 1.4)
        lengths = VGroup()
        for value, start, end, colour, side in zip(
            self.vector, stops[:-1], stops[1:], colours, self.outside(), strict=True
        ):
            number = LiveNumber(26, colour).write(fixed(float(value), 2))
            lengths.add(number.move_to(at(*((start + end) / 2 + side))))
        self.panel.notes.add(lengths)
        self.act(FadeIn(lengths), seconds=0.4)
        self.panel.include(self.panel.arrow)

        def grow(progress: float) -> None:
            self.panel.arrow.set_ends(stops[0], stops[0] + progress * (stops[2] - stops[0]))

        self.drive(self.panel, grow, 1.0)
        self.reveal(self.panel.tag, seconds=0.4)
        self.beat(0.8)

    def outside(self) -> np.ndarray:
        """Return where the lengths stand beside the two ways, away from the arrow, array (2, 2)."""
        right, up = np.where(self.vector < 0, -1, 1)
        return np.array([[0.0, -0.3 * up], [0.5 * right, 0.0]])

    def measures(self) -> VGroup:
        """State the arrow's length and direction."""
        x, y = self.vector
        facts = (
            ("length", fixed(float(np.hypot(x, y)), 3)),
            ("direction", fixed(float(np.degrees(np.arctan2(y, x))), 1) + "°"),
        )
        group = VGroup()
        for i, (label, value) in enumerate(facts):
            start = at(SIDE + 2.4 * i, 0.2)
            readout = Readout(label, self.theme.muted, self.theme.text, start)
            readout.write(value)
            group.add(readout)
        return group

    def mark_the_end(self) -> None:
        """Fade the arrow, so that only its end is left, and bring it back."""
        end = self.panel.place(self.vector)
        tip = VMobject(fill_color=self.theme.highlight, fill_opacity=1, stroke_width=0)
        tip.points = as_points(0.12 * MARKERS[0] + end)
        self.panel.notes.add(tip)
        self.act(FadeIn(tip), seconds=0.5)
        arrow = self.panel.arrow
        self.drive(self.panel, lambda p: _set_opacity(arrow, 1 - 0.8 * p), 0.7)
        self.let_read()
        self.drive(self.panel, lambda p: _set_opacity(arrow, 0.2 + 0.8 * p), 0.7)


def _drawing(legs: VGroup, stops: np.ndarray) -> Callable[[float], None]:
    """Draw two ways, between three stops (3, 2), one after the other."""

    def draw(progress: float) -> None:
        for i, leg in enumerate(legs):
            share = float(np.clip(2 * progress - i, 0, 1))
            end = stops[i] + share * (stops[i + 1] - stops[i])
            leg.points = as_points(straight(stops[None, i], end[None])) if share else leg.points

    return draw


def _set_opacity(arrow: VMobject, opacity: float) -> None:
    arrow.set_fill(opacity=opacity).set_stroke(opacity=opacity)
