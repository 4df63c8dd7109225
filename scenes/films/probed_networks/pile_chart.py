"""Inputs piled up in columns, out of wherever they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import Group, smooth

from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.crowd import crowd_of
from scenes.films.probed_networks.piles import Piles
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

FOOT = 0.5
"""Room below the piles for their names, in frame units of 16:9."""
LARGEST = 2.0
"""Size of what lies on a pile, relative to the usual one, where there is room."""
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
    """

    points: np.ndarray
    start: np.ndarray | None = None
    size: float = 1.0
    progress: float = 0.0
    seen: np.ndarray | float = 1.0


class PileChart(Group):
    """Piles side by side.

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
        Width of a picture elsewhere, in frame units.
    stage : Stage
    theme : Theme
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
    ) -> None:
        unit = stage.scale
        inner = Area(room.low + [0, FOOT * unit], room.high)
        self.piles = Piles.of([len(each) for each in groups], inner, LARGEST * size)
        self.columns = [Column(each) for each in groups]
        self.crowd = crowd_of(run, np.concatenate(list(groups)), hero, size, theme)
        self.small = self.piles.side / size
        self.foot = float(room.low[1]) + 0.4 * FOOT * unit
        super().__init__(self.crowd)
        self.place()

    def place(self) -> PileChart:
        """Draw all columns as far as they have come about."""
        parts = [self._column(k) for k in range(len(self.columns))]
        places, seen, sizes = (np.concatenate(each) for each in zip(*parts, strict=True))
        self.crowd.place(places, seen, sizes)
        return self

    def place_of(self, point: int) -> tuple[np.ndarray, float]:
        """Return where a point is now, and its size relative to the usual one."""
        for k, column in enumerate(self.columns):
            if point in column.points:
                places, _, sizes = self._column(k)
                nth = int(np.flatnonzero(column.points == point)[0])
                return places[nth], float(sizes[nth])
        raise ValueError(f"point {point} lies on no pile")

    def middles(self) -> np.ndarray:
        """Return where the names of the columns stand, array (columns, 2)."""
        return np.array([[self.piles.middle(k), self.foot] for k in range(len(self.columns))])

    def _column(self, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return places, opacities and sizes of what is in a column."""
        column = self.columns[k]
        count = len(column.points)
        order = np.arange(count) / max(count - 1, 1)
        flown = np.clip((1 + APART) * column.progress - APART * order, 0, 1)
        eased = np.array([smooth(each) for each in flown])
        ends = self.piles.places(k, count)
        if column.start is None:
            return ends, np.zeros(count), np.full(count, self.small)
        sizes = column.size + eased * (self.small - column.size)
        places = column.start + eased[:, None] * (ends - column.start)
        return places, np.ones(count) * column.seen, sizes
