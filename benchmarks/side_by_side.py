"""Timing rivals side by side: interleaved repetitions, medians of their ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One line of the table: a claim, and what was measured."""

    what: str
    measured: str
    ratio: float
    bound: float

    @property
    def met(self) -> bool:
        """Whether the ratio keeps within its bound."""
        return self.ratio <= self.bound


def ratio(
    ours: Callable[[], object], theirs: Callable[[], object], repetitions: int
) -> tuple[float, float, float]:
    """Time two rivals in turn; give the median CPU seconds of each and the median ratio.

    Both run on one thread, so that other work on the machine counts for neither.
    """
    ours(), theirs()  # neither pays for warming up
    times: list[tuple[float, float]] = []
    for i in range(repetitions):
        pair = [0.0, 0.0]
        for j in (0, 1) if i % 2 else (1, 0):
            gc.collect()
            began = time.process_time()
            (ours, theirs)[j]()
            pair[j] = time.process_time() - began
        times.append((pair[0], pair[1]))
    return (
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(a / b for a, b in times),
    )


def show(title: str, rows: list[Row]) -> None:
    """Print the table."""
    table = Table("what", "measured", "ratio", "at most", "", title=title, title_justify="left")
    for row in rows:
        mark = "met" if row.met else "MISSED"
        table.add_row(row.what, row.measured, f"{row.ratio:.2f}", f"{row.bound:.2f}", mark)
    Console(width=110).print(table)
