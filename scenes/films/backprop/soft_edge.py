"""The edges of a picture that the camera cuts off: there it fades out."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.storytelling.stage import Area

BANDS = 14


class SoftEdge(VGroup):
    """Frames of the ground's colour inside an area, the more opaque the nearer to its edge.

    None is seen at first.

    Parameters
    ----------
    area : Area
    width : float
        Over which the picture fades out, in frame units.
    colour : str
    """

    def __init__(self, area: Area, width: float, colour: str) -> None:
        bands = [VMobject(fill_color=colour, fill_opacity=0, stroke_width=0) for _ in range(BANDS)]
        for place, band in enumerate(bands):
            inset = width * np.array([place, place + 1]) / BANDS
            outer, inner = (_corners(area, each) for each in inset)
            rings = np.stack([outer, inner[::-1]])
            band.points = as_points(
                np.concatenate([straight(ring, np.roll(ring, -1, axis=0)) for ring in rings])
            )
        super().__init__(*bands)

    def hide_edges(self, strength: float) -> None:
        """Let the picture fade out at its edges, from not at all (0) to wholly (1)."""
        for place, band in enumerate(self):
            band.set_fill(opacity=strength * (1 - (place + 0.5) / BANDS))


def _corners(area: Area, inset: float) -> np.ndarray:
    """Return the corners (4, 2) of an area that is so much smaller on each side."""
    (left, low), (right, high) = area.low + inset, area.high - inset
    return np.array([[left, low], [right, low], [right, high], [left, high]])
