"""Descents computed once, kept by what was asked for and found again."""

from __future__ import annotations

from dataclasses import dataclass

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
        By another rule.
    beside : Descent or None
        By the rule of the first, from where the rival starts.
    others : tuple of Descent
        By the rule of the first, from the same start, with other learning rates.
    """

    first: Descent
    rival: Descent | None
    beside: Descent | None
    others: tuple[Descent, ...] = ()


def kept_descent(spec: DescentSpec, work: Work = unwatched) -> Descent:
    """Walk down a surface, or find the walk where it was kept."""

    def compute() -> Descent:
        return descend(spec, advance=work(f"descending: {spec.rule.title}", spec.steps))

    return kept_result(Descent, ("descent", spec), compute)


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


def turns_around(plain: Descent, printed: Descent) -> bool:
    """Return whether the first step of one goes against that of the other along every variable."""
    one, other = plain.path[1] - plain.path[0], printed.path[1] - printed.path[0]
    return bool((one * other < 0).all() and (printed.path[0] < 0).all())


def climbs(descent: Descent) -> bool:
    """Return whether the loss rises at every step, as long as it is finite."""
    losses = descent.loss[np.isfinite(descent.loss)]
    return bool((np.diff(losses) > 0).all())
