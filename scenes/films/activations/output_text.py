"""Outputs of activation functions as they are written while they change."""

from __future__ import annotations

import numpy as np

from engine.experiments.activation_facts import ActivationFacts
from scenes.languages.numbers import signed

DECIMALS = 3
"""Of outputs and slopes: so many tell them apart from limits, wherever they are seen."""


def output_text(facts: ActivationFacts, value: float) -> str:
    """Write an output with its sign; it never looks like a limit that is not reached.

    Near such a limit, it is rounded away from it.
    """
    low, high = facts.range
    finest = 10.0**-DECIMALS
    for bound, away in ((low, finest), (high, -finest)):
        is_limit = np.isfinite(bound.value) and not bound.reached
        if is_limit and abs(value - bound.value) < finest / 2:
            return signed(bound.value + away, DECIMALS)
    return signed(value, DECIMALS)
