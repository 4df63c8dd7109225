"""A small network as a diagram: two inputs, its hidden units with their activation, two classes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Circle, Line, VGroup, VMobject

from scenes.films.representation.unit_drawings import unit_icons
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.theme.theme import Theme

APART, BELOW = 5.4, 2.7
"""Between columns, and between units of a column, in radii of a unit."""


class UnitNetwork(VGroup):
    """A network with one hidden layer, from left to right.

    Parameters
    ----------
    activation : str
    count : int
        Of hidden units, from the top downwards.
    radius : float
        Of a unit, in frame units.
    theme : Theme

    Attributes
    ----------
    icons : VGroup
        The hidden units, each a circle with its activation's graph.
    units : list of VGroup
        Each hidden unit with what leads to it and on from it.
    """

    def __init__(self, activation: str, count: int, radius: float, theme: Theme) -> None:
        rows = [at(0, -k * BELOW * radius) for k in range(max(count, 2))]
        middle, right = at(APART * radius, 0), at(2 * APART * radius, 0)
        inputs, classes = VGroup(), VGroup()
        for k in (0, 1):
            ring = Circle(radius, color=theme.muted, stroke_width=2).move_to(rows[k])
            name = formula(f"x_{k + 1}", 200 * radius, theme.text).move_to(rows[k])
            inputs.add(VGroup(ring, name))
            classes.add(class_mark(k, theme, 0.75 * radius).move_to(rows[k] + right))
        self.icons = unit_icons(activation, count, radius, theme)
        self.units = []
        for k, icon in enumerate(self.icons):
            icon.move_to(rows[k] + middle)
            lines = [
                _between(start, end, radius, theme)
                for start, end in (
                    *((rows[i], rows[k] + middle) for i in (0, 1)),
                    *((rows[k] + middle, rows[j] + right) for j in (0, 1)),
                )
            ]
            self.units.append(VGroup(*lines, icon))
        super().__init__(inputs, classes, *self.units)

    def show_last(self, opacity: float) -> None:
        """Show the last hidden unit and its links as far as said."""
        self.units[-1].set_stroke(opacity=opacity)

    def dim_units(self, which: Sequence[int], opacity: float) -> None:
        """Show some of the hidden units as far as said."""
        for k in which:
            self.icons[k].set_stroke(opacity=opacity)


def _between(start: np.ndarray, end: np.ndarray, radius: float, theme: Theme) -> VMobject:
    """Draw a link from one circle's edge to another's."""
    along = (end - start) / np.linalg.norm(end - start)
    return Line(start + radius * along, end - radius * along, color=theme.muted, stroke_width=2)
