"""Marks of right angles, where steps leave their lines of equal loss."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.theme.theme import Theme

SHARES = (0.12, 0.35, 0.58)
"""Of the way, after which angles are marked."""
SIDE = 0.2
"""Of a mark, in frame units."""
ALONG = 2.5
"""Half the length of the piece of the line of equal loss, in sides of the mark."""
LEAST = 6.0
"""Shortest way on which angles are marked, in sides of the mark."""


def right_angles(places: np.ndarray, size: float, theme: Theme) -> VGroup:
    """Mark the angles at which some of the steps leave their lines of equal loss.

    Parameters
    ----------
    places : array (steps + 1, 2)
        Where steps begin and end in the frame, seen from straight above.
    size : float
        Of marks, for the camera's zoom.
    theme : Theme
    """
    marks, side = VGroup(), SIDE * size
    lengths = np.linalg.norm(np.diff(places, axis=0), axis=1)
    way = np.concatenate([[0.0], np.cumsum(lengths)])
    if not way[-1] > LEAST * side:
        return marks
    for k in sorted({int(np.searchsorted(way, share * way[-1])) for share in SHARES}):
        if k >= len(lengths) or lengths[k] == 0:
            continue
        start = places[k]
        on = side * (places[k + 1] - start) / lengths[k]
        across = np.array([-on[1], on[0]])
        stops = np.array([start + across, start + across + on, start + on])
        line = np.array([start - ALONG * across, start + ALONG * across])
        mark = VMobject(stroke_color=theme.text, stroke_width=3.0, fill_opacity=0)
        pieces = [straight(each[:-1], each[1:]) for each in (line, stops)]
        mark.points = as_points(np.concatenate(pieces))
        marks.add(mark)
    return marks
