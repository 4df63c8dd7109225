"""A path with a trail: a line that fades and thins out towards the past, and a head."""

from __future__ import annotations

import numpy as np
from manim import Dot, LineJointType, VGroup, VMobject

SHARES = np.array([0, 1 / 3, 2 / 3, 1])
"""Where the points of a Bézier lie on a straight line."""
OVERLAP = 0.004
"""By which a band reaches over the one before, so that no hairline parts them; frame units."""


def stretch_of(points: np.ndarray, start: float, end: float) -> np.ndarray:
    """Cut a polyline (n, k) from one place to another, counted in points, array (m, k)."""
    indices = np.arange(np.floor(start) + 1, np.ceil(end))
    wanted = np.concatenate([[start], indices, [end]])
    before = np.clip(np.floor(wanted).astype(int), 0, len(points) - 2)
    share = (wanted - before)[:, None]
    return (1 - share) * points[before] + share * points[before + 1]


class Trail(VGroup):
    """The way of a point, as a fixed number of mobjects: bands of different age, and a head.

    Parameters
    ----------
    colour : str
    length : float, optional
        Points of the path over which it fades; by default, all those so far.
    bands : int
        Of different opacity, each one outline.
    stroke_width : float
        At the head, in Manim's units.
    faintest : float
        Opacity of the oldest band, and of what is older; its width is a third, or more.
    radius : float
        Of the head, in the frame's units; 0 for none.
    edge : str, optional
        Colour of a thin line around the head.
    """

    def __init__(
        self,
        colour: str,
        length: float | None = None,
        bands: int = 12,
        stroke_width: float = 5.0,
        faintest: float = 0.15,
        radius: float = 0.08,
        edge: str | None = None,
    ) -> None:
        self.length = length
        self.strengths = np.linspace(faintest, 1, bands)
        self.bands = VGroup(
            *(
                VMobject(
                    stroke_color=colour,
                    stroke_width=stroke_width * (1 + 2 * strength) / 3,
                    stroke_opacity=strength,
                    fill_opacity=0,
                    joint_type=LineJointType.ROUND,
                )
                for strength in self.strengths.tolist()
            )
        )
        self.head = Dot(
            radius=radius,
            color=colour,
            stroke_color=edge or colour,
            stroke_width=0 if edge is None else 1.5,
        )
        self._disc = self.head.points.copy()
        super().__init__(self.bands, self.head)

    def set_path(self, points: np.ndarray, upto: float | None = None) -> Trail:
        """Show a path.

        Parameters
        ----------
        points : array (n, 2 or 3)
            In the frame's units; at least one.
        upto : float, optional
            Where the head is, counted in points from 0; by default at the last.
        """
        last = len(points) - 1
        upto = float(np.clip(last if upto is None else upto, 0, last))
        path = np.zeros((max(len(points), 2), 3))
        path[: len(points), : points.shape[1]] = points
        length = upto if self.length is None else min(self.length, upto)
        edges = np.linspace(upto - length, upto, len(self.bands) + 1)
        edges[0] = 0
        for band, start, end in zip(self.bands, edges[:-1], edges[1:], strict=True):
            if start == end:
                band.points = np.zeros((0, 3))
                continue
            part = stretch_of(path, start, end)
            if start:
                step = part[1] - part[0]
                part[0] -= OVERLAP * step / max(float(np.linalg.norm(step)), 1e-9)
            a, b = part[:-1, None], part[1:, None]
            band.points = (a + SHARES[:, None] * (b - a)).reshape(-1, 3)
        place = stretch_of(path, upto, upto)[0] if upto else path[0]
        self.head.points = self._disc + place
        return self

    def set_opacity(self, opacity: float, family: bool = True) -> Trail:
        """Set the opacity; older parts fade in proportion."""
        for band, strength in zip(self.bands, self.strengths.tolist(), strict=True):
            band.set_stroke(opacity=opacity * strength)
        self.head.set_opacity(opacity)
        return self
