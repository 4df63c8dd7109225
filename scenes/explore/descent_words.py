"""The sentences that the script of a page of descents says."""

from __future__ import annotations

DESCENT_WORDS = (
    "loss above the lowest, as a share of the first",
    "loss",
    "loss {loss}",
    "diverged at step {step}",
    "no loss at step {step}",
    "no slope at step {step}",
    "limit {rate}",
    "rule of walker {number}",
    "learning rate of walker {number}",
    "remove walker {number}",
    "step {step} of {count}",
    "From {place}, {rule} walks down.",
    "Beyond a rate of {rate}, {rule} cannot stay at this minimum: it leaps away from it.",
    "Up to a rate of {rate}, {rule} stays at this minimum once it is near.",
)
"""Templates in English; a test compares them with what the script says."""
