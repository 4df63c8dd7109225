"""Compare descents by several rules from one start: which reaches the goal in fewest steps."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.descent.descent import Descent
from engine.descent.surface import Point, Surface

SHARE = 1e-3
"""Share of the difference between first and lowest loss that remains at the goal."""
FINE = 201
"""Grid points along each side, on which the lowest value is sought where no minima are known."""
FLAT = 1e-6
"""Norm of a gradient, as a share of the first one's, below which a descent has come to rest."""


def goal_of(surface: Surface, start: Point) -> float:
    """Return the loss to reach, from which a thousandth of the first difference remains.

    The way leads to the lowest value that is known in the domain. The goal is rounded up to two
    digits of what remains, so that it can be said as it is.
    """
    known = [least.value for least in surface.known_minima()]
    lowest = min(known) if known else float(surface.heights(FINE)[1].min())
    remaining = SHARE * (float(surface.value(start)) - lowest)
    if remaining <= 0:
        return lowest
    decimals = 1 - math.floor(math.log10(remaining))
    return round(math.ceil((lowest + remaining) * 10.0**decimals - 1e-9) / 10.0**decimals, decimals)


def arrival(descent: Descent, goal: float) -> int | None:
    """Return the first step from which on the loss stays below a goal; None if there is none.

    Nor is there one in a descent that diverged.
    """
    if descent.diverged_at is not None:
        return None
    above = np.flatnonzero(~(descent.loss < goal))
    steps = int(above[-1]) + 1 if len(above) else 0
    return steps if steps <= descent.steps else None


def standing(descent: Descent, goal: float) -> tuple[int, float]:
    """Return what descents are ranked by, least first.

    Those that arrive come first, by their steps, then the others by their last loss, and those that
    diverged or have no loss any more last, the latest to do so first.
    """
    if descent.diverged_at is not None or not np.isfinite(descent.loss[-1]):
        return 2, -float(descent.steps)
    steps = arrival(descent, goal)
    return (1, float(descent.loss[-1])) if steps is None else (0, float(steps))


def ranking(descents: Sequence[Descent], goal: float) -> list[int]:
    """Return the indices of descents, best first."""
    return sorted(range(len(descents)), key=lambda i: standing(descents[i], goal))


def rests_on_saddle(descent: Descent, surface: Surface) -> bool:
    """Return whether a descent stands still at a place from which some ways lead down."""
    if descent.diverged_at is not None:
        return False
    slope, first = (float(np.linalg.norm(descent.gradient[i])) for i in (-1, 0))
    return slope <= FLAT * first and bool(np.linalg.eigvalsh(surface.hessian(descent.final))[0] < 0)
