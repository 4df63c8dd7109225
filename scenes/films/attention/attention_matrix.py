"""An attention matrix: a row for each number to be written, a column for each of the list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Rectangle, Text, VGroup

from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.cell_grid import CellGrid, lattice
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

HEAD, FOOT = 1.0, 0.12
"""Room above and below the cells, in frame units of 16:9."""
SIDE, SIDE_UPRIGHT = 1.2, 0.8
"""Room on either side of them, in frames that are wide and upright, in the same units."""
FULL = 0.94
"""Share of its place that a cell fills."""
HEADING, LABEL = 30, 28
"""Sizes of the numbers around the cells, and of words, in 16:9."""
LIFT = 0.42
"""How high the number above a column rises while it passes others, in 16:9."""


class AttentionMatrix(VGroup):
    """Cells as bright as the attention that is paid, with what stands around them.

    To the left of each row stands the number that was written last, to the right what the network
    writes next; above each column the number of the list that is looked at.

    Parameters
    ----------
    size : int
        Of the list.
    limit : float
        The largest magnitude of a score.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    places : float array (size,)
        Where each column stands, in columns from the left.
    boxes : Area
        Of all cells.
    """

    def __init__(self, size: int, limit: float, stage: Stage, theme: Theme) -> None:
        self.size, self.stage, self.theme = size, stage, theme
        scale, hero = stage.scale, stage.hero
        self.side = (SIDE_UPRIGHT if stage.is_upright else SIDE) * scale
        low = hero.low + np.array([self.side, FOOT * scale])
        self.boxes = Area(low, hero.high - np.array([self.side, HEAD * scale]))
        self.pitch = self.boxes.size / size
        self.shares = ColourMap((theme.panel, theme.highlight))
        self.signs = ColourMap((theme.negative, theme.panel, theme.positive), -limit, limit)
        self.places = np.arange(size, dtype=float)
        self.opacity = np.ones(size)
        self.cells = CellGrid(size, size)
        heading = stage.text_size(HEADING)
        self.heads, self.asked = (
            [self._number(heading, theme.text) for _ in range(size)] for _ in range(2)
        )
        self.written = [self._number(heading, theme.accuracy) for _ in range(size)]
        self.labels = self._labels()
        self.frame = Rectangle(color=theme.text, stroke_width=3)
        self.frame.stretch_to_fit_width(float(hero.size[0] - 0.1 * scale))
        self.frame.stretch_to_fit_height(float(self.pitch[1]))
        self.colours = np.zeros((size, size, 3))
        super().__init__(self.cells, self.heads, self.asked, self.written, self.labels)
        self.put_columns(self.places)

    def row_middle(self, row: float) -> float:
        """Return the height of the middle of a row, in frame units."""
        return float(self.boxes.high[1] - (row + 0.5) * self.pitch[1])

    def put_columns(self, places: np.ndarray, lifted: np.ndarray | None = None) -> None:
        """Stand the columns in places (size,), the numbers above some lifted, array (size,)."""
        self.places = places
        centres, sizes = self.resting()
        across = centres[0, :, 0]
        self.cells.set_boxes(centres, sizes)
        foot = self.boxes.high[1] + 0.12 * self.stage.scale
        rise = np.zeros(self.size) if lifted is None else LIFT * self.stage.scale * lifted
        for head, x, above in zip(self.heads, across, rise, strict=True):
            _move(head, at(x, foot + above))

    def resting(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the middles of the cells, array (size, size, 2), and their size, array (2,)."""
        corner = np.array([self.boxes.low[0], self.boxes.high[1]])
        centres = lattice((self.size, self.size), corner, self.pitch)
        centres[..., 0] = self.boxes.low[0] + (self.places + 0.5) * self.pitch[0]
        return centres, FULL * self.pitch

    def put_list(self, numbers: Sequence[int] | np.ndarray, seen: float = 1.0) -> None:
        """Write a list above the columns, and its numbers in rising order beside the rows."""
        for head, number in zip(self.heads, numbers, strict=True):
            head.write(str(number)).set_fill(opacity=seen)
        side = self.boxes.low[0] - 0.5 * self.side
        before = ["", *map(str, sorted(int(number) for number in numbers)[:-1])]
        for row, (asked, number) in enumerate(zip(self.asked, before, strict=True)):
            asked.place(at(side, self._foot(row))).write(number).set_fill(opacity=seen)

    def write_next(
        self, guesses: np.ndarray, right: np.ndarray, seen: np.ndarray | float = 1.0
    ) -> None:
        """Write what the network writes in each row, in the colour of what is right or wrong."""
        side = self.boxes.high[0] + 0.5 * self.side
        visible = np.broadcast_to(seen, self.size)
        for row, written in enumerate(self.written):
            colour = self.theme.accuracy if guesses[row] == right[row] else self.theme.loss
            written.place(at(side, self._foot(row))).write(str(guesses[row]))
            written.set_fill(colour, opacity=float(visible[row]))

    def show_shares(self, weights: np.ndarray) -> None:
        """Colour the cells by attention weights (size, size)."""
        self.paint(_rgb(self.shares(weights)))

    def reveal(self, weights: np.ndarray, rows: float) -> None:
        """Show the first rows of attention weights (size, size); the others are empty as yet.

        Of a row in part, first the number written last comes, then its cells, then what is written.
        """
        come = np.clip(rows - np.arange(self.size), 0, 1)
        empty = _rgb(self.shares(np.zeros_like(weights)))
        full = _rgb(self.shares(weights))
        self.paint(empty + come[:, None, None] * (full - empty))
        for asked, written, share in zip(self.asked, self.written, come.tolist(), strict=True):
            asked.set_fill(opacity=min(2 * share, 1.0))
            written.set_fill(opacity=max(2 * share - 1, 0.0))

    def paint(self, colours: np.ndarray) -> None:
        """Colour the cells, array (size, size, 3)."""
        self.colours = colours
        self.cells.set_colours(colours, self.opacity[:, None])

    def turn_to_scores(self, weights: np.ndarray, scores: np.ndarray, progress: float) -> None:
        """Colour the cells on the way from attention weights to scores."""
        start, end = _rgb(self.shares(weights)), _rgb(self.signs(scores))
        self.paint((1 - progress) * start + progress * end)

    def frame_row(self, row: float) -> None:
        """Put the frame round a row."""
        self.frame.move_to(at(self.stage.hero.centre[0], self.row_middle(row)))

    @staticmethod
    def _number(size: float, colour: str) -> LiveNumber:
        return LiveNumber(size, colour, align=0.5)

    def _foot(self, row: int) -> float:
        return self.row_middle(row) - 0.0055 * self.stage.text_size(HEADING)

    def _labels(self) -> VGroup:
        """Write what stands to the left and to the right, and what comes before all numbers."""
        scale, theme = self.stage.scale, self.theme
        size = self.stage.text_size(LABEL)
        top = self.boxes.high[1] + 0.27 * scale
        side = 0.5 * self.side

        def word(text: Text, x: float, y: float) -> Text:
            text.scale(min(1.0, 0.92 * self.side / text.width))
            return text.move_to(at(x, y))

        left, right = self.boxes.low[0] - side, self.boxes.high[0] + side
        return VGroup(
            word(sentence("wrote", size, theme.muted), left, top),
            word(sentence("writes", size, theme.muted), right, top),
            word(sentence("start", size, theme.muted), left, self.row_middle(0)),
        )


def _move(number: LiveNumber, start: np.ndarray) -> None:
    """Move a number with what is written."""
    if len(number.points):
        number.points = number.points + (start - number.start)
    number.place(start)


def _rgb(colours: np.ndarray) -> np.ndarray:
    return np.asarray(colours[..., :3] / 255.0)
