"""The area of the unit square, before and after a map: the determinant, to be looked at."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from scenes.films.linear_algebra.plane_picture import UNIT_SQUARE, PlanePicture
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.theme.theme import Theme

NUMBER_AT = np.array([0.68, 0.16])
"""In the unit square: the foot of the number's middle."""
SIZE = 30
"""Of the number, at most, in a frame of 16:9."""
ROOM = 14.0
"""The number's size is at most this, for each frame unit of the square's side."""


class MovedArea:
    """The outline of the unit square where it lay, and its filled area on the way, in numbers.

    Parameters
    ----------
    picture : PlanePicture
        It gets them as layers, not seen yet.
    theme : Theme
    places : int
        Decimals of the matrix from whose entries the area is worked out.
    decimals : int
        Of the area.

    Attributes
    ----------
    matrix : array (2, 2)
        What has carried the area so far.
    outline, area : VMobject
    number : LiveNumber
    """

    def __init__(self, picture: PlanePicture, theme: Theme, places: int, decimals: int) -> None:
        self.picture, self.places, self.decimals = picture, places, decimals
        self.matrix = np.eye(2)
        self.outline = VMobject(stroke_color=theme.text, stroke_width=2.5)
        self.area = VMobject(
            fill_color=theme.text, fill_opacity=0.2, stroke_color=theme.text, stroke_width=5
        )
        self.number = LiveNumber(SIZE, theme.text, align=0.5)
        self.number.set_stroke(theme.background, width=6, background=True)
        self.outline.points = self._around(np.eye(2))
        picture.take(self.outline, self.area, self.number)
        picture.when_drawn(lambda carry, size: self.draw(size))

    def draw(self, size: float) -> None:
        """Draw the area where it is, and write how large: things are `size` times as large."""
        self.area.points = self._around(self.matrix)
        self.number.size = min(SIZE * size, ROOM * self.picture.unit)
        place = self.picture.place(self.matrix @ NUMBER_AT)
        self.number.place(at(*place)).write(self.text)

    @property
    def text(self) -> str:
        """The area, worked out from the matrix as it is printed."""
        value = float(np.linalg.det(np.round(self.matrix, self.places)))
        return fixed(value, self.decimals)

    def _around(self, matrix: np.ndarray) -> np.ndarray:
        corners = self.picture.place(UNIT_SQUARE @ matrix.T)
        return as_points(straight(corners, np.roll(corners, -1, axis=0)))
