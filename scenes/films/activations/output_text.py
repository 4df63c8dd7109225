"""Outputs of activation functions as they are written while they change."""

from __future__ import annotations

import numpy as np

from engine.experiments.activation_facts import ActivationFacts
from scenes.languages.numbers import signed

FINEST = 1e-4
"""Outputs are told apart from limits by so much."""


def output_text(facts: ActivationFacts, value: float) -> str:
    """Write an output with its sign; it never looks like a limit that is not reached.

    Where there is such a limit, four decimals are written, and rounded away from it.
    """
    low, high = facts.range
    limits = [
        bound.value for bound in (low, high) if not bound.reached and np.isfinite(bound.value)
    ]
    if not limits:
        return signed(value)
    for bound, away in ((low, FINEST), (high, -FINEST)):
        if not bound.reached and abs(value - bound.value) < FINEST / 2:
            return signed(bound.value + away, 4)
    return signed(value, 4)
