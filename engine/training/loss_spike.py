"""Find a spike of the loss: training that had come far is thrown back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RISE = 10.0
"""How many times the least loss so far a spike is at least."""
HEIGHT = 0.3
"""Share of the first loss that a spike reaches at least: less than that is noise of batches."""


@dataclass(frozen=True)
class LossSpike:
    """A spike of the loss.

    Attributes
    ----------
    low, peak : int
        The step with the least loss before it, and that of the highest loss.
    """

    low: int
    peak: int


def loss_spike(loss: np.ndarray) -> LossSpike | None:
    """Return where the loss jumped up highest, as a multiple of the least before; None if nowhere.

    Parameters
    ----------
    loss : array (steps,)
        NaN where it was not measured.
    """
    known = np.flatnonzero(np.isfinite(loss))
    if not len(known):
        return None
    values = loss[known].astype(np.float64)
    least = np.minimum.accumulate(values)
    rises = np.where(values >= HEIGHT * values[0], values / np.maximum(least, 1e-30), 0.0)
    peak = int(rises.argmax())
    if rises[peak] < RISE:
        return None
    return LossSpike(int(known[values[: peak + 1].argmin()]), int(known[peak]))
