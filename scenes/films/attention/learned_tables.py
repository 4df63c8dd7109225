"""Where queries, keys and values come from: three tables with a row for each number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import Line, Rectangle, VGroup

from scenes.films.attention.attention_matrix import HEADING
from scenes.films.attention.division import EVEN
from scenes.films.attention.number_bars import NumberBars
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

SIDE, HEAD, STRIP, BETWEEN = 0.8, 0.6, 1.25, 0.3
"""Room to the left of a table and above it, height of a strip and room above that, in 16:9."""
NAME = 28
"""Size of the names, in 16:9."""
FINE = 6
"""Pixels along each side of a cell: edges stay sharp when the picture is stretched."""
STRONG = 98
"""Percentile of magnitudes from which on a cell has its full colour."""


@dataclass
class Looked:
    """How far the tables have come, from 0 to 1.

    Attributes
    ----------
    shown, read, parted : float
        Whether they are there; whether a row of each is marked, and stands below as bars; how far
        the mark of the first has gone to the row of the number that asks.
    gone : float
        Whether all but the bars has gone.
    """

    shown: float = 0.0
    read: float = 0.0
    parted: float = 0.0
    gone: float = 0.0


class LearnedTables(VGroup):
    """A table each of queries, keys and values, and a row of each as bars below it.

    Parameters
    ----------
    tables : sequence of array (numbers, width)
    asking, answering : int
        The numbers whose query, and whose key and value, are shown.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    come : Looked
        It holds from the next call of `draw` on.
    pictures : list of HeatMap
        Drawn apart: an image is no outline.
    """

    def __init__(
        self,
        tables: list[np.ndarray],
        asking: int,
        answering: int,
        stage: Stage,
        theme: Theme,
    ) -> None:
        self.tables, self.stage = tables, stage
        self.asking, self.answering, self.come = asking, answering, Looked()
        self._divide()
        strong = float(np.percentile(np.abs(np.concatenate(tables)), STRONG))
        colours = ColourMap((theme.negative, theme.panel, theme.positive), -strong, strong)
        self.pictures = [
            HeatMap(box.low, box.high, colours).set_values(
                np.repeat(np.repeat(table[::-1], FINE, axis=0), FINE, axis=1)
            )
            for box, table in zip(self.boxes, tables, strict=True)
        ]
        heading, name = stage.text_size(HEADING), stage.text_size(NAME)
        self.numbers = [LiveNumber(heading, theme.text, align=0.5) for _ in tables]
        self.names = [sentence(word, name, theme.text) for word in ("query", "key", "value")]
        for box, word in zip(self.boxes, self.names, strict=True):
            word.move_to(at(box.centre[0], box.high[1] + 0.5 * HEAD * stage.scale))
        self.marks = [Rectangle(color=theme.highlight, stroke_width=3) for _ in tables]
        self.ways = [Line(color=theme.highlight, stroke_width=1.5) for _ in range(2 * len(tables))]
        self.bars = [NumberBars(0, 1, theme) for _ in tables]
        super().__init__(*self.names, *self.ways, *self.marks, *self.numbers, *self.bars)

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest number of the rows that are shown."""
        rows = [table[self.answering] for table in self.tables] + [self.tables[0][self.asking]]
        return min(0.0, *(float(r.min()) for r in rows)), max(float(r.max()) for r in rows)

    def _divide(self) -> None:
        scale, hero, count = self.stage.scale, self.stage.hero, len(self.tables)
        top = self.stage.frame.high[1] - (0.2 + HEAD) * scale
        foot = hero.low[1] + (0.1 + STRIP + BETWEEN) * scale
        pitch, side = float(hero.size[0] - 0.2 * scale) / count, SIDE * scale
        lefts = hero.low[0] + np.arange(count) * pitch + side
        self.boxes = [
            Area(np.array([left, foot]), np.array([left + pitch - side, top])) for left in lefts
        ]
        self.strips = [
            Area(
                np.array([box.low[0], hero.low[1] + 0.1 * scale]),
                np.array([box.high[0], foot - BETWEEN * scale]),
            )
            for box in self.boxes
        ]

    def row(self, table: int) -> float:
        """Return which row of a table is marked."""
        if table:
            return float(self.answering)
        return self.answering + self.come.parted * (self.asking - self.answering)

    def row_middle(self, table: int) -> float:
        """Return how high the marked row of a table is."""
        box, count = self.boxes[table], len(self.tables[table])
        return float(box.high[1] - (self.row(table) + 0.5) / count * box.size[1])

    def spot(self, table: int) -> np.ndarray:
        """Return where the number of the marked row stands, array (2,)."""
        left = self.boxes[table].low[0] - 0.5 * SIDE * self.stage.scale
        return np.array([left, self.row_middle(table)])

    def draw(self) -> None:
        """Draw everything as far as it has come."""
        come = self.come
        seen = come.shown * (1 - come.gone)
        for picture, name in zip(self.pictures, self.names, strict=True):
            picture.set_opacity(seen)
            name.set_opacity(seen)
        asked = come.parted > 0.5
        for k, (mark, number, bars) in enumerate(
            zip(self.marks, self.numbers, self.bars, strict=True)
        ):
            box, middle = self.boxes[k], self.row_middle(k)
            height = 2.2 * float(box.size[1]) / len(self.tables[k])
            mark.stretch_to_fit_width(float(box.size[0])).stretch_to_fit_height(height)
            dim = 1.0 if k < 2 else 1 - 0.7 * come.parted  # the value is for later
            mark.move_to(at(box.centre[0], middle)).set_stroke(opacity=come.read * seen * dim)
            label = self.asking if k == 0 and asked else self.answering
            changing = abs(1 - 2 * come.parted) if k == 0 else dim
            x, y = self.spot(k)
            number.place(at(x, y - EVEN * number.size)).write(str(label))
            number.set_fill(opacity=come.read * seen * changing)
            strip = self.strips[k]
            for way, side in zip(self.ways[2 * k : 2 * k + 2], (0, 1), strict=True):
                edge = (box.low, box.high)[side][0]
                way.put_start_and_end_on(at(edge, middle - height / 2), at(edge, strip.high[1]))
                way.set_stroke(opacity=0.6 * come.read * seen * dim)
            table = self.tables[k]
            shown = table[label] * changing if k == 0 else table[label]
            staying = 1 - come.gone if k == 2 else float(come.gone == 0)
            bars.draw(
                come.read * shown, strip, len(shown), ends=self.ends,
                seen=come.read * staying * dim,
            )  # fmt: skip
