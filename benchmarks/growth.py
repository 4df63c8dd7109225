"""How a cost grows with a size: the exponent of the power law through what was measured."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ENOUGH = 0.2
"""Seconds of CPU time after which a size is not measured again."""
MOST = 5
"""Times that it is measured at most."""


@dataclass(frozen=True)
class Growth:
    """What sizes cost.

    Attributes
    ----------
    sizes : tuple of int
        In ascending order.
    seconds : tuple of float
        CPU time of each.
    memory : tuple of float
        Largest resident set by the end of each, in megabytes.
    """

    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    memory: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """By least squares in logarithms: 1 is linear; what a start costs makes it less."""
        return float(np.polyfit(np.log(self.sizes), np.log(self.seconds), 1)[0])

    @property
    def steps(self) -> tuple[float, ...]:
        """The exponents from each size to the next."""
        slopes = np.diff(np.log(self.seconds)) / np.diff(np.log(self.sizes))
        return tuple(map(float, slopes))

    def __str__(self) -> str:
        first, last = (f"{1e3 * each:,.3g} ms" for each in (self.seconds[0], self.seconds[-1]))
        low, high = min(self.steps), max(self.steps)
        grown = self.memory[-1] - self.memory[0]
        return (
            f"{first} to {last}, CPU; exponents of steps {low:.2f} to {high:.2f}; "
            f"peak {self.memory[-1]:,.0f} MB, {grown:,.0f} above the first"
        )


def grow(sizes: Sequence[int], prepare: Callable[[int], Callable[[], object]]) -> Growth:
    """Measure sizes from the least to the largest.

    Parameters
    ----------
    sizes : sequence of int
        Ascending.
    prepare : callable
        Makes, for a size, what is then measured.
    """
    prepare(sizes[0])()  # what is compiled or imported first is not measured
    seconds, memory = [], []
    for size in sizes:
        run = prepare(size)
        costs: list[float] = []
        while sum(costs) < ENOUGH and len(costs) < MOST:
            began = time.process_time()
            run()
            costs.append(time.process_time() - began)
        seconds.append(min(costs))
        memory.append(peak_memory())
    return Growth(tuple(sizes), tuple(seconds), tuple(memory))


def peak_memory() -> float:
    """Return the largest resident set of this process so far, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what Linux counts otherwise begins with the peak of the parent process
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return float(peak.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
