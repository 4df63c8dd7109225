"""Inputs piled up in columns: each pile is a bar that is made of what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import Group, ManimColor, interpolate_color, smooth

from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.crowd import crowd_of
from scenes.films.probed_networks.piles import Piles
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

FOOT, HEAD = 0.5, 0.5
"""Room below the piles for names and above them for numbers, in frame units of 16:9."""
NUMBER = 34.0
"""Size of the numbers in 16:9."""
LANDED = 0.85
"""Share of the time in which all arrive; in the rest the number appears."""
APART = 1.5
"""Time from the first to the last one's departure, in times of one flight."""


@dataclass
class Column:
    """A pile, and how far it has come about.

    Attributes
    ----------
    points : int array (things,)
        What lies in it, from below, as indices into the probe.
    start : array (things, 2), optional
        Where they come from; till that is known, none is seen.
    size : float
        Of them there, relative to the usual one.
    progress : float
        From 0, where all are at the start, to 1, where all lie in the pile.
    seen : array (things,) or float
        Their opacities.
    counted : float
        Opacity of their number.
    """

    points: np.ndarray
    start: np.ndarray | None = None
    size: float = 1.0
    progress: float = 0.0
    seen: np.ndarray | float = 1.0
    counted: float = 1.0


class PileChart(Group):
    """Piles side by side, and on each of them how many there are.

    Parameters
    ----------
    run : ProbedRecording
    groups : sequence of int array
        The points in each pile.
    hero : Area
        Where the inputs come from.
    room : Area
        Where the piles stand, with what is above and below them.
    size : float
        Width of a picture elsewhere, in frame units; here none is larger.
    stage : Stage
    theme : Theme
    counted : bool
        Whether there is a number on each pile.
    """

    def __init__(
        self,
        run: ProbedRecording,
        groups: Sequence[np.ndarray],
        hero: Area,
        room: Area,
        size: float,
        stage: Stage,
        theme: Theme,
        *,
        counted: bool = True,
    ) -> None:
        unit = stage.scale
        top = HEAD * unit if counted else 0.0
        inner = Area(room.low + [0, FOOT * unit], room.high - [0, top])
        self.piles = Piles.of([len(each) for each in groups], inner, size)
        self.columns = [Column(each, counted=float(counted)) for each in groups]
        self.crowd = crowd_of(run, np.concatenate(list(groups)), hero, size, theme)
        self.small = self.piles.side / size
        number = min(stage.text_size(NUMBER), 60 * float(inner.size[0]) / len(groups))
        self.numbers = [LiveNumber(number, theme.text, align=0.5) for _ in groups]
        self.told, self.pale = theme.highlight, theme.muted
        self.colours = [ManimColor(theme.text) for _ in groups]
        self.foot = float(room.low[1]) + 0.4 * FOOT * unit
        self.gap = 0.1 * unit
        super().__init__(self.crowd, *self.numbers)
        self.place()

    def place(self) -> PileChart:
        """Draw all columns as far as they have come about."""
        parts = [self._column(k) for k in range(len(self.columns))]
        places, seen, sizes = (np.concatenate(each) for each in zip(*parts, strict=True))
        self.crowd.place(places, seen, sizes)
        return self

    def tell(self, column: int, share: float) -> PileChart:
        """Let the number of a column have the colour of what is spoken of, and the others none."""
        for k, number in enumerate(self.numbers):
            old = interpolate_color(self.colours[k], ManimColor(self.pale), share)
            number.set_fill(self.told if k == column else old)
        if share >= 1:
            self.colours = [
                ManimColor(self.told if k == column else self.pale)
                for k in range(len(self.colours))
            ]
        return self

    def middles(self) -> np.ndarray:
        """Return where the names of the columns stand, array (columns, 2)."""
        return np.array([[self.piles.middle(k), self.foot] for k in range(len(self.columns))])

    def _column(self, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return places, opacities and sizes of what is in a column, and write its number."""
        column = self.columns[k]
        count = len(column.points)
        order = np.arange(count) / max(count - 1, 1)
        arriving = min(column.progress / LANDED, 1.0)
        flown = np.clip((1 + APART) * arriving - APART * order, 0, 1)
        eased = np.array([smooth(each) for each in flown])
        ends = self.piles.places(k, count)
        if column.start is None:
            return ends, np.zeros(count), np.full(count, self.small)
        sizes = column.size + eased * (self.small - column.size)
        landed = max(column.progress - LANDED, 0.0) / (1 - LANDED)
        shown = column.counted * landed
        number = self.numbers[k].place(at(self.piles.middle(k), self.piles.top(count) + self.gap))
        number.write(str(count) if shown > 0 else "").set_fill(opacity=shown)
        places = column.start + eased[:, None] * (ends - column.start)
        return places, np.ones(count) * column.seen, sizes
