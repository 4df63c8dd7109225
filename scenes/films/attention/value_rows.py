"""The values of the numbers that are looked at most, shrunk to their shares and added up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import Line, VGroup, smoothstep

from engine.experiments.transformer.sorting import SortingRun
from scenes.films.attention.attention_matrix import HEADING
from scenes.films.attention.bench_layout import LEFT, BenchLayout
from scenes.films.attention.bench_progress import late
from scenes.films.attention.division import EVEN
from scenes.films.attention.key_bench import NAME, KeyBench
from scenes.films.attention.number_bars import NumberBars
from scenes.films.attention.written_attention import share_text
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

SHOWN, ROWS = 12, 2
"""Numbers of each value that are shown, and values that have a row of their own."""
LEAST = 0.4
"""Height of the lowest row, relative to one that has room for every value."""
RIGHT = 1.7
"""Room for the shares, in frame units of 16:9."""


@dataclass
class Mixed:
    """How far values have come, been shrunk to their shares and added, from 0 to 1."""

    valued: float = 0.0
    weighted: float = 0.0
    mixed: float = 0.0
    told: float = 0.0


class ValueRows(VGroup):
    """A row for each of the largest shares, one for all others together, and their sum below.

    All bars have one scale.

    Parameters
    ----------
    run : SortingRun
    bench : KeyBench
        Of the row of the matrix that is taken apart.
    theme : Theme

    Attributes
    ----------
    parts : array (rows, numbers shown)
        What each row adds to the mix.
    come : Mixed
        It holds from the next call of `draw` on.
    """

    def __init__(self, run: SortingRun, bench: KeyBench, theme: Theme) -> None:
        self.bench, self.come, stage = bench, Mixed(), bench.stage
        values = run.values[bench.list].astype(np.float64)[:, :SHOWN]
        self.shown = values.shape[1]
        shares = run.attention(bench.list, run.last_step)[bench.row]
        order = np.argsort(-shares)
        own, others = order[:ROWS], order[ROWS:]
        self.values = values[own]
        self.parts = shares[own, None] * values[own]
        written = list(bench.shares[own])
        if len(others):
            rest = shares[others] @ values[others]
            self.values = np.vstack([self.values, rest])
            self.parts = np.vstack([self.parts, rest])
            written.append(1 - np.round(bench.shares[own], 3).sum())
        self.own, count = len(own), len(self.parts)
        highest = np.vstack([self.values[: self.own], self.mix(count)])
        self.ends = min(float(highest.min()), 0.0), max(float(highest.max()), 0.0)
        self.small = self._least_lanes()
        self.room = max(float(self.small.sum()), self.own + 0.1)
        self.layout = layout = BenchLayout(stage, np.ones(count + 1), RIGHT)
        self.bars = [NumberBars(0, 1, theme) for _ in range(count)]
        self.flying, self.sum = (NumberBars(0, 1, theme) for _ in range(2))
        heading, word = stage.text_size(HEADING), stage.text_size(NAME)
        self.numbers = bench.list[own]
        self.heads = [LiveNumber(heading, theme.text, align=0.5) for _ in own]
        self.others = sentence("{count} others", word, theme.muted, count=len(others))
        self.shares = [LiveNumber(heading, theme.highlight, align=0.5) for _ in written]
        self.share_texts = [share_text(share) for share in written]
        self.label = sentence("mix", word, theme.muted)
        is_right = bench.due == np.sort(bench.list)[bench.row]
        self.written = LiveNumber(heading, theme.accuracy if is_right else theme.loss, align=0.5)
        self.rule = Line(at(0, 0), at(1, 0), color=theme.muted, stroke_width=2)
        for each in (self.others, self.label):
            each.scale(min(1.0, 0.95 * LEFT * layout.wide / each.width))
        super().__init__(
            *self.bars, self.sum, self.flying, self.rule, *self.heads, self.others,
            *self.shares, self.label, self.written,
        )  # fmt: skip

    def mix(self, rows: float) -> np.ndarray:
        """Return the sum of the first rows, of the last one a part, array (numbers shown,)."""
        added = np.clip(rows - np.arange(len(self.parts)), 0, 1)
        return np.asarray(added @ self.parts)

    def _least_lanes(self) -> np.ndarray:
        """Return how high rows are when they have been shrunk, relative to one of any value."""
        rows = np.vstack([self.parts, self.mix(len(self.parts))])
        low, high = np.minimum(rows.min(axis=1), 0), np.maximum(rows.max(axis=1), 0)
        needed = np.maximum(low / min(self.ends[0], -1e-9), high / max(self.ends[1], 1e-9))
        return np.clip(needed, LEAST, 1.0)

    def _lanes(self) -> np.ndarray:
        """Return how high each row is now: those that have been shrunk leave room to the others."""
        come, small = self.come, self.small
        own = np.arange(len(small)) < self.own
        lanes = np.where(own, 1 + come.weighted * (small - 1), late(come.weighted) * small)
        return np.maximum(lanes, 1e-3)

    def _ends(self, lane: float) -> tuple[float, float]:
        """Return the lowest and highest number for which a row of some height has room."""
        return lane * self.ends[0], lane * self.ends[1]

    def draw(self) -> None:
        """Draw everything as far as it has come."""
        come, layout, count = self.come, self.layout, len(self.parts)
        lanes = self._lanes()
        # What is left over stays empty, so that bars keep their scale.
        layout.divide(np.append(lanes, self.room - lanes.sum()))
        begun = come.mixed * count
        row, share = min(int(begun), count - 1), begun - min(int(begun), count - 1)
        for k, bars in enumerate(self.bars):
            seen = come.valued if k < self.own else late(come.weighted)
            heights = self.values[k] + come.weighted * (self.parts[k] - self.values[k])
            is_added = begun >= k + 1
            bars.draw(
                seen * heights, layout.lane(k), self.shown, ends=self._ends(lanes[k]),
                seen=seen * (0.45 if is_added else 1.0),
            )  # fmt: skip
        lowest = layout.lane(count)
        moved = smoothstep(min(share / 0.75, 1.0))
        landed = max(4 * share - 3, 0.0)
        start, wide = layout.lane(row), lanes[row] + moved * (lanes[count] - lanes[row])
        place = Area(
            start.low + moved * (lowest.low - start.low),
            start.high + moved * (lowest.high - start.high),
        )
        is_moving = 0 < come.mixed < 1
        self.flying.draw(
            self.parts[row], place, self.shown, ends=self._ends(wide),
            seen=0.8 * (1 - landed) if is_moving else 0.0,
        )  # fmt: skip
        self.sum.draw(
            self.mix(row + landed), lowest, self.shown, ends=self._ends(lanes[count]),
            seen=min(8 * come.mixed, 1.0),
        )  # fmt: skip
        self._draw_texts(lowest)

    def _draw_texts(self, lowest: Area) -> None:
        come, layout = self.come, self.layout
        for k, share in enumerate(self.shares):
            height = layout.lane(k).centre[1]
            seen = come.valued if k < self.own else late(come.weighted)
            if k < self.own:
                head = self.heads[k].place(at(layout.left, height - EVEN * share.size))
                head.write(str(self.numbers[k])).set_fill(opacity=seen)
            else:
                self.others.move_to(at(layout.left, height)).set_opacity(seen)
            share.place(at(layout.right, height - EVEN * share.size))
            share.write(self.share_texts[k]).set_fill(opacity=seen)
        seen = min(8 * come.mixed, 1.0)
        level = lowest.high[1]
        ends = at(layout.hero.low[0] + 0.2, level), at(layout.hero.high[0] - 0.2, level)
        self.rule.put_start_and_end_on(*ends).set_stroke(opacity=seen)
        self.label.move_to(at(layout.left, lowest.centre[1])).set_opacity(seen)
        spot = at(layout.right, lowest.centre[1] - EVEN * self.written.size)
        self.written.place(spot).write(str(self.bench.due) if come.told > 0 else "")
        self.written.set_fill(opacity=come.told)
