"""The best of a grid of learning rates, for one rule on one surface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.descent.descent import Descent, descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.race import arrival, standing
from engine.progress import Advance

GRID = tuple(float(f"{rate:.3g}") for rate in np.geomspace(1e-4, 10, 16))
"""Learning rates to try: three in each factor of ten."""


@dataclass(frozen=True)
class RateTuning:
    """The result of one rule with each learning rate of a grid.

    Attributes
    ----------
    rates : float64 array (n,)
    arrivals : int64 array (n,)
        Steps until the loss stayed below the goal; -1 for never.
    losses : float64 array (n,)
        The last ones; infinite where the descent diverged.
    best : int
        Which rate arrives first; the lower of two that arrive together.
    """

    rates: np.ndarray
    arrivals: np.ndarray
    losses: np.ndarray
    best: int

    @property
    def rate(self) -> float:
        """The best rate."""
        return float(self.rates[self.best])


def tune_rate(
    spec: DescentSpec,
    goal: float,
    rates: Sequence[float] = GRID,
    advance: Advance | None = None,
) -> RateTuning:
    """Run a descent at every rate of a grid; the best stays below a goal from the earliest step.

    Parameters
    ----------
    spec : DescentSpec
        Whose own rate does not matter.
    goal : float
    rates : sequence of float
        Rising.
    advance : callable, optional
        Told how many rates are done.
    """
    tried: list[Descent] = []
    for i, rate in enumerate(rates):
        if advance is not None:
            advance(i, f"learning rate {rate:g}")
        tried.append(descend(replace(spec, rate=rate)))
    arrivals = [arrival(each, goal) for each in tried]
    losses = [np.inf if each.diverged_at is not None else each.loss[-1] for each in tried]
    return RateTuning(
        rates=np.array(rates, dtype=float),
        arrivals=np.array([-1 if steps is None else steps for steps in arrivals]),
        losses=np.array(losses, dtype=float),
        best=min(range(len(tried)), key=lambda i: standing(tried[i], goal)),
    )
