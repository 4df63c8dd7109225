"""A digit and the map that a filter makes of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import ManimColor, Rectangle, Square, VGroup

from engine.experiments.filters import BRIGHTEST
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.cell_grid import CellGrid, lattice
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area, Stage
from scenes.theme.contrast import ratio
from scenes.theme.theme import Theme

FULL = 0.95
"""Share of its place that a cell fills."""
APART = 0.8
"""Between the digit with its rim and what stands beside it, in pixels."""
ROOM = 0.96
"""Share of the stage that digit and map take at most."""
LARGER = 1.25
"""Side of a cell of the map, in pixels: the map is as high as the digit with its rim."""
ALONE = 1.8
"""Side of a cell of the filter where it stands by itself, in pixels."""
READABLE, FADING = 0.33, 0.15
"""From the middle of a number to its edge, and a way on which it fades, in cells."""
ANSWER = 33.0
"""Size of a response in a cell of side 1, as Manim counts."""
RIM = 0.55
"""Opacity of the zeros around the digit."""
DIMMED = 0.22
"""Opacity of the pixels that are not looked at when the camera is close."""


def answer_text(response: float) -> str:
    """Return how a response is written in its cell: as a whole number."""
    return fixed(response, 0)


PUREST = "#ffffff", "#000000"
"""One of them has a contrast of 4.5 to 1 with any shade; a theme's own inks fall short of it."""


