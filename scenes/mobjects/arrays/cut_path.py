"""A path that the edge of a picture cuts: what came before it went far out is not drawn."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight

FAR = 0.8
"""Beyond the edge, in frame units, from where on what came before is gone; until there it fades."""
PIECES = 4
"""Most pieces that are drawn, of the latest."""


class CutPath(VGroup):
    """A path clipped to a box; of its pieces those before a far way outside fade.

    So a path that leaves the picture and comes back does not look like two.

    Parameters
    ----------
    colour : str
    low, high : array (2,)
        The box, in frame units.
    stroke_width : float
    """

    def __init__(self, colour: str, low: np.ndarray, high: np.ndarray, stroke_width: float) -> None:
        pieces = [VMobject(stroke_color=colour, stroke_width=stroke_width) for _ in range(PIECES)]
        super().__init__(*pieces)
        self.low, self.high = low, high

    def set_path(self, path: np.ndarray) -> CutPath:
        """Draw a path through samples (samples, 2) in frame units, from the oldest to the newest.

        There may be none of them: then nothing is drawn.
        """
        beyond = np.maximum(np.maximum(self.low - path, path - self.high), 0).max(axis=1, initial=0)
        inside = np.flatnonzero(beyond == 0)
        runs = np.split(inside, np.flatnonzero(np.diff(inside) > 1) + 1) if len(inside) else []
        newest = [*reversed(runs)][:PIECES]
        for k, piece in enumerate(self.submobjects):
            if k >= len(newest):
                piece.points = np.empty((0, 3))
                continue
            first, last = newest[k][[0, -1]]
            samples = path[max(first - 1, 0) : last + 2]
            segments = straight(samples[:-1], samples[1:])
            piece.points = as_points(clip_to_box(segments, self.low, self.high))
            farthest = beyond[first : inside[-1] + 1].max()
            piece.set_stroke(opacity=max(1 - farthest / FAR, 0.0))
        return self
