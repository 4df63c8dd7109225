"""Scores and shares of attention as they are written, in pictures and in sentences."""

from __future__ import annotations

import numpy as np

from engine.experiments.softmax import softmax
from scenes.languages.numbers import fixed, scientific


def score_text(score: float) -> str:
    """Return how scores are written."""
    return fixed(score, 2)


def share_text(share: float) -> str:
    """Return how shares of attention are written."""
    return f"{fixed(100 * share, 0)}%"


def power_text(power: float) -> str:
    """Return how powers of e are written."""
    return fixed(power, 2) if power < 1000 else scientific(power, 2)


def written_powers(scores: np.ndarray) -> np.ndarray:
    """Return e to the scores (length,) as they are written, rounded as they are written, too."""
    powers = np.exp(np.round(scores, 2))
    return np.where(powers < 1000, np.round(powers, 2), powers)


def recomputes(scores: np.ndarray) -> bool:
    """Return whether the shares of a row (length,) follow from its scores as they are written."""
    written = softmax(np.round(scores, 2))
    shares = softmax(scores)
    return all(share_text(a) == share_text(b) for a, b in zip(written, shares, strict=True))
