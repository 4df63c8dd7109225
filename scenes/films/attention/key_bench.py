"""A query, the keys of a list, their products, what becomes of them, and the values, as bars."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import ManimColor, VGroup

from engine.experiments.softmax import softmax
from engine.experiments.transformer.sorting import SortingRun
from scenes.films.attention.attention_matrix import HEADING, AttentionMatrix
from scenes.films.attention.bench_layout import LEFT, RIGHT, BenchLayout
from scenes.films.attention.bench_progress import Come, across_first, late
from scenes.films.attention.division import EVEN, Division
from scenes.films.attention.number_bars import NumberBars
from scenes.films.attention.written_attention import (
    power_text,
    score_text,
    share_text,
    written_powers,
)
from scenes.languages.numbers import fixed
from scenes.mobjects.cell_grid import CellGrid
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.contrast import ratio
from scenes.theme.theme import Theme

FOOT = 0.12
"""From the matrix to the foot of the numbers above it, in 16:9, as `AttentionMatrix` has it."""
READ, WIDEST = 6, "−8.88"
"""Numbers that are written below their bars, at first, and one that has room there."""
ADDED = 0.7
"""Opacity of values that have been added to the mix."""
NUMBER, RESULT, NAME, TOTAL = 28, 27, 22, 48
"""Sizes of the numbers below bars, beside them, of names, and of the sum, in 16:9."""
NAMES = (
    "query", "key", "products", "score", "power", "sum", "share", "values", "mix",
)  # fmt: skip


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
        self.powers = written_powers(self.scores)
        self.dimensions = len(self.query)
        self.come = Come()
        self.layout = layout = BenchLayout(stage, len(numbers))
        self.due = int(run.guesses[-1, 0, row])
        written, size = min(READ, self.dimensions), stage.text_size(NUMBER)
        widest = float(np.ptp(number_outline(WIDEST, size)[:, 0]))
        size *= min(1.0, 0.85 * float(layout.high[0] - layout.low[0]) / written / widest)
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
        self.total_power = _number(beside, theme.text)
        large = min(stage.text_size(TOTAL), 0.11 * float(stage.hero.size[0]) / 0.0225)
        self.division = Division(large, (theme.text, theme.highlight))
        self.cells = CellGrid(len(numbers), 1)
        self.names = {name: sentence(name, stage.text_size(NAME), theme.muted) for name in NAMES}
        for name in self.names.values():
            name.scale(min(1.0, 0.95 * LEFT * layout.wide / name.width))
        super().__init__(
            self.query_bars, self.key_bars, self.mix_bars, *self.rows, self.cells, *self.results,
            *heads, self.written, self.total_power, self.division, *self.names.values(),
        )  # fmt: skip

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
        visible = float(
            min(READ, self.dimensions) ** (1 - come.squeezed) * self.dimensions**come.squeezed
        )
        visible = min(visible, self.dimensions)
        legible = float(np.clip(1 - 8 * (visible / READ - 1), 0, 1 - come.squeezed))
        gone = max(1 - 2.5 * come.returned, 0.0)
        query, key, products = self.texts()
        limit = self._limit(np.concatenate([self.query[None], self.keys]))
        top = layout.third(0, come).towards(layout.place(-1), come.opened)
        self.query_bars.draw(
            come.asked * self.query / limit, top, visible,
            seen=come.asked * (1 - come.valued) * gone, texts=query, told=come.asked * legible,
        )  # fmt: skip
        self.key_bars.draw(
            come.answered * self.keys[self.worked] / limit, layout.third(1, come), visible,
            seen=come.answered * max(1 - 2 * come.opened, 0.0), texts=key,
            told=late(come.answered) * legible,
        )  # fmt: skip
        most = self._limit(self.products)
        greatest = float(np.abs(self.values).max()) or 1.0
        added = np.clip(come.mixed * len(self.rows) - np.arange(len(self.rows)), 0, 1)
        for j, bars in enumerate(self.rows):
            is_worked = j == self.worked
            grown = come.multiplied if is_worked else come.joined
            place = layout.place(j)
            box = layout.third(2, come).towards(place, come.opened) if is_worked else place
            shrunk = 1 - come.weighted * (1 - self.weights[j])
            # Products leave before values come: they are not what these are made of.
            values = shrunk * self.values[j] / greatest
            heights = self.products[j] / most if come.valued < 0.5 else values
            bars.draw(
                np.clip(grown * heights, -1, 1), box, visible,
                seen=grown * abs(1 - 2 * come.valued) * (1 - (1 - ADDED) * added[j]) * gone,
                texts=products if is_worked else None,
                told=late(come.multiplied) * legible if is_worked else 0.0,
            )  # fmt: skip
        mix = (added * self.weights) @ self.values / greatest
        self.mix_bars.draw(mix, top, visible, seen=min(4 * come.mixed, 1.0) * gone)
        leaving = max(1 - 2 * come.opened, 0.0)
        self.division.draw(
            self.quotient(), layout.third(3, come), come.divided,
            min(9 * come.summed, 1.0) * leaving,
        )  # fmt: skip
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
        matrix, come, layout = self.matrix, self.come, self.layout
        side = np.array([matrix.boxes.low[0] - 0.5 * matrix.side, matrix.row_middle(self.row)])
        lower = 0.12 * self.stage.scale
        spot = side + come.arrived * (np.array([layout.left, top.centre[1] - lower]) - side)
        _write(self.head, str(self.last), spot, 1 - come.valued)
        middles, _ = matrix.resting()
        height = matrix.boxes.high[1] + FOOT * self.stage.scale + EVEN * self.head.size
        for j, head in enumerate(self.heads):
            above, spot = np.array([middles[0, j, 0], height]), layout.middle(j, layout.left)
            if j == self.worked:
                third = layout.third(1, come).centre[1] - (1 - come.opened) * lower
                key = np.array([layout.left, max(third, layout.low[1] + 2 * lower)])
                spot = above + come.arrived * (key + come.opened * (spot - key) - above)
            spot = across_first(spot, above, come.returned)
            seen = 1.0 if j == self.worked else come.joined
            _write(head, str(self.list[j]), spot, seen)

    def _draw_results(self, gone: float) -> None:
        come, matrix, layout = self.come, self.matrix, self.layout
        middles, cell = matrix.resting()
        spots = np.array([layout.middle(j, layout.right) for j in range(len(self.list))])
        pairs = zip(spots, middles[self.row], strict=True)
        centres = np.array([across_first(start, end, come.returned) for start, end in pairs])
        size = np.array([0.95 * RIGHT * layout.wide, layout.place(0).size[1]])
        self.cells.set_boxes(centres[:, None], size + come.returned * (cell - size))
        colours = matrix.shares(self.weights)[:, None, :3] / 255.0
        self.cells.set_colours(colours, come.shared)
        changed = abs(1 - 2 * come.powered) * abs(1 - 2 * come.shared)
        for j, number in enumerate(self.results):
            text, ink = score_text(self.scores[j]), self.theme.text
            if come.powered > 0.5:
                text = power_text(self.powers[j])
            if come.shared > 0.5:
                text, ink = share_text(self.weights[j]), _ink(colours[j, 0], self.theme)
            seen = late(come.opened) if j == self.worked else come.scored
            _write(number.set_fill(ink), text, spots[j], seen * changed * gone)
        written = layout.middle(-1, layout.right)
        _write(self.written, str(self.due), written, come.told * gone)
        total = late(come.powered) * max(1 - 2 * come.shared, 0.0)
        lower = written - np.array([0.0, 0.12 * self.stage.scale])
        _write(self.total_power, power_text(float(self.powers.sum())), lower, total)

    def _draw_names(self, top: Area, gone: float) -> None:
        come, layout, above = self.come, self.layout, 0.28 * self.stage.scale
        key, products, leaving = layout.third(1, come), layout.third(2, come), 1 - 2 * come.opened
        bottom = layout.low[1] + 0.1 * self.stage.scale
        beside = np.array([layout.left, max(products.centre[1], bottom)])
        if come.opened > 0.5:
            beside = self._heading("products")
        right, over = (layout.right, layout.column), top.centre[1] + above
        spots: dict[str, tuple[Sequence[float] | np.ndarray, float]] = {
            "query": ((layout.left, over), come.asked * (1 - come.valued)),
            "key": ((layout.left, key.centre[1] + above), late(come.answered) * leaving),
            "products": (beside, late(come.multiplied) * abs(leaving) * (1 - 2 * come.valued)),
            "score": (right, come.scored * (1 - 2 * come.powered)),
            "power": (right, late(come.powered) * (1 - 2 * come.shared)),
            "sum": ((layout.right, over), late(come.powered) * (1 - 2 * come.shared)),
            "share": (right, 2 * come.shared - 1),
            "values": (self._heading("values"), 2 * come.valued - 1),
            "mix": ((layout.left, top.centre[1]), 4 * come.mixed),
        }  # fmt: skip
        for name, (spot, seen) in spots.items():
            word = self.names[name]
            word.move_to(at(*spot)).set_opacity(float(np.clip(seen, 0, 1)) * gone)

    def _heading(self, name: str) -> np.ndarray:
        """Return where a name stands above the rows of bars, at their beginning."""
        return np.array([self.layout.low[0] + 0.5 * self.names[name].width, self.layout.column])


def _number(size: float, colour: str) -> LiveNumber:
    return LiveNumber(size, colour, align=0.5)


def _write(number: LiveNumber, text: str, spot: np.ndarray, seen: float) -> None:
    number.place(at(spot[0], spot[1] - EVEN * number.size)).write(text if seen > 0 else "")
    number.set_fill(opacity=float(np.clip(seen, 0, 1)))


def _ink(colour: np.ndarray, theme: Theme) -> str:
    ground = ManimColor.from_rgb(colour).to_hex()
    return max((theme.text, theme.background), key=lambda ink: ratio(ink, ground))
