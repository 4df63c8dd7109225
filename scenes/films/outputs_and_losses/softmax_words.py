"""What the film of softmax says of its results."""

from __future__ import annotations

import numpy as np

from engine.experiments.softmax import SoftmaxSteps, softmax
from scenes.films.outputs_and_losses.bars.class_bars import number_text, share_text
from scenes.languages.language import Phrase
from scenes.languages.numbers import by_size, fixed

DIFFERENCE = "Only their difference counts: take the score of {name} from both."
"""How two classes are compared."""
TIE = 0.01
"""A smaller lead of the largest score is told as a tie."""
HOTTER, TINY = 21, 1e-9
"""So many temperatures are tried, each a tenth higher; sums that differ by less are equal."""


def odds_text(odds: float) -> str:
    """Return how many times as probable one class is as another."""
    return by_size(odds, {10: 2, 100: 1}) if odds < 1_000 else number_text(odds)


def quotient(steps: SoftmaxSteps, k: int) -> str:
    """Write how the power of a class becomes a probability."""
    power, share = float(steps.powers[k]), float(steps.probabilities[k])
    return f"{number_text(power)} ÷ {number_text(steps.total)} = {share_text(share)}"


def one_more(steps: SoftmaxSteps, one: str, other: str) -> Phrase:
    """Say what one more in the largest score does to its class's ratio to the second."""
    factor = float(np.exp(1 / steps.temperature))
    values = {
        "one": one,
        "other": other,
        "old": odds_text(steps.odds),
        "new": odds_text(steps.odds * factor),
        "factor": fixed(factor, 3) if factor < 10 else number_text(factor),
    }
    if steps.temperature == 1:
        return (
            "One more in its score multiplies {one} to {other} by e, about {factor}: "
            "{old} to {new}.",
            values,
        )
    return (
        "One more in its score multiplies {one} to {other} by e to the 1/T, about {factor}: "
        "{old} to {new}.",
        values,
    )


def cold(steps: SoftmaxSteps) -> str:
    """Say who takes everything when it is cold."""
    if steps.lead < TIE:
        return "As T goes to 0, the largest scores share everything."
    return "As T goes to 0, the largest score takes everything."


def two_left(steps: SoftmaxSteps, name: str) -> Phrase:
    """Say how the last act comes to two classes, the second of them of a name."""
    if len(steps.logits) == 2:
        return DIFFERENCE, {"name": name}
    return "With two classes alone? Let all other scores fall, and leave them out.", {}


def range_of(steps: SoftmaxSteps) -> tuple[float, float]:
    """Return temperatures at which the largest has all, and at which all are equal.

    The second is such that its probabilities add up to 1 as they are printed, if one near it is.
    """
    lead, spread = steps.lead, float(np.ptp(steps.logits))
    coldest = min(0.05, lead / 8) if lead >= TIE else 0.05
    hottest = max(50.0, 20 * spread, steps.temperature)
    hotter = hottest * (1 + np.arange(HOTTER) / 10)
    printed = softmax(steps.logits / hotter[:, None]).round(3).sum(axis=1)
    exact = np.abs(printed - 1) < TINY
    chosen = hotter[exact.argmax()] if exact.any() else hottest
    return min(coldest, steps.temperature), float(chosen)
