"""The scores of a list as columns, the powers and shares that softmax makes of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import ManimColor, VGroup

from scenes.films.attention.attention_matrix import HEADING
from scenes.films.attention.division import EVEN
from scenes.films.attention.key_bench import KeyBench
from scenes.films.attention.written_attention import power_text, score_text, share_text
from scenes.mobjects.cell_grid import CellGrid
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.theme.theme import Theme

NUMBER, NAME = 27, 22
"""Sizes of the numbers below the columns, and of names, in 16:9."""
ROW, WIDE = 0.6, 0.62
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
        widest = max(float(np.ptp(number_outline(text, size)[:, 0])) for text in self._widest())
        room = min(0.7 * float(self.matrix.pitch[0]), 0.7 * self.matrix.side)
        size *= min(1.0, room / widest)
        self.heads = [LiveNumber(heading, theme.text, align=0.5) for _ in range(count)]
        self.numbers = [LiveNumber(size, theme.text, align=0.5) for _ in range(count)]
        self.signs = [LiveNumber(size, theme.muted, align=0.5) for _ in range(count)]
        self.total = LiveNumber(size, theme.text, align=0.5)
        self.columns = CellGrid(1, count)
        names = ("score", "power", "share")
        self.names = [sentence(name, stage.text_size(NAME), theme.muted) for name in names]
        for name in self.names:
            name.scale(min(1.0, 0.92 * self.matrix.side / name.width))
        super().__init__(
            self.columns, *self.heads, *self.numbers, *self.signs, self.total, *self.names
        )

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
        foot = matrix.boxes.low[1] + 0.18 * scale
        middles, _ = matrix.resting()
        across, above = middles[0, :, 0], matrix.boxes.high[1] + 0.12 * scale
        changed = abs(1 - 2 * come.powered) * abs(1 - 2 * come.shared)
        texts = [score_text(score) for score in bench.scores]
        if come.powered > 0.5:
            texts = [power_text(power) for power in bench.powers]
        if come.shared > 0.5:
            texts = [share_text(share) for share in bench.shares]
        grown = np.clip(come.scored * (len(across) + 1) - np.arange(len(across)), 0, 1)
        summed = max(2 * come.powered - 1, 0.0) * gone * abs(1 - 2 * come.shared)
        for j, (head, number) in enumerate(zip(self.heads, self.numbers, strict=True)):
            head.place(at(across[j], above)).write(str(bench.list[j]))
            head.set_fill(opacity=min(4 * come.scored, 1.0))
            seen = float(grown[j]) * changed * gone
            number.place(at(across[j], foot)).write(texts[j] if seen > 0 else "")
            number.set_fill(opacity=seen)
            sign = "+" if j + 1 < len(across) else "="
            between = across[j] + 0.5 * matrix.pitch[0]
            last = matrix.boxes.high[0] + 0.08 * matrix.side
            place = at(between if j + 1 < len(across) else last, foot)
            self.signs[j].place(place).write(sign if summed > 0 else "").set_fill(opacity=summed)
        total = "100%" if come.shared > 0.5 else power_text(float(bench.powers.sum()))
        right = matrix.boxes.high[0] + 0.62 * matrix.side
        self.total.place(at(right, foot)).write(total if summed > 0 else "")
        self.total.set_fill(opacity=summed)
        left = matrix.boxes.low[0] - 0.5 * matrix.side
        shown = (
            min(2 * come.scored, 1.0) * (1 - 2 * come.powered),
            min(2 * come.powered - 1, 1 - 2 * come.shared),
            2 * come.shared - 1,
        )
        for name, seen in zip(self.names, shown, strict=True):
            name.move_to(at(left, foot + EVEN * self.total.size))
            name.set_opacity(float(np.clip(seen, 0, 1)) * gone)


def _rgb(colour: str) -> np.ndarray:
    return np.asarray(ManimColor(colour).to_rgb())
