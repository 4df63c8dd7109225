"""A grid of curves: the lines of the plane, wherever a network has carried them."""

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, clip_to_box, smooth_curves


class CurveGrid(VGroup):
    """Two families of smooth curves, each one outline with many parts.

    Parameters
    ----------
    colours : tuple of str
        Of the two families.
    low, high : array (2,)
        Curves are cut at this box, in the frame's units.
    stroke_width : float
        In Manim's units.
    """

    def __init__(
        self,
        colours: tuple[str, str],
        low: np.ndarray,
        high: np.ndarray,
        stroke_width: float = 1.6,
    ) -> None:
        families = [
            VMobject(stroke_color=colour, stroke_width=stroke_width, fill_opacity=0)
            for colour in colours
        ]
        super().__init__(*families)
        self.low, self.high = low, high

    def set_curves(
        self,
        first: np.ndarray,
        second: np.ndarray,
        shown: Sequence[np.ndarray] | None = None,
    ) -> None:
        """Place the curves.

        Parameters
        ----------
        first, second : array (curves, samples, 2)
            Samples along the curves of each family, in the frame's units.
        shown : pair of bool array (curves, samples - 1), optional
            Leaves the other segments out.
        """
        for i, curves in enumerate((first, second)):
            family, segments = self.submobjects[i], smooth_curves(curves)
            segments = segments.reshape(-1, 4, 2) if shown is None else segments[shown[i]]
            family.points = as_points(clip_to_box(segments, self.low, self.high))
