"""Steps from one point of a map, one for each sample, and their mean."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, VGroup, VMobject, interpolate_color

from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.theme.theme import Theme

TIP = 0.055
"""Radius of the dot at the end of a step, in frame units as the camera sees it."""


class StepFan(VGroup):
    """Steps in their true lengths; the dot of each is where it would lead.

    Parameters
    ----------
    view : OpenMap
    theme : Theme
    """

    def __init__(self, view: OpenMap, theme: Theme) -> None:
        self.view, self.theme = view, theme
        self.shafts = VMobject(
            stroke_color=theme.accuracy, stroke_width=2, stroke_opacity=0.55, fill_opacity=0
        )
        self.tips = Markers(
            marker_of(0), fill_color=theme.accuracy, fill_opacity=1, stroke_color=theme.panel,
            stroke_width=0.8,
        )  # fmt: skip
        self.mean = Arrow(theme.highlight, 0.11, theme.panel)
        self.origin = Markers(
            marker_of(0), fill_color=theme.border, fill_opacity=1, stroke_color=theme.panel,
            stroke_width=1.2,
        )  # fmt: skip
        self.spread = Markers(
            marker_of(0), stroke_color=theme.gradient, stroke_width=4, fill_opacity=0
        )
        super().__init__(self.shafts, self.tips, self.mean, self.origin, self.spread)

    def colour(self, meant: float) -> None:
        """Colour single steps, or where they have become means: those in the colour of the mean."""
        plain, mean = map(ManimColor, (self.theme.accuracy, self.theme.highlight))
        mixed = interpolate_color(plain, mean, meant)
        self.shafts.set_stroke(mixed)
        self.tips.set_fill(mixed)

    def lay(
        self, point: np.ndarray, steps: np.ndarray, size: float, *, share: float = 1.0,
        mean: float = 0.0, spread: float = 0.0,
    ) -> StepFan:  # fmt: skip
        """Draw steps from a point.

        Parameters
        ----------
        point : array (2,)
        steps : array (samples, 2)
            In the units of the map.
        size : float
            How large marks are in the picture: less where the camera is close.
        share : float
            Of each step that is drawn.
        mean : float
            Share of the mean step that is drawn.
        spread : float
            Radius of a circle around the end of the mean step, in the units of the map.
        """
        place = self.view.place
        start, ends = place(point), place(point + share * steps)
        self.shafts.points = as_points(straight(np.broadcast_to(start, ends.shape), ends))
        self.tips.set_places(ends, TIP * size)
        self.mean.set_ends(start, place(point + mean * steps.mean(axis=0)), size)
        self.origin.set_places(start[None], 0.1 * size)
        middle = place(point + steps.mean(axis=0))
        self.spread.set_places(middle[None][: int(spread > 0)], self.view.unit * spread)
        return self
