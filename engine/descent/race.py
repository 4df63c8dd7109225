"""Who is there first: descents by several rules from one start, ranked by their steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.descent.descent import Descent
from engine.descent.surface import Point, Surface

SHARE = 1e-3
"""Of the way from the first loss down to the lowest, that may be left at the goal."""
FINE = 201
"""Points a side at which a surface without known minima is searched for its lowest value."""
FLAT = 1e-6
"""Length of a gradient, in units of the first one's, below which a descent stands still."""


def goal_of(surface: Surface, start: Point) -> float:
    """Choose the loss to reach: a thousandth of the way down from the start is left.

    The way leads to the lowest value that is known in the domain.
    """
    known = [least.value for least in surface.known_minima()]
    lowest = min(known) if known else float(surface.heights(FINE)[1].min())
    return lowest + SHARE * (float(surface.value(start)) - lowest)


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
    diverged last, the latest to do so first.
    """
    if descent.diverged_at is not None:
        return 2, -float(descent.diverged_at)
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
