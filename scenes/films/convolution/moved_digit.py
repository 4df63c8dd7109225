"""A digit and its map, both moved sideways: what was blank leaves, and zeros come after."""

from __future__ import annotations

import numpy as np
from manim import Square, VGroup

from engine.experiments.filters import FilterRun, worked_map
from scenes.films.convolution.digit_and_map import ANSWER, FULL, DigitAndMap, answer_text
from scenes.mobjects.cell_grid import CellGrid, lattice
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber


class MovedDigit(VGroup):
    """Pixels and the responses above 0 of one filter, with a window over one of its places.

    Parameters
    ----------
    picture : DigitAndMap
        Where they stand if they are not moved.
    run : FilterRun
    which : int
        The filter.
    place : (int, int)
        Row and column of the window's middle.
    """

    def __init__(
        self, picture: DigitAndMap, run: FilterRun, which: int, place: tuple[int, int]
    ) -> None:
        self.picture, self.place = picture, place
        # One column more on each side: it may come in from there.
        self.image = np.pad(run.image, ((0, 0), (1, 1)))
        self.responses = np.maximum(worked_map(run, which, self.image), 0)
        self.pixels, self.cells = (CellGrid(*self.image.shape) for _ in range(2))
        self.shades = picture.brightness(self.image)[..., :3] / 255
        self.signs = picture.signs(self.responses)[..., :3] / 255
        self.window = Square(3 * picture.pitch, color=picture.theme.highlight, stroke_width=5)
        self.marker = Square(picture.map_pitch, color=picture.theme.highlight, stroke_width=5)
        self.told = np.argwhere(np.ones(self.responses.shape)) - [0, 1]
        self.answers = [
            LiveNumber(
                ANSWER * picture.map_pitch, picture.standing_out(self.signs[row, column + 1]),
                align=0.5,
            )
            for row, column in self.told
        ]  # fmt: skip
        super().__init__(self.pixels, self.cells, self.window, self.marker, *self.answers)
        self.move(0.0)

    def move(self, by: float) -> None:
        """Draw both as they are when the digit is moved by so many columns, from −1 to 1."""
        picture = self.picture
        columns = self.image.shape[1] - 2
        left = np.arange(-1, columns + 1) + by
        inside = np.clip(np.minimum(left + 1, columns) - np.maximum(left, 0), 0, 1)
        for grid, colours, corner, pitch in (
            (self.pixels, self.shades, picture.digit_corner, picture.pitch),
            (self.cells, self.signs, picture.map_corner, picture.map_pitch),
        ):
            start = corner + np.array([(by - 1) * pitch, 0])
            grid.set_boxes(lattice(self.image.shape, start, pitch), FULL * pitch)
            grid.set_colours(colours, inside[None])
        spot = np.array([self.place[0], self.place[1] + by])
        self.window.move_to(at(*picture.pixel_middle(spot)))
        self.marker.move_to(at(*picture.map_middle(spot)))
        for (row, column), number in zip(self.told, self.answers, strict=True):
            x, y = picture.map_middle(np.array([row, column + by]))
            text = answer_text(float(self.responses[row, column + 1]))
            opacity = float(np.clip(2 * inside[column + 1] - 1, 0, 1))
            number.place(at(x, y - 0.0055 * number.size)).write(text if opacity > 0 else "")
            number.set_fill(opacity=opacity)
