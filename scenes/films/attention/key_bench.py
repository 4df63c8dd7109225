"""A query, the keys of a list, their products, what becomes of them, and the values, as bars."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, VGroup

from engine.experiments.softmax import softmax
from engine.experiments.transformer.sorting import SortingRun
from scenes.films.attention.attention_matrix import HEADING, WIDEST, AttentionMatrix
from scenes.films.attention.bench_progress import Come, between, late
from scenes.films.attention.number_bars import NumberBars
from scenes.films.attention.written_attention import score_text, share_text
from scenes.mobjects.cell_grid import CellGrid
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.contrast import ratio
from scenes.theme.theme import Theme

LEFT, RIGHT = 1.5, 1.6
"""Room for the numbers and names on either side of the bars, in frame units of 16:9."""
FOOT = 0.12
"""From the matrix to the foot of the numbers above it, in 16:9, as `AttentionMatrix` has it."""
READ = 6
"""Numbers that are written below their bars, at first."""
HEAD = 1.25
"""Height of the query's place above the list, in places of the list's numbers."""
LARGE, CHIP, MOST = 1.45, 0.77, 3
"""Heights of the rows that get most attention, and of the others, which are without bars; and how
many get it."""
ADDED = 0.7
"""Opacity of values that have been added to the mix."""
GAP = 0.88
"""Share of its place that a row of bars takes."""
NUMBER, RESULT, NAME = 28, 27, 22
"""Sizes of the numbers below bars, beside them, and of names, in 16:9."""
EVEN = 0.0055
"""By so much the foot of a number of size 1 is below its middle, in frame units."""


class KeyBench(VGroup):
    """Rows of bars: at first a query, a key and their products, then the products of all keys.

    Parameters
    ----------
    run : SortingRun
    numbers : int array (length,)
        The list.
    row : int
        Of the matrix: the query is that of the number written last before it.
    matrix : AttentionMatrix
        From which the numbers come, and to which the shares go.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    come : Come
        It holds from the next call of `draw` on.
    worked : int
        The place in the list of the key that is worked out: that of the highest score.
    """

    def __init__(
        self,
        run: SortingRun,
        numbers: np.ndarray,
        row: int,
        matrix: AttentionMatrix,
        stage: Stage,
        theme: Theme,
    ) -> None:
        self.matrix, self.stage, self.row, self.theme = matrix, stage, row, theme
        self.list = numbers
        self.last = int(run.written_last(numbers)[row])
        self.query = run.queries[-1][self.last].astype(np.float64)
        self.keys = run.keys[-1][numbers].astype(np.float64)
        self.values = run.values[numbers].astype(np.float64)
        self.products = self.query * self.keys
        self.scores = run.scores(numbers, run.last_step)[row]
        self.weights = softmax(self.scores)
        self.worked = int(self.scores.argmax())
        self.is_large = np.isin(np.arange(len(numbers)), (-self.weights).argsort()[:MOST])
        self.dimensions = len(self.query)
        self.come = Come()
        self.due = int(run.guesses[-1, 0, row])
        written, size = min(READ, self.dimensions), stage.text_size(NUMBER)
        low, high = self._across()
        widest = float(np.ptp(number_outline(WIDEST, size)[:, 0]))
        size *= min(1.0, 0.85 * float(high[0] - low[0]) / written / widest)
        self.query_bars, self.key_bars, self.mix_bars = (
            NumberBars(written, size, theme) for _ in range(3)
        )
        self.rows = [NumberBars(written, size, theme) for _ in numbers]
        heading, beside = stage.text_size(HEADING), stage.text_size(RESULT)
        heads = [_number(heading, theme.text) for _ in range(len(numbers) + 1)]
        self.head, self.heads = heads[0], heads[1:]
        self.results = [_number(beside, theme.text) for _ in numbers]
        is_right = self.due == np.sort(numbers)[row]
        self.written = _number(heading, theme.accuracy if is_right else theme.loss)
        self.cells = CellGrid(len(numbers), 1)
        self.names = {
            name: sentence(name, stage.text_size(NAME), theme.muted)
            for name in ("query", "key", "products", "score", "share", "mix")
        }
        for name in self.names.values():
            name.scale(min(1.0, 0.95 * LEFT * self._wide / name.width))
        super().__init__(
            self.query_bars, self.key_bars, self.mix_bars, *self.rows, self.cells, *self.results,
            *heads, self.written, *self.names.values(),
        )  # fmt: skip

    @property
    def _wide(self) -> float:
        """Side rooms are narrower in upright frames."""
        return self.stage.scale * (0.62 if self.stage.is_upright else 1.0)

    def texts(self) -> tuple[list[str], list[str], list[str]]:
        """Return the first numbers of the query, of the key and their products, as written.

        The products are those of what is written.
        """
        query, key = (np.round(each[:READ], 2) for each in (self.query, self.keys[self.worked]))
        written = ([score_text(value) for value in each] for each in (query, key, query * key))
        first, second, third = written
        return first, second, third

    def written_products(self) -> np.ndarray:
        """Return the products of the first numbers as they are written."""
        return np.round(self.query[:READ], 2) * np.round(self.keys[self.worked, :READ], 2)

    def total(self, count: int) -> float:
        """Return the sum of the first products of the key that is worked out."""
        return float(self.products[self.worked, :count].sum())

    def third(self, index: int) -> Area:
        """Return where query, key or products stand, as far as they have come, before the list."""
        low, high = self._across()
        come = self.come
        heights = np.array([1.0, come.answered, come.multiplied])
        ends = np.append(0.0, np.cumsum(heights)) / heights.sum() * (high[1] - low[1])
        top, bottom = high[1] - ends[index], high[1] - ends[index + 1]
        return Area(np.array([low[0], top - GAP * (top - bottom)]), np.array([high[0], top]))

    def place(self, index: int) -> Area:
        """Return where the row of a number of the list stands, or that of the query, −1."""
        low, high = self._across()
        heights = np.append(HEAD, np.where(self.is_large, LARGE, CHIP))
        heights *= (high[1] - low[1]) / heights.sum()
        top = high[1] - float(heights[: index + 1].sum())
        height = GAP * float(heights[index + 1])
        return Area(np.array([low[0], top - height]), np.array([high[0], top]))

    def draw(self) -> None:
        """Draw everything as far as it has come."""
        come = self.come
        visible = float(
            min(READ, self.dimensions) ** (1 - come.squeezed) * self.dimensions**come.squeezed
        )
        visible = min(visible, self.dimensions)
        legible = float(np.clip(1 - 8 * (visible / READ - 1), 0, 1 - come.squeezed))
        gone = 1 - come.returned
        query, key, products = self.texts()
        limit = self._limit(np.concatenate([self.query[None], self.keys]))
        top = between(self.third(0), self.place(-1), come.opened)
        self.query_bars.draw(
            come.asked * self.query / limit, top, visible,
            seen=come.asked * (1 - come.valued) * gone, texts=query, told=come.asked * legible,
        )  # fmt: skip
        self.key_bars.draw(
            come.answered * self.keys[self.worked] / limit, self.third(1), visible,
            seen=come.answered * max(1 - 2 * come.opened, 0.0), texts=key,
            told=late(come.answered) * legible,
        )  # fmt: skip
        most = self._limit(self.products)
        greatest = float(np.abs(self.values).max()) or 1.0
        added = np.clip(come.mixed * len(self.rows) - np.arange(len(self.rows)), 0, 1)
        for j, bars in enumerate(self.rows):
            is_worked = j == self.worked
            grown = come.multiplied if is_worked else come.joined
            box = between(self.third(2), self.place(j), come.opened if is_worked else 1.0)
            shrunk = 1 - come.weighted * (1 - self.weights[j])
            heights = (1 - come.valued) * self.products[j] / most
            heights = heights + come.valued * shrunk * self.values[j] / greatest
            bars.draw(
                np.clip(grown * heights, -1, 1), box, visible,
                seen=self.is_large[j] * grown * (1 - (1 - ADDED) * added[j]) * gone,
                texts=products if is_worked else None,
                told=late(come.multiplied) * legible if is_worked else 0.0,
            )  # fmt: skip
        mix = (added * self.weights) @ self.values / greatest
        self.mix_bars.draw(mix, top, visible, seen=min(4 * come.mixed, 1.0) * gone)
        self._draw_heads(top)
        self._draw_results(gone)
        self._draw_names(top, gone)

    def _limit(self, values: np.ndarray) -> float:
        """Return the value of the highest bar: that of the first row as long as it is read."""
        first = float(
            np.abs(values[0 if values is not self.products else self.worked, :READ]).max()
        )
        return first ** (1 - self.come.squeezed) * float(np.abs(values).max()) ** self.come.squeezed

    def _draw_heads(self, top: Area) -> None:
        matrix, come = self.matrix, self.come
        side = np.array([matrix.boxes.low[0] - 0.5 * matrix.side, matrix.row_middle(self.row)])
        lower = 0.12 * self.stage.scale
        spot = side + come.arrived * (np.array([self._left, top.centre[1] - lower]) - side)
        _write(self.head, str(self.last), spot, 1 - come.valued)
        middles, _ = matrix.resting()
        height = matrix.boxes.high[1] + FOOT * self.stage.scale + EVEN * self.head.size
        for j, head in enumerate(self.heads):
            above, spot = np.array([middles[0, j, 0], height]), self._middle(j, self._left)
            if j == self.worked:
                key = np.array([self._left, self.third(1).centre[1] - (1 - come.opened) * lower])
                key[1] = max(key[1], self._across()[0][1] + 2 * lower)
                spot = above + come.arrived * (key + come.opened * (spot - key) - above)
            spot = spot + come.returned * (above - spot)
            seen = 1.0 if j == self.worked else come.joined
            _write(head, str(self.list[j]), spot, seen)

    def _draw_results(self, gone: float) -> None:
        come, matrix = self.come, self.matrix
        middles, cell = matrix.resting()
        spots = np.array([self._middle(j, self._right) for j in range(len(self.list))])
        centres = spots + come.returned * (middles[self.row] - spots)
        heights = [self.place(j).size[1] for j in range(len(self.list))]
        size = np.array([[0.95 * RIGHT * self._wide, height] for height in heights])
        self.cells.set_boxes(centres[:, None], (size + come.returned * (cell - size))[:, None])
        colours = matrix.shares(self.weights)[:, None, :3] / 255.0
        self.cells.set_colours(colours, come.shared)
        for j, number in enumerate(self.results):
            spot, text, seen = spots[j], score_text(self.scores[j]), come.scored
            if j == self.worked:
                start = np.array([self._right, self.third(2).centre[1]])
                spot = start + come.opened * (spot - start)
                seen = min(9 * come.summed, 1.0) * abs(2 * come.divided - 1)
                if come.divided < 0.5:
                    text = score_text(self.total(round(come.summed * self.dimensions)))
            ink = self.theme.text
            if come.shared > 0.5:
                text, ink = share_text(self.weights[j]), _ink(colours[j, 0], self.theme)
            seen *= abs(2 * come.shared - 1) * max(1 - 4 * come.returned, 0.0)
            _write(number.set_fill(ink), text, spot, seen)
        written = np.array([self._right, self.place(-1).centre[1]])
        _write(self.written, str(self.due), written, come.told * gone)

    def _draw_names(self, top: Area, gone: float) -> None:
        come, above = self.come, 0.28 * self.stage.scale
        key, products, leaving = self.third(1), self.third(2), 1 - 2 * come.opened
        column = self.place(0).high[1] + 0.2 * self.stage.scale
        place = max(products.centre[1], self._across()[0][1] + 0.1 * self.stage.scale)
        spots = {
            "query": ((self._left, top.centre[1] + above), come.asked * (1 - come.valued)),
            "key": ((self._left, key.centre[1] + above), late(come.answered) * leaving),
            "products": ((self._left, place), late(come.multiplied) * leaving),
            "score": ((self._right, column), come.scored * (1 - 2 * come.shared)),
            "share": ((self._right, column), (2 * come.shared - 1) * (1 - 2 * come.valued)),
            "mix": ((self._left, top.centre[1]), 4 * come.mixed),
        }  # fmt: skip
        for name, (spot, seen) in spots.items():
            word = self.names[name]
            word.move_to(at(*spot)).set_opacity(float(np.clip(seen, 0, 1)) * gone)

    def _across(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the lower left and the upper right of where bars stand."""
        hero, room = self.stage.hero, 0.1 * self.stage.scale
        low = hero.low + np.array([LEFT * self._wide, room])
        return low, hero.high - np.array([RIGHT * self._wide, room])

    @property
    def _left(self) -> float:
        return float(self.stage.hero.low[0] + 0.5 * LEFT * self._wide)

    @property
    def _right(self) -> float:
        return float(self.stage.hero.high[0] - 0.5 * RIGHT * self._wide)

    def _middle(self, index: int, x: float) -> np.ndarray:
        return np.array([x, self.place(index).centre[1]])


def _number(size: float, colour: str) -> LiveNumber:
    return LiveNumber(size, colour, align=0.5)


def _write(number: LiveNumber, text: str, spot: np.ndarray, seen: float) -> None:
    number.place(at(spot[0], spot[1] - EVEN * number.size)).write(text if seen > 0 else "")
    number.set_fill(opacity=float(np.clip(seen, 0, 1)))


def _ink(colour: np.ndarray, theme: Theme) -> str:
    ground = ManimColor.from_rgb(colour).to_hex()
    return max((theme.text, theme.background), key=lambda ink: ratio(ink, ground))
