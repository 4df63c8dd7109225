"""Learning-rate schedules: how the rate changes as steps are taken."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from engine.registry import Registry


@dataclass(frozen=True)
class Progress:
    """The position within a descent.

    Attributes
    ----------
    step : int
        From 0.
    steps : int
        That will be taken at most.
    period : int
        Steps over which the rate changes by `decay`.
    decay : float
        Factor.
    """

    step: int
    steps: int
    period: int
    decay: float


@dataclass(frozen=True)
class Schedule:
    """A share of the rate for each step.

    Attributes
    ----------
    share : callable
        Takes a `Progress`, gives a number from 0 to 1.
    typst : str
        The rate at step t of T, in Typst's math mode; γ is the decay, P the period.
    """

    share: Callable[[Progress], float]
    typst: str


SCHEDULES: Registry[Schedule] = Registry("schedule")
SCHEDULES.add("constant", Schedule(lambda now: 1.0, "eta_t = eta"))
SCHEDULES.add(
    "step",
    Schedule(
        lambda now: now.decay ** (now.step // now.period), "eta_t = eta gamma^floor(t slash P)"
    ),
)
SCHEDULES.add(
    "exponential",
    Schedule(lambda now: now.decay ** (now.step / now.period), "eta_t = eta gamma^(t slash P)"),
)
SCHEDULES.add(
    "cosine",
    Schedule(
        lambda now: (1 + math.cos(math.pi * now.step / now.steps)) / 2,
        "eta_t = eta (1 + cos(pi t slash T)) slash 2",
    ),
)
SCHEDULES.add(
    "1/t",
    Schedule(lambda now: 1 / (1 + now.step / now.period), "eta_t = eta slash (1 + t slash P)"),
)
