"""Rivals timed side by side: interleaved repetitions, medians of their ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """Seconds that something took: by the clock, and of processors (all threads)."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Race:
    """Two rivals: the median cost of each, and the medians of their ratios, theirs to ours."""

    ours: Cost
    theirs: Cost
    wall: float
    cpu: float

    def times(self, unit: float, count: int = 1) -> str:
        """Write both costs, `count` parts in each, in a `unit` of seconds: 1e-3 for ms."""
        name, digits = {1: ("s", 3), 1e-3: ("ms", 1)}[unit]

        def write(cost: Cost) -> str:
            wall, cpu = (
                f"{seconds / unit / count:.{digits}f}" for seconds in (cost.wall, cost.cpu)
            )
            return f"{wall} {name} (CPU {cpu})"

        return f"{write(self.ours)} : {write(self.theirs)}"


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    what, against : str
        Our side and the other.
    measured : str
        Both, with units.
    ratio : float
    target : float, optional
        None if there is none.
    most : bool
        Whether the target is an upper bound; otherwise it is a lower one.
    compared : bool
        Whether the ratio is held against that of earlier runs.
    """

    what: str
    against: str
    measured: str
    ratio: float
    target: float | None
    most: bool = False
    compared: bool = True

    @property
    def met(self) -> bool | None:
        """Whether the ratio keeps to its target."""
        if self.target is None:
            return None
        return self.ratio <= self.target if self.most else self.ratio >= self.target


def cost(run: Callable[[], object]) -> Cost:
    """Time one run."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def race(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int, *, warm: bool = True
) -> Race:
    """Time two rivals in turn, who begins changing from round to round."""
    if warm:
        ours(), theirs()  # neither pays for warming up
    pairs = []
    for i in range(rounds):
        pair: dict[int, Cost] = {}
        for j in (0, 1) if i % 2 else (1, 0):
            pair[j] = cost((ours, theirs)[j])
        pairs.append((pair[0], pair[1]))

    def median(of: Callable[[Cost, Cost], float]) -> float:
        return statistics.median(of(a, b) for a, b in pairs)

    return Race(
        Cost(median(lambda a, _: a.wall), median(lambda a, _: a.cpu)),
        Cost(median(lambda _, b: b.wall), median(lambda _, b: b.cpu)),
        median(lambda a, b: b.wall / a.wall),
        median(lambda a, b: b.cpu / a.cpu),
    )
