"""The plane as a coloured sheet: a function acts on both of its coordinates, one by one."""

from __future__ import annotations

import numpy as np
from manim import Group

from engine.experiments.activated_plane import COUNT, EXTENT
from engine.geometry.box import Box
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape, whole
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.theme.position_colours import visible_colours
from scenes.theme.theme import Theme

SPACING = 2 * EXTENT / (COUNT - 1)
"""Between two points of the chapter's grid, which goes on to the edges of the frame here."""
SAMPLES = 4
"""Of a line, between two points."""
NEAR = 0.01
"""Points nearer to each other than this, times the spacing, count as one heap, more or less."""
LARGEST = 8.5
"""The largest heap has at most so many times the radius of a point; else all dots shrink."""
IDENTITY = Shape(INPUTS, np.ones_like(INPUTS))


class Sheet(Group):
    """Points of a plane, coloured by where they began, and the lines through them.

    Parameters
    ----------
    seen : Box
        Part of the plane that is to be covered; about the origin.
    theme : Theme
    sight : Sight
    radius : float
        Of a point, in frame units.

    Attributes
    ----------
    strength : float
        From 0 to 1, how clearly it is drawn the next time.
    crowds, ends : array (points,), array (points, 2)
        How many points lie where each does, and where that is in the plane.
    """

    def __init__(self, seen: Box, theme: Theme, sight: Sight, radius: float) -> None:
        halves = np.ceil(np.maximum(-seen.low, seen.high) / SPACING + 0.5)
        self.ticks = [SPACING * (np.arange(2 * int(half)) - half + 0.5) for half in halves]
        self.lines = [
            np.linspace(ticks[0], ticks[-1], SAMPLES * (len(ticks) - 1) + 1) for ticks in self.ticks
        ]
        self.start = np.stack(np.meshgrid(*self.ticks), axis=-1).reshape(-1, 2)
        self.strength = 1.0
        colours = visible_colours(theme, self.start)
        self.grid = CurveGrid(theme.grid, sight.box.low, sight.box.high, stroke_width=1.4)
        self.coloured = ColouredPoints(colours, radius, sight.box.low, sight.box.high)
        super().__init__(self.grid, self.coloured)
        self.draw(sight, IDENTITY, IDENTITY)

    def draw(self, sight: Sight, across: Shape, upwards: Shape) -> Sheet:
        """Draw the sheet after a function of its first coordinate, and one of its second."""
        for part in (self.grid, self.coloured):
            part.low, part.high = sight.box.low, sight.box.high
        shapes = across, upwards
        (x, y), (along_x, along_y) = (
            [
                np.interp(samples, INPUTS, shape.outputs)
                for samples, shape in zip(of, shapes, strict=True)
            ]
            for of in (self.ticks, self.lines)
        )
        rows = np.stack(np.meshgrid(along_x, y), axis=-1)
        columns = np.stack(np.meshgrid(along_y, x)[::-1], axis=-1)
        shown = [
            np.broadcast_to(whole(along), lines[:, 1:, 0].shape)
            for along, lines in ((along_x, rows), (along_y, columns))
        ]
        self.grid.set_stroke(opacity=0.8 * self.strength)
        self.grid.set_curves(sight.place(rows), sight.place(columns), shown)
        self.crowds = np.outer(crowd(y), crowd(x)).ravel()
        self.ends = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        self.put(sight, self.ends)
        radii = np.sqrt(self.crowds)  # areas are counts
        self.coloured.sizes = (radii * min(1.0, LARGEST / float(radii.max()))).round(2)
        return self

    def heaviest(self) -> tuple[np.ndarray, float]:
        """Return where most points lie on each other, array (2,), and their share of all."""
        most = int(self.crowds.argmax())
        return self.ends[most], float(self.crowds[most]) / len(self.crowds)

    def put(self, sight: Sight, points: np.ndarray) -> Sheet:
        """Move the coloured points in the plane, array (points, 2)."""
        self.coloured.set_opacity(self.strength)
        self.coloured.set_places(sight.place(points))
        self.coloured.sizes = None
        return self


def crowd(places: np.ndarray) -> np.ndarray:
    """Return for each place (n,) how many lie there: 1 where it is alone."""
    apart = np.abs(places[:, None] - places) / (NEAR * SPACING)
    found: np.ndarray = np.clip(1 - apart, 0, 1).sum(axis=1)
    return found
