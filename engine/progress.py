"""Callbacks by which long computations report their progress.

The caller passes them in and shows the progress; the engine only calls them.
"""

from __future__ import annotations

import math
from collections.abc import Callable

Advance = Callable[[int, str], None]
"""Called with the number of steps done and a few words on the state."""

Work = Callable[[str, int], Advance]
"""Called with the name of a computation and its greatest number of steps, when it begins; returns
the callback for its steps."""

TrainingStep = Callable[[int, float, float], None]
"""Called with a training step, the loss and the accuracy."""


def unwatched(what: str, steps: int) -> Advance:
    """Return a callback that ignores the progress of a computation; of the type `Work`."""
    return lambda done, status: None


def each_training_step(advance: Advance) -> TrainingStep:
    """Return a callback for training that reports step, loss and, if known, accuracy."""

    def report(step: int, loss: float, accuracy: float) -> None:
        known = "" if math.isnan(accuracy) else f"  accuracy {100 * accuracy:.1f}%"
        advance(step, f"step {step}  loss {loss:.4f}{known}")

    return report
