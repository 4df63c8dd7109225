"""A digit and its map, both moved sideways: what was blank leaves, and zeros come after."""

from __future__ import annotations

import numpy as np
from manim import Square, VGroup

from engine.experiments.filters import FilterRun, feature_maps
from scenes.films.convolution.digit_and_map import ANSWER, FULL, DigitAndMap
from scenes.languages.numbers import fixed
from scenes.mobjects.cell_grid import CellGrid, lattice
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber


class MovedDigit(VGroup):
    """Pixels and the responses above 0 of one filter, and a window with its response.

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
        weights, biases = (each[which : which + 1] for each in run.filters(run.last_step))
        self.responses = np.maximum(feature_maps(self.image, weights, biases)[0], 0)
        self.pixels, self.cells = (CellGrid(*self.image.shape) for _ in range(2))
        self.shades = picture.brightness(self.image)[..., :3] / 255
        self.signs = picture.signs(self.responses)[..., :3] / 255
        self.window = Square(3 * picture.pitch, color=picture.theme.highlight, stroke_width=5)
        self.marker = Square(picture.pitch, color=picture.theme.highlight, stroke_width=5)
        row, column = place
        shade = self.signs[row, column + 1]
        self.answer = LiveNumber(ANSWER * picture.pitch, picture.standing_out(shade), align=0.5)
        self.text = fixed(float(self.responses[row, column + 1]), 1)
        super().__init__(
            self.pixels, self.cells, self.window, self.marker, self.answer.write(self.text)
        )
        self.move(0.0)

    def move(self, by: float) -> MovedDigit:
        """Draw both as they are when the digit is moved by so many columns, from −1 to 1."""
        picture, pitch = self.picture, self.picture.pitch
        columns = self.image.shape[1] - 2
        left = np.arange(-1, columns + 1) + by
        inside = np.clip(np.minimum(left + 1, columns) - np.maximum(left, 0), 0, 1)
        for grid, colours, corner in (
            (self.pixels, self.shades, picture.digit_corner),
            (self.cells, self.signs, picture.map_corner),
        ):
            start = corner + np.array([(by - 1) * pitch, 0])
            grid.set_boxes(lattice(self.image.shape, start, pitch), FULL * pitch)
            grid.set_colours(colours, inside[None])
        spot = np.array([self.place[0], self.place[1] + by])
        self.window.move_to(at(*picture.pixel_middle(spot)))
        x, y = picture.map_middle(spot)
        self.marker.move_to(at(x, y))
        self.answer.place(at(x, y - 0.0055 * self.answer.size)).write(self.text)
        return self
