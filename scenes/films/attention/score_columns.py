"""The scores of a list as columns, the powers and shares that softmax makes of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import ManimColor, VGroup

from scenes.films.attention.attention_matrix import HEADING
from scenes.films.attention.bench_progress import late
from scenes.films.attention.division import BETWEEN, EVEN, Division
from scenes.films.attention.key_bench import KeyBench
from scenes.films.attention.written_attention import (
    power_text,
    score_text,
    share_text,
)
from scenes.mobjects.cell_grid import CellGrid
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

NUMBER, LARGE = 34, 50
"""Sizes of the numbers below the columns, and of their sum and the division, in 16:9."""
ROW, WIDE = 0.68, 0.72
"""Height of the row of numbers, in frame units of 16:9, and share of its place a column fills."""


@dataclass
class Softened:
    """How far the scores have come, from 0 to 1.

    Attributes
    ----------
    scored, powered, shared, returned : float
        Whether the columns are scores, powers, shares; whether these have gone to the matrix.
    """

    scored: float = 0.0
    powered: float = 0.0
    shared: float = 0.0
    returned: float = 0.0


class ScoreColumns(VGroup):
    """A column below each number of a list, where its column of the matrix stands.

    Parameters
    ----------
    bench : KeyBench
        Of the row of the matrix that is taken apart.
    theme : Theme

    Attributes
    ----------
    come : Softened
        It holds from the next call of `draw` on.
    """

    def __init__(self, bench: KeyBench, theme: Theme) -> None:
        self.bench, self.matrix, self.theme = bench, bench.matrix, theme
        self.come, stage, count = Softened(), bench.stage, len(bench.list)
        heading, size = stage.text_size(HEADING), stage.text_size(NUMBER)
        widest = max(_width(text, size) for text in self._widest())
        size *= min(1.0, 0.9 * float(self.matrix.pitch[0]) / widest)
        self.heads = [LiveNumber(heading, theme.text, align=0.5) for _ in range(count)]
        self.numbers = [LiveNumber(size, theme.text, align=0.5) for _ in range(count)]
        self.columns = CellGrid(1, count)
        self.free = self._free()
        large = stage.text_size(LARGE)
        large *= min(1.0, 0.95 * float(self.free.size[0]) / self._length(large))
        self.equation = Division(large, (theme.text, theme.highlight))
        self.sum = sentence("sum", large, theme.muted)
        self.total = LiveNumber(large, theme.text).write(self.division()[2])
        super().__init__(
            self.columns, *self.heads, *self.numbers, self.sum, self.total, self.equation
        )

    def _length(self, size: float) -> float:
        parts = self.division()
        return _width("".join(parts), size) + (len(parts) - 1) * BETWEEN * size

    def _free(self) -> Area:
        """Return the upper half of the picture on the side on which columns are lower."""
        boxes, powers = self.matrix.boxes, self.bench.powers
        half = len(powers) // 2
        middle = boxes.low + [0.45, 0.4] * boxes.size
        if powers[-half:].max() <= powers[:half].max():
            return Area(np.array([middle[0], middle[1]]), boxes.high)
        right = boxes.high[0] - (middle[0] - boxes.low[0])
        return Area(np.array([boxes.low[0], middle[1]]), np.array([right, boxes.high[1]]))

    def _widest(self) -> list[str]:
        bench = self.bench
        return [*map(power_text, bench.powers), *map(share_text, bench.shares), "−8.88"]

    def draw(self) -> None:
        """Draw everything as far as it has come."""
        self._draw_columns()
        self._draw_numbers()

    def _draw_columns(self) -> None:
        come, matrix, bench, theme = self.come, self.matrix, self.bench, self.theme
        low = matrix.boxes.low[1] + ROW * bench.stage.scale
        high = matrix.boxes.high[1] - 0.2 * bench.stage.scale
        scores, powers = bench.scores, bench.powers / bench.powers.max()
        unit = (high - low) / (max(scores.max(), 0.0) - min(scores.min(), 0.0))
        zero = low - min(scores.min(), 0.0) * unit
        grown = np.clip(come.scored * (len(scores) + 1) - np.arange(len(scores)), 0, 1)
        heights = grown * scores * unit
        heights += come.powered * ((high - low) * powers - heights)
        zero += come.powered * (low - zero)
        middles, cell = matrix.resting()
        sizes = np.stack([np.full_like(heights, WIDE * matrix.pitch[0]), np.abs(heights)], axis=-1)
        centres = np.stack([middles[0, :, 0], zero + heights / 2], axis=-1)
        centres += come.returned * (middles[bench.row] - centres)
        sizes += come.returned * (cell - sizes)
        self.columns.set_boxes(centres[None], np.maximum(sizes, 0.015)[None])
        signs = np.where(scores[:, None] < 0, _rgb(theme.negative), _rgb(theme.positive))
        signs = signs + come.powered * (_rgb(theme.text) - signs)
        colours = signs + come.shared * (_rgb(theme.highlight) - signs)
        shares = matrix.shares(bench.shares)[:, :3] / 255.0
        colours += come.returned * (shares - colours)
        self.columns.set_colours(colours[None], np.minimum(4 * grown, 1.0)[None])

    def _draw_numbers(self) -> None:
        come, matrix, bench = self.come, self.matrix, self.bench
        scale, gone = bench.stage.scale, max(1 - 3 * come.returned, 0.0)
        foot = matrix.boxes.low[1] + 0.16 * scale
        middles, _ = matrix.resting()
        across, above = middles[0, :, 0], matrix.boxes.high[1] + 0.12 * scale
        changed = abs(1 - 2 * come.powered) * abs(1 - 2 * come.shared)
        texts = [score_text(score) for score in bench.scores]
        if come.powered > 0.5:
            texts = [power_text(power) for power in bench.powers]
        if come.shared > 0.5:
            texts = [share_text(share) for share in bench.shares]
        grown = np.clip(come.scored * (len(across) + 1) - np.arange(len(across)), 0, 1)
        for j, (head, number) in enumerate(zip(self.heads, self.numbers, strict=True)):
            head.place(at(across[j], above)).write(str(bench.list[j]))
            head.set_fill(opacity=min(4 * come.scored, 1.0))
            seen = float(grown[j]) * changed * gone
            number.place(at(across[j], foot)).write(texts[j] if seen > 0 else "")
            number.set_fill(opacity=seen)
        summed = late(come.powered) * gone
        x, y = self.free.centre + [0.0, 0.3 * self.free.size[1]]
        gap = 0.25 * scale
        x -= 0.5 * (self.sum.width + gap + self.total.width)
        self.sum.move_to(at(x + 0.5 * self.sum.width, y)).set_opacity(summed)
        self.total.place(at(x + self.sum.width + gap, y - EVEN * self.total.size))
        self.total.write(self.division()[2]).set_fill(opacity=summed)
        divided = late(come.shared) * gone
        self.equation.draw(self.division(), self.free, 1.0, divided)

    def division(self) -> list[str]:
        """Return how the largest share comes about, as written, in five parts."""
        bench = self.bench
        power, share = bench.powers[bench.worked], bench.shares[bench.worked]
        total = power_text(float(bench.powers.sum()))
        sign = "=" if power < 1000 else "≈"  # larger ones are written with three digits
        return [power_text(power), "÷", total, sign, share_text(share)]


def _width(text: str, size: float) -> float:
    return float(np.ptp(number_outline(text, size)[:, 0]))


def _rgb(colour: str) -> np.ndarray:
    return np.asarray(ManimColor(colour).to_rgb())
