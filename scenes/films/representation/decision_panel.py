"""A panel of the input plane: the points, what a network decides about every place, the border."""

from __future__ import annotations

from typing import cast

import contourpy
import numpy as np
from manim import Rectangle, VMobject
from manim.mobject.mobject import Group

from engine.geometry.regions import Box
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import decision_colours
from scenes.mobjects.arrays.heat_map import HeatMap, cell_centres
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.frame import at
from scenes.theme.theme import Theme

CELLS = 72
"""Along each side of the heat map."""


class DecisionPanel(Group):
    """Two classes of points over the probability that a network gives to the second.

    Parameters
    ----------
    points : array (n, 2)
    labels : array (n,)
        0 or 1.
    theme : Theme
    centre : array (2,)
        Of the panel in the frame.
    side : float
        Of the square panel, in frame units.
    """

    def __init__(
        self,
        points: np.ndarray,
        labels: np.ndarray,
        theme: Theme,
        centre: np.ndarray,
        side: float,
        *,
        radius: float = 0.04,
    ) -> None:
        box = Box.around(np.asarray(points, dtype=float), margin=0.08)
        half = max(float(box.size.max()), 1e-9) / 2
        self.box = Box(box.centre - half, box.centre + half)
        """What is seen of the plane."""
        self.low, self.high = np.asarray(centre) - side / 2, np.asarray(centre) + side / 2
        self.region = HeatMap(self.low, self.high, decision_colours(theme))
        self.border = VMobject(stroke_color=theme.border, stroke_width=3)
        self.cloud = PointCloud(labels, theme, radius)
        self.cloud.set_positions(self.place(points))
        ground, self.outline = (
            Rectangle(width=side, height=side, stroke_width=2).move_to(at(*centre))
            for _ in range(2)
        )
        ground.set_fill(theme.panel, opacity=1).set_stroke(width=0)
        self.outline.set_stroke(theme.edge)
        super().__init__(ground, self.region, self.border, self.outline, self.cloud)

    @property
    def places(self) -> np.ndarray:
        """Where in the plane probabilities are wanted, array (cells², 2)."""
        return cell_centres(self.box.low, self.box.high, (CELLS, CELLS)).reshape(-1, 2)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Map points of the plane (…, 2) into the frame (…, 2)."""
        return self.low + (points - self.box.low) / self.box.size * (self.high - self.low)

    def decide(self, probability: np.ndarray) -> None:
        """Show the probability of class 1 at `places`, array (cells²,), and where it is a half."""
        values = np.asarray(probability).reshape(CELLS, CELLS)
        self.region.set_values(values)
        centres = cell_centres(self.low, self.high, values.shape)
        contours = contourpy.contour_generator(centres[0, :, 0], centres[:, 0, 1], values)
        lines = cast("list[np.ndarray]", contours.lines(0.5))
        pieces = [straight(line[:-1], line[1:]) for line in lines]
        joined = np.concatenate(pieces) if pieces else np.zeros((0, 4, 2))
        self.border.points = as_points(joined)
