"""What the film of softmax says of its results."""

from __future__ import annotations

import numpy as np

from engine.experiments.softmax import SoftmaxSteps
from scenes.films.outputs_and_losses.bars.class_bars import number_text, share_text
from scenes.languages.language import Phrase
from scenes.languages.numbers import by_size, fixed

TIE = 0.01
"""A smaller lead of the largest score is told as a tie."""


def odds_text(odds: float) -> str:
    """Return how many times as probable one class is as another."""
    return by_size(odds, {10: 2, 100: 1}) if odds < 1_000 else number_text(odds)


def divided(steps: SoftmaxSteps) -> Phrase:
    """Say how the largest power becomes a probability."""
    power, share = float(steps.powers.max()), float(steps.probabilities.max())
    values = {
        "power": number_text(power), "total": number_text(steps.total), "share": share_text(share),
    }  # fmt: skip
    return "Third, divide each by the sum: {power} ÷ {total} = {share}.", values


def one_more(steps: SoftmaxSteps) -> Phrase:
    """Say what one more in the largest score does to its odds against the second."""
    factor = float(np.exp(1 / steps.temperature))
    values = {
        "old": odds_text(steps.odds),
        "new": odds_text(steps.odds * factor),
        "factor": fixed(factor, 3) if factor < 10 else number_text(factor),
    }
    if steps.temperature == 1:
        return (
            "One more in a score multiplies the odds by e, about {factor}: {old} to {new}.",
            values,
        )
    return (
        "One more in a score multiplies the odds by e to the 1/T, about {factor}: {old} to {new}.",
        values,
    )


def cold(steps: SoftmaxSteps) -> str:
    """Say who takes everything when it is cold."""
    if steps.lead < TIE:
        return "As T goes to 0, the largest scores share everything."
    return "As T goes to 0, the largest score takes everything."


def two_left(steps: SoftmaxSteps) -> str:
    """Say how the last act comes to two classes."""
    if len(steps.logits) == 2:
        return "Set both scores to 0: each has one half."
    return "Let all other scores fall, then leave them out: two classes stay."


def range_of(steps: SoftmaxSteps) -> tuple[float, float]:
    """Return temperatures at which the largest has all, and at which all are equal."""
    lead, spread = steps.lead, float(np.ptp(steps.logits))
    coldest = min(0.05, lead / 8) if lead >= TIE else 0.05
    return min(coldest, steps.temperature), max(50.0, 20 * spread, steps.temperature)
