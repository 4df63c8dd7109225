"""A way of two legs with their lengths beside them, such as along two axes to a point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber

NUMBER, GAP = 24, 0.14
"""Size of the numbers, and how far they stand from their legs, in frame units of 16:9."""


class Legs:
    """Two legs of a way, and their numbers.

    Parameters
    ----------
    colours : pair of str
    width : float
        Of the legs, in Manim's units.
    edge : str
        Colour around the numbers, by which they are read over the picture.

    Attributes
    ----------
    paths : pair of VMobject
    numbers : pair of LiveNumber
    covered : array (2,)
        How much of each leg is drawn, from 0 to 1.
    """

    def __init__(self, colours: Sequence[str], width: float, edge: str) -> None:
        self.paths = tuple(VMobject(stroke_color=each, stroke_width=width) for each in colours)
        self.numbers = tuple(LiveNumber(NUMBER, each, align=0.5) for each in colours)
        for number in self.numbers:
            number.set_stroke(edge, width=5, background=True)
        self.covered = np.ones(2)

    @property
    def layers(self) -> tuple[VMobject, ...]:
        """All that is drawn."""
        return (*self.paths, *self.numbers)

    def draw(self, stops: np.ndarray, values: np.ndarray, size: float, places: int = 2) -> None:
        """Draw the legs between three stops, with their numbers.

        Parameters
        ----------
        stops : array (3, 2)
            In frame units.
        values : array (2,)
        size : float
            By how much numbers and gaps are larger than in a frame of 16:9 at home.
        places : int
            Decimals.
        """
        for i, (path, number) in enumerate(zip(self.paths, self.numbers, strict=True)):
            way = self.covered[i] * (stops[i + 1] - stops[i])
            path.points = as_points(straight(stops[i][None], (stops[i] + way)[None]))
            if not way.any():
                path.points = np.zeros((0, 3))
            number.size = NUMBER * size
            text = fixed(float(values[i]), places)
            number.place(np.zeros(3)).write(text)
            outward = _outward(stops, i)
            half = np.array([number.width, number.height]) / 2
            middle = (stops[i] + stops[i + 1]) / 2
            x, y = middle + (half @ np.abs(outward) + GAP * size) * outward
            number.place(at(x, y - half[1])).write(text)


def _outward(stops: np.ndarray, leg: int) -> np.ndarray:
    """Return the unit vector across a leg of a way of three stops, away from the third side."""
    way = stops[leg + 1] - stops[leg]
    across = np.array([-way[1], way[0]])
    inner = stops[(leg + 2) % 3] - stops[leg]
    across = across * (-1 if across @ inner > 0 else 1)
    length = float(np.linalg.norm(across))
    return across / length if length > 1e-9 else np.array([0.0, -1.0])
