"""Colours of the units' values: the larger a value, the stronger its colour."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points
from scenes.mobjects.arrays.point_cloud import marker_of
from scenes.mobjects.frame import at
from scenes.theme.theme import Theme

STRONGEST = 0.35
"""Opacity of the disc of a value of 1 or more."""
LARGEST = 0.94
"""Radius of a disc, in radii of a unit."""


class UnitFills(VGroup):
    """A disc for each unit, in the colour of its value's sign; none is drawn yet.

    Parameters
    ----------
    places : mapping of str to array (2,)
    radius : float
        Of a unit.
    theme : Theme
    """

    def __init__(self, places: Mapping[str, np.ndarray], radius: float, theme: Theme) -> None:
        self.places, self.radius, self.theme = dict(places), radius, theme
        self.of = {name: VMobject(fill_opacity=0, stroke_width=0) for name in places}
        self.strengths: dict[str, float] = {}
        super().__init__(*self.of.values())

    def fill(self, name: str, value: float) -> VMobject:
        """Let a disc show a value."""
        disc = self.of[name]
        disc.points = as_points(LARGEST * self.radius * marker_of(0)) + at(*self.places[name])
        self.strengths[name] = STRONGEST * float(np.sqrt(min(abs(value), 1.0)))
        colour = self.theme.positive if value > 0 else self.theme.negative
        return disc.set_fill(colour, opacity=self.strengths[name])

    def shade(self, name: str, share: float) -> None:
        """Let so much of a disc's colour be seen; one without a place has none."""
        if name in self.strengths:
            self.of[name].set_fill(opacity=share * self.strengths[name])

    def empty(self, name: str) -> None:
        """Take a disc away."""
        if name in self.of:
            self.of[name].points = np.zeros((0, 3))
