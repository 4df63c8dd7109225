"""Scores and shares of attention as they are written, in pictures and in sentences."""

from __future__ import annotations

import numpy as np

from engine.experiments.softmax import softmax
from scenes.languages.numbers import fixed


def score_text(score: float) -> str:
    """Return how scores are written."""
    return fixed(score, 2)


def share_text(share: float) -> str:
    """Return how shares of attention are written."""
    return f"{fixed(100 * share, 0)}%"


def recomputes(scores: np.ndarray) -> bool:
    """Return whether the shares of a row (length,) follow from its scores as they are written."""
    written = softmax(np.round(scores, 2))
    shares = softmax(scores)
    return all(share_text(a) == share_text(b) for a, b in zip(written, shares, strict=True))
