"""Descents computed once, kept by what was asked for and found again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.descent.descent import Descent, descend
from engine.descent.descent_spec import DescentSpec
from engine.geometry.pace import Pace
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result
from scenes.languages.numbers import counted


@dataclass(frozen=True)
class TwoDescents:
    """What the film of gradient descent shows.

    Attributes
    ----------
    first : Descent
    rival : Descent or None
        The same by another rule.
    runaway : Descent or None
        The chapter's printed rule, from a start at which it diverges.
    """

    first: Descent
    rival: Descent | None
    runaway: Descent | None


def kept_descent(spec: DescentSpec, work: Work = unwatched) -> Descent:
    """Walk down a surface, or find the walk where it was kept."""

    def compute() -> Descent:
        return descend(spec, advance=work(f"descending: {spec.rule.title}", spec.steps))

    return kept_result(Descent, ("descent", spec), compute)


def runaway_of(rival: DescentSpec, work: Work = unwatched) -> Descent | None:
    """Follow the printed rule from a negative start on the chapter's bowl; else nothing."""
    if rival.optimizer != "as-printed" or rival.surface != "bowl" or rival.formula is not None:
        return None
    return kept_descent(replace(rival, start=(-5.0, -5.0), domain=None), work)


def pace_by_way(distance: np.ndarray, first: int = 0, even: float = 0.25) -> Pace:
    """Pace a descent by the way it covers.

    Parameters
    ----------
    distance : array (steps + 1,)
        Covered by each step.
    first : int
        The step to begin with.
    even : float
        Share of the time given to the steps evenly.
    """
    steps = np.arange(min(first, len(distance) - 1), len(distance))
    if len(steps) == 1:
        return Pace(steps, np.zeros(1))
    way = distance[steps] - distance[steps[0]]
    total = way[-1]
    share = even if total > 0 else 1.0
    evenly = (steps - steps[0]) / (steps[-1] - steps[0])
    return Pace(steps, share * evenly + (1 - share) * way / (total or 1.0))


def ending(descent: Descent) -> str:
    """Return where a descent ended, in a line for the terminal."""
    place = ", ".join(map(repr, descent.final.tolist()))
    rule = descent.spec.rule.title
    if descent.diverged_at is not None:
        return f"{rule}: diverged, at step {descent.diverged_at} at ({place})"
    steps = counted(descent.steps, "step")
    return f"{rule}: ({place}) after {steps}, loss {float(descent.loss[-1])!r}"
