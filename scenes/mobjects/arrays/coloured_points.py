"""Many points, each of its own colour, as one object."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim.mobject.types.image_mobject import AbstractImageMobject

from scenes.camera.camera import honour_marks
from scenes.camera.discs import Discs
from scenes.camera.marks import Layer, Mark

honour_marks()

DARKER = 0.55
"""How bright a rim is, beside the point that it surrounds."""


class ColouredPoints(AbstractImageMobject):
    """Discs, each of its own colour; later ones lie over earlier ones, and larger over smaller.

    Parameters
    ----------
    rgbs : array (n, 3)
        From 0 to 1.
    radius : float
        In frame units.
    low, high : array (2,), optional
        A box of the frame: points outside it are not drawn.
    rim : float
        Width of a darker rim in frame units, by which pale points show on a pale ground.

    Attributes
    ----------
    sizes : array (n,), optional
        How many times as large as the radius each is; all are equal by default.
    """

    def __init__(
        self,
        rgbs: np.ndarray,
        radius: float = 0.05,
        low: np.ndarray | None = None,
        high: np.ndarray | None = None,
        rim: float = 0.0,
    ) -> None:
        self.rgbs, self.radius, self.opacity = np.asarray(rgbs, dtype=float), radius, 1.0
        self.low, self.high, self.rim = low, high, rim
        self.sizes: np.ndarray | None = None
        super().__init__(scale_to_resolution=0)

    def reset_points(self) -> ColouredPoints:
        """Remove all points, as Manim does before it makes a mobject."""
        self.points = np.zeros((0, 3))
        return self

    def set_places(self, places: np.ndarray) -> ColouredPoints:
        """Move the points to positions (n, 2 or 3), in frame units."""
        self.points = np.zeros((len(places), 3))
        self.points[:, : places.shape[1]] = places
        return self

    def marks(self, camera: Any) -> list[Mark]:
        """Return what a camera draws."""
        if self.opacity == 0 or not len(self.points):
            return []
        shown = np.isfinite(self.points).all(axis=1)
        if self.low is not None and self.high is not None:
            inside = (self.points[:, :2] >= self.low) & (self.points[:, :2] <= self.high)
            shown &= inside.all(axis=1)
        if not shown.any():
            return []
        places = camera.transform_points_pre_display(self, self.points[shown])[:, :2]
        rgbas = np.column_stack([self.rgbs, np.ones(len(self.rgbs))])
        rims = rgbas[shown] * [DARKER, DARKER, DARKER, 1] if self.rim else None
        sizes = np.ones(len(places)) if self.sizes is None else self.sizes[shown]
        discs = tuple(
            Discs(
                places[sizes == size], rgbas[shown][sizes == size], self.radius * size,
                None if rims is None else rims[sizes == size], self.rim,
            )
            for size in np.unique(sizes).tolist()
        )  # fmt: skip
        return [*discs] if self.opacity == 1 else [Layer(discs, self.opacity)]

    def set_opacity(self, alpha: float) -> ColouredPoints:
        """Set the opacity of all points."""
        self.opacity = alpha
        return self

    def fade(self, darkness: float = 0.5, family: bool = True) -> ColouredPoints:
        """Reduce their opacity by a fraction."""
        return self.set_opacity((1 - darkness) * self.opacity)

    def set_color(
        self, color: Any = "#ffffff", alpha: Any = None, family: bool = True
    ) -> ColouredPoints:
        """Ignore the colour: each point keeps its own, which tells where it began."""
        return self if alpha is None else self.set_opacity(alpha)

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float) -> ColouredPoints:
        """Blend two sets of equal size."""
        self.rgbs = (1 - alpha) * mobject1.rgbs + alpha * mobject2.rgbs
        self.opacity = (1 - alpha) * mobject1.opacity + alpha * mobject2.opacity
        return self