class DigitAndMap(VGroup):
    """Pixels with a rim of zeros, a window of three by three, and a map with a marker.

    The map stands beside the digit, or below it. Till it comes, the filter stands in its place.

    Parameters
    ----------
    image : int array (rows, columns)
    limit : float
        The largest magnitude of a response.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    pitch, map_pitch : float
        From one pixel, and from one cell of the map, to the next, in frame units.
    written : float
        Opacity of the responses as numbers in cells that are filled; it holds from the next
        `fill` on.
    filter_middle : array (2,)
        Where the filter stands by itself.
    """

    def __init__(self, image: np.ndarray, limit: float, stage: Stage, theme: Theme) -> None:
        self.image, self.theme = image, theme
        rows, columns = image.shape
        beside = np.array([2 + APART + (1 + LARGER) * columns, max(rows + 2, LARGER * rows)])
        below = np.array([max(columns + 2, LARGER * columns), 2 + APART + (1 + LARGER) * rows])
        fits = [float((ROOM * stage.hero.size / cells).min()) for cells in (beside, below)]
        is_beside = fits[0] >= fits[1]
        self.pitch, cells = max(fits), beside if is_beside else below
        self.map_pitch = LARGER * self.pitch
        box = stage.hero.centre + np.array([-0.5, 0.5]) * cells * self.pitch
        self.digit_corner = box + np.array([1, -1]) * self.pitch
        step = np.array([1.0, 0.0] if is_beside else [0.0, -1.0]) * self.pitch
        along = columns if is_beside else rows
        across = np.array([0.0, 1.0] if is_beside else [-1.0, 0.0]) * self.pitch
        aside = (LARGER - 1) * (rows if is_beside else columns) / 2
        self.map_corner = self.digit_corner + (along + 1 + APART) * step + aside * across
        self.filter_middle = self.digit_box.centre + (along / 2 + APART + 1.5 * ALONE) * step
        self.brightness = ColourMap((theme.panel, theme.text), 0, BRIGHTEST)
        self.signs = ColourMap((theme.negative, theme.panel, theme.positive), -limit, limit)
        padded = np.pad(image, 1)
        self.shades = self.brightness(padded)[..., :3] / 255
        self.pixels = CellGrid(rows + 2, columns + 2)
        rim = self.digit_corner + np.array([-1, 1]) * self.pitch
        self.pixels.set_boxes(lattice(padded.shape, rim, self.pitch), FULL * self.pitch)
        size = 34 * self.pitch
        self.rim_middles = self.pixel_middle(
            np.argwhere(np.pad(np.zeros(image.shape), 1, constant_values=1)) - 1
        )
        self.zeros = [
            LiveNumber(size, theme.muted, align=0.5).place(self._foot(middle, size))
            for middle in self.rim_middles
        ]
        self.show_rim(0.0)
        self.numbers = [LiveNumber(size, theme.text, align=0.5) for _ in range(image.size)]
        self.show_numbers()
        self.cells = CellGrid(rows, columns)
        self.cells.set_boxes(self.map_middles, FULL * self.map_pitch)
        self.filled = np.zeros(image.shape)
        self.responses = np.zeros(image.shape)
        self.frame = Rectangle(
            width=columns * self.map_pitch,
            height=rows * self.map_pitch,
            color=theme.edge,
            stroke_width=2,
        )
        self.frame.move_to(at(*self.map_box.centre))
        self.answers = [
            LiveNumber(ANSWER * self.map_pitch, theme.text, align=0.5) for _ in range(image.size)
        ]
        self.written = 0.0
        self.window = Square(3 * self.pitch, color=theme.highlight, stroke_width=5)
        self.marker = Square(self.map_pitch, color=theme.highlight, stroke_width=5)
        super().__init__(
            self.pixels, *self.zeros, *self.numbers, self.frame, self.cells, *self.answers
        )
        self.fill(self.responses, self.filled)

    @property
    def map_middles(self) -> np.ndarray:
        """The middles of the map's cells in the frame, array (rows, columns, 2)."""
        return lattice(self.image.shape, self.map_corner, self.map_pitch)

    @property
    def map_box(self) -> Area:
        """Where the map stands."""
        rows, columns = self.image.shape
        size = np.array([columns, -rows]) * self.map_pitch
        return Area.around(np.array([self.map_corner, self.map_corner + size]))

    @property
    def digit_box(self) -> Area:
        """Where the digit stands, without its rim."""
        rows, columns = self.image.shape
        size = np.array([columns, -rows]) * self.pitch
        return Area.around(np.array([self.digit_corner, self.digit_corner + size]))

    def pixel_middle(self, place: np.ndarray) -> np.ndarray:
        """Return the middles of pixels in the frame, from rows and columns (…, 2)."""
        return self._middle(self.digit_corner, self.pitch, place)

    def map_middle(self, place: np.ndarray) -> np.ndarray:
        """Return the middles of the map's cells in the frame, from rows and columns (…, 2)."""
        return self._middle(self.map_corner, self.map_pitch, place)

    @property
    def with_filter(self) -> Area:
        """The digit, and the filter by itself."""
        box, half = self.digit_box, 1.5 * ALONE * self.pitch
        ends = self.filter_middle + np.array([[-half], [half]])
        return Area.around(np.vstack([box.low, box.high, ends]))

    def window_at(self, place: np.ndarray) -> Area:
        """Return what the window takes up round a place, a row and a column."""
        half = 1.5 * self.pitch
        middle = self.pixel_middle(place)
        return Area(middle - half, middle + half)

    def show_rim(self, progress: float, under: Sequence[Area] = ()) -> None:
        """Let the zeros around the digit appear, but for those that something else covers."""
        seen = np.ones(self.shades.shape[:2])
        seen[[0, -1]], seen[:, [0, -1]] = RIM * progress, RIM * progress
        self.pixels.set_colours(self.shades, seen)
        seen_through = self._uncovered(self.rim_middles, under)
        for number, opacity in zip(self.zeros, (progress * seen_through).tolist(), strict=True):
            number.write("0" if opacity > 0 else "").set_fill(opacity=opacity)

    def dim_around(self, progress: float, place: np.ndarray) -> None:
        """Let all pixels fade that are not under the window round a row and a column."""
        away = np.abs(np.indices(self.shades.shape[:2]) - (place + 1)[:, None, None]).max(axis=0)
        seen = np.where(away > 1, 1 - progress * (1 - DIMMED), 1.0)
        seen[[0, -1]], seen[:, [0, -1]] = 0.0, 0.0
        self.pixels.set_colours(self.shades, seen)

    def show_numbers(
        self,
        seen: float = 1.0,
        inside: Area | None = None,
        under: Sequence[Area] = (),
    ) -> None:
        """Write the values of the pixels that can be read as a whole.

        Parameters
        ----------
        seen : float
            Their opacity.
        inside : Area, optional
            What the camera sees; numbers at its edge would be cut off.
        under : sequence of Area
            What something else covers.
        """
        places = np.argwhere(np.ones(self.image.shape))
        middles = self.pixel_middle(places)
        opacities = seen * self._uncovered(middles, under, inside)
        for place, middle, number, opacity in zip(
            places, middles, self.numbers, opacities, strict=True
        ):
            row, column = place.tolist()
            text = str(self.image[row, column]) if opacity > 0 else ""
            number.place(self._foot(middle, number.size)).write(text)
            number.set_fill(self.ink((row, column)), opacity=float(opacity))

    def _uncovered(
        self, middles: np.ndarray, under: Sequence[Area], inside: Area | None = None
    ) -> np.ndarray:
        """Return how far numbers around middles (n, 2) can be read as a whole, from 0 to 1."""
        clear = np.ones(len(middles))
        bounds = [(each, -1) for each in under] + ([] if inside is None else [(inside, 1)])
        for area, sign in bounds:
            room = np.minimum(middles - area.low, area.high - middles).min(axis=1)
            clear *= np.clip((sign * room / self.pitch - READABLE) / FADING, 0, 1)
        return clear

    def ink(self, place: tuple[int, ...]) -> str:
        """Return the colour in which writing stands out on a pixel."""
        return self.standing_out(self.shades[place[0] + 1, place[1] + 1])

    def ink_on(self, response: float) -> str:
        """Return the colour in which writing stands out on a cell of the map."""
        return self.standing_out(self.signs(np.array([response]))[0, :3] / 255)

    def standing_out(self, shade: np.ndarray) -> str:
        """Return the colour in which writing stands out on a shade, red, green and blue."""
        ground = ManimColor.from_rgb(shade).to_hex()
        return max(PUREST, key=lambda ink: ratio(ink, ground))

    def put_window(self, place: np.ndarray) -> None:
        """Move the window, and the marker in the map, to a row and a column."""
        self.window.move_to(at(*self.pixel_middle(place)))
        self.marker.move_to(at(*self.map_middle(place)))

    def fill(self, responses: np.ndarray, filled: np.ndarray) -> None:
        """Colour the map's cells by responses, as far as they are filled, both (rows, columns)."""
        self.responses, self.filled = responses, filled
        shades = self.signs(responses)[..., :3] / 255
        self.cells.set_colours(shades, np.minimum(2 * filled, 1.0))
        seen = (self.written * np.maximum(2 * filled - 1, 0.0)).ravel().tolist()
        for k, (number, opacity) in enumerate(zip(self.answers, seen, strict=True)):
            text = answer_text(float(responses.flat[k])) if opacity > 0 else ""
            middle = self.map_middles.reshape(-1, 2)[k]
            number.place(self._foot(middle, number.size)).write(text)
            number.set_fill(self.standing_out(shades.reshape(-1, 3)[k]), opacity=opacity)

    def rectify(self, responses: np.ndarray, progress: float) -> None:
        """Let responses (rows, columns) below 0 become 0; what is written of them never between."""
        below = responses < 0
        self.fill(np.where(below, (1 - progress) * responses, responses), self.filled)
        told = responses if progress < 0.5 else np.maximum(responses, 0.0)
        for k in np.flatnonzero(below & (self.written * self.filled > 0)).tolist():
            seen = self.answers[k].get_fill_opacity() * abs(1 - 2 * progress)
            self.answers[k].write(answer_text(float(told.flat[k]))).set_fill(opacity=seen)

    @staticmethod
    def _foot(middle: np.ndarray, size: float) -> np.ndarray:
        """Return where a number of some size stands so that its middle is in a place."""
        return at(middle[0], middle[1] - 0.0055 * size)

    @staticmethod
    def _middle(corner: np.ndarray, pitch: float, place: np.ndarray) -> np.ndarray:
        place = np.asarray(place, dtype=float)
        middle: np.ndarray = corner + (place[..., ::-1] + 0.5) * np.array([1, -1]) * pitch
        return middle
