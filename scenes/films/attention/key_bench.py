"""A query, a key, their products, and the score that these come to, as bars."""

from __future__ import annotations

import numpy as np
from manim import Line, VGroup

from engine.experiments.transformer.sorting import SortingRun
from scenes.films.attention.attention_matrix import HEADING, AttentionMatrix
from scenes.films.attention.bench_layout import LEFT, BenchLayout
from scenes.films.attention.bench_progress import Come, late
from scenes.films.attention.division import EVEN, Division
from scenes.films.attention.learned_tables import LearnedTables
from scenes.films.attention.number_bars import NumberBars
from scenes.films.attention.written_attention import score_text, written_powers, written_shares
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

READ, WIDEST = 6, "−8.88"
"""Numbers that are written below their bars, at first, and one that has room there."""
NUMBER, NAME, TOTAL = 32, 24, 64
"""Sizes of the numbers below bars, of names, and of the sum, in 16:9."""
SUM = 0.42
"""Height of the lane of the sum, as a share of that of all products."""


class KeyBench(VGroup):
    """Three rows of bars on one scale: a query, the key that matches it best, their products.

    Parameters
    ----------
    run : SortingRun
    numbers : int array (length,)
        The list.
    row : int
        Of the matrix: the query is that of the number written last before it.
    matrix : AttentionMatrix
        Of the list.
    stage : Stage
    theme : Theme

    Attributes
    ----------
    come : Come
        It holds from the next call of `draw` on.
    tables : LearnedTables
        From which query and key come.
    worked : int
        The place in the list of the key that is worked out: that of the highest score.
    due : int
        What the network writes in that row.
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
        self.matrix, self.stage, self.row = matrix, stage, row
        self.list = numbers
        self.last = int(run.written_last(numbers)[row])
        self.query = run.queries[-1][self.last].astype(np.float64)
        self.scores = run.scores(numbers, run.last_step)[row]
        self.worked = int(self.scores.argmax())
        self.key = run.keys[-1][numbers[self.worked]].astype(np.float64)
        self.products = self.query * self.key
        self.powers, self.shares = written_powers(self.scores), written_shares(self.scores)
        self.dimensions = len(self.query)
        self.due = int(run.guesses[-1, 0, row])
        self.come = Come()
        tables = [run.queries[-1][: max(run.numbers, self.last + 1)], run.keys[-1], run.values]
        self.tables = LearnedTables(
            [tables[0], tables[1][: run.numbers], tables[2]],
            self.last, int(numbers[self.worked]), stage, theme,
        )  # fmt: skip
        self.layout = layout = BenchLayout(stage, np.ones(3))
        written, size = min(READ, self.dimensions), stage.text_size(NUMBER)
        widest = float(np.ptp(number_outline(WIDEST, size)[:, 0]))
        size *= min(1.0, 0.85 * float(layout.high[0] - layout.low[0]) / written / widest)
        self.bars = [NumberBars(written, size, theme) for _ in range(3)]
        heading = stage.text_size(HEADING)
        self.head, self.other = (LiveNumber(heading, theme.text, align=0.5) for _ in range(2))
        large = min(stage.text_size(TOTAL), 0.11 * float(stage.hero.size[0]) / 0.0225)
        self.division = Division(large, (theme.text, theme.highlight))
        self.cursor = Line(at(0, 0), at(0, 1), color=theme.text, stroke_width=3)
        word = stage.text_size(NAME)
        self.names = [sentence(name, word, theme.muted) for name in ("query", "key", "products")]
        self.part = sentence(
            "{count} of {total}", word, theme.muted, count=written, total=self.dimensions
        )
        for name in (*self.names, self.part):
            name.scale(min(1.0, 0.95 * LEFT * layout.wide / name.width))
        super().__init__(
            *self.bars, self.cursor, self.head, self.other, self.division, *self.names, self.part
        )

    def texts(self) -> tuple[list[str], list[str], list[str]]:
        """Return the first numbers of the query, of the key and their products, as written.

        The products are those of what is written.
        """
        query, key = (np.round(each[:READ], 2) for each in (self.query, self.key))
        written = ([score_text(value) for value in each] for each in (query, key, query * key))
        first, second, third = written
        return first, second, third

    def written_products(self) -> np.ndarray:
        """Return the products of the first numbers as they are written."""
        return np.round(self.query[:READ], 2) * np.round(self.key[:READ], 2)

    def total(self, count: int) -> float:
        """Return the sum of the first products."""
        return float(self.products[:count].sum())

    def quotient(self) -> list[str]:
        """Return how the sum of the products becomes a score, as written, in five parts.

        The sum is that of as many products as have been added.
        """
        total = self.total(round(self.come.summed * self.dimensions))
        root, score = np.sqrt(self.dimensions), self.scores[self.worked]
        by_hand = round(total, 2) / round(float(root), 2)
        is_exact = score_text(by_hand) == score_text(score)
        return [score_text(total), "÷", fixed(root, 2), "=" if is_exact else "≈", score_text(score)]

    def draw(self) -> None:
        """Draw everything as far as it has come."""
        come, layout = self.come, self.layout
        apart = come.lifted * (1 - come.squeezed)
        written = min(READ, self.dimensions)
        visible = min(float(written**apart * self.dimensions ** (1 - apart)), self.dimensions)
        legible = float(np.clip(1 - 8 * (visible / READ - 1), 0, apart))
        leaving = 1 - come.squeezed
        lanes = np.array([leaving, leaving, come.multiplied, SUM * come.squeezed])
        layout.divide(np.maximum(lanes, 1e-3))
        seen = (leaving, leaving, come.multiplied)
        rows = zip(self.bars, (self.query, self.key, self.products), self.texts(), strict=True)
        for index, (bars, values, texts) in enumerate(rows):
            told = (late(seen[index]) if index == 2 else seen[index]) * legible
            bars.draw(
                seen[index] * values, self._box(index), visible, ends=self.ends(),
                seen=seen[index], texts=texts, told=told,
            )  # fmt: skip
        self.division.draw(self.quotient(), layout.lane(3), come.divided, min(9 * come.summed, 1.0))
        box = layout.lane(2)
        across = box.low[0] + come.summed * box.size[0]
        self.cursor.put_start_and_end_on(at(across, box.low[1]), at(across, box.high[1]))
        moving = min(30 * come.summed, 30 * (1 - come.summed), 1.0)
        self.cursor.set_stroke(opacity=max(moving, 0.0))
        self._draw_names(come.multiplied, legible)

    def ends(self) -> tuple[float, float]:
        """Return the lowest and the highest number that there is room for.

        Query, key and products have one scale.
        """
        together = np.stack([self.query, self.key, self.products])
        come, apart = self.come, self.come.lifted * (1 - self.come.squeezed)
        first, all_ = _range(together[:, :READ]), _range(self.products)
        whole = self.tables.ends if come.squeezed == 0 else all_
        low, high = (1 - apart) * np.array(whole) + apart * np.array(first)
        return float(low), float(high)

    def _box(self, index: int) -> Area:
        """Return where bars stand: query and key come from below their tables."""
        lane = self.layout.lane(index)
        if index == 2:
            return lane
        strip, lifted = self.tables.strips[index], self.come.lifted
        return Area(
            strip.low + lifted * (lane.low - strip.low),
            strip.high + lifted * (lane.high - strip.high),
        )

    def _draw_names(self, seen: float, legible: float) -> None:
        come, layout, scale = self.come, self.layout, self.stage.scale
        gone = max(1 - 3 * come.squeezed, 0.0)  # before their lanes are too low for them
        low, high = layout.low[1] + 0.3 * scale, layout.high[1] - 0.7 * scale
        heights = np.clip([layout.lane(index).centre[1] for index in range(3)], low, high)
        spots = [np.array([layout.left, height]) for height in heights]
        for index, (number, text) in enumerate(
            ((self.head, self.last), (self.other, self.list[self.worked]))
        ):
            side = self.tables.spot(index)
            spot = side + come.lifted * (spots[index] - side)
            _write(number, str(text), spot, gone)
        above = np.array([0.0, 0.45 * scale])
        shown = gone, gone, seen
        for index, (name, opacity) in enumerate(zip(self.names, shown, strict=True)):
            place = spots[index] + (above if index < 2 else 0.0)
            name.move_to(at(*place)).set_opacity(opacity * late(come.lifted))
        below = spots[0] - above
        self.part.move_to(at(*below)).set_opacity(late(come.lifted) * legible)


def _range(values: np.ndarray) -> tuple[float, float]:
    return min(float(values.min()), 0.0), max(float(values.max()), 0.0)


def _write(number: LiveNumber, text: str, spot: np.ndarray, seen: float) -> None:
    number.place(at(spot[0], spot[1] - EVEN * number.size)).write(text if seen > 0 else "")
    number.set_fill(opacity=float(np.clip(seen, 0, 1)))
