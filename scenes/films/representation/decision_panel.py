"""A panel of the input plane: the points, what a network decides about every place, the border."""

from __future__ import annotations

from typing import cast

import contourpy
import numpy as np
from manim import VMobject
from manim.mobject.mobject import Group

from engine.geometry.box import Box
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import decision_colours
from scenes.mobjects.arrays.heat_map import HeatMap, cell_centres
from scenes.mobjects.arrays.point_cloud import Markers, PointCloud, marker_of
from scenes.theme.theme import Theme

RING = 1.9
"""Radius of a mistake's ring, in radii of a point."""
CELLS = 72
"""Along the longer side of the heat map."""
MARGIN = 0.12
"""Room around the points, as a share of their size."""


class DecisionPanel(Group):
    """Two classes of points over the probability that a network gives to the second.

    Parameters
    ----------
    points : array (n, 2)
    labels : array (n,)
        0 or 1.
    theme : Theme
    low, high : array (2,)
        Corners of the panel in the frame.
    """

    def __init__(
        self,
        points: np.ndarray,
        labels: np.ndarray,
        theme: Theme,
        low: np.ndarray,
        high: np.ndarray,
        *,
        radius: float = 0.04,
    ) -> None:
        self.low, self.high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        size = self.high - self.low
        around = Box.around(np.asarray(points, dtype=float), margin=MARGIN)
        scale = float((size / np.maximum(around.size, 1e-9)).min())
        self.box = Box(around.centre - size / scale / 2, around.centre + size / scale / 2)
        """What is seen of the plane."""
        columns, rows = np.maximum(np.round(CELLS * size / size.max()), 2).astype(int)
        self.cells = (int(rows), int(columns))
        self.region = HeatMap(self.low, self.high, decision_colours(theme))
        self.border = VMobject(stroke_color=theme.border, stroke_width=4)
        self.rings = Markers(
            marker_of(0), stroke_color=theme.text, stroke_width=1.8, fill_opacity=0
        )
        self.cloud = PointCloud(labels, theme, radius)
        self.spots = self.place(points)
        self.cloud.set_positions(self.spots)
        super().__init__(self.region, self.border, self.rings, self.cloud)

    @property
    def places(self) -> np.ndarray:
        """Where in the plane probabilities are wanted, array (rows · columns, 2)."""
        return cell_centres(self.box.low, self.box.high, self.cells).reshape(-1, 2)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Map points of the plane (…, 2) into the frame (…, 2)."""
        return self.low + (points - self.box.low) / self.box.size * (self.high - self.low)

    def decide(self, probability: np.ndarray) -> None:
        """Show the probability of class 1 at `places`, array (places,), and where it is a half."""
        values = np.asarray(probability).reshape(self.cells)
        self.region.set_values(values)
        centres = cell_centres(self.low, self.high, values.shape)
        contours = contourpy.contour_generator(centres[0, :, 0], centres[:, 0, 1], values)
        lines = cast("list[np.ndarray]", contours.lines(0.5))
        pieces = [straight(line[:-1], line[1:]) for line in lines]
        joined = np.concatenate(pieces) if pieces else np.zeros((0, 4, 2))
        self.border.points = as_points(joined)

    def mark(self, mistakes: np.ndarray) -> None:
        """Put rings round the points that a network gets wrong, of sizes (points,) up to 1."""
        wrong = mistakes > 0
        self.rings.set_places(self.spots[wrong], RING * self.cloud.radius * mistakes[wrong])
