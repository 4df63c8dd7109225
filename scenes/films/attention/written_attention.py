"""Scores and shares of attention as they are written, in pictures and in sentences."""

from __future__ import annotations

import numpy as np

from engine.experiments.softmax import softmax
from scenes.languages.numbers import fixed, scientific

NEAR = 0.001
"""What is worked out with written numbers is so near, at least, to what the network computed."""


def score_text(score: float) -> str:
    """Return how scores are written."""
    return fixed(score, 2)


def share_text(share: float) -> str:
    """Return how shares of attention are written."""
    return f"{fixed(100 * share, 1)}%"


def power_text(power: float) -> str:
    """Return how powers of e are written."""
    return fixed(power, 2) if power < 1000 else scientific(power, 2)


def written_powers(scores: np.ndarray) -> np.ndarray:
    """Return e to the scores (length,) as they are written, rounded as they are written, too."""
    powers = np.exp(np.round(scores, 2))
    return np.where(powers < 1000, np.round(powers, 2), powers)


def written_shares(scores: np.ndarray) -> np.ndarray:
    """Return the shares (length,) of the powers as they are written in the sum of these."""
    powers = written_powers(scores)
    return np.asarray(powers / powers.sum())


def recomputes(scores: np.ndarray) -> bool:
    """Return whether the written shares of a row (length,) are near its own and make 100%."""
    shares = written_shares(scores)
    is_whole = abs(np.round(100 * shares, 1).sum() - 100) < 0.01
    return bool(is_whole and np.abs(shares - softmax(scores)).max() < NEAR)
