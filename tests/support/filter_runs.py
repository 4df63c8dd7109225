"""Recorded filters, made up or of a brief training."""

import numpy as np

from engine.experiments.filters import FilterRun, record_filters
from engine.experiments.filters_spec import FiltersSpec


def brief(seed: int = 0, digit: int = 3) -> FilterRun:
    """Train for some steps only."""
    spec = FiltersSpec(steps=24, points=40, every=8, seed=seed, digit=digit)
    return record_filters(spec, lambda step, loss, accuracy: None)


def made_up(weights: np.ndarray, accuracy: float = 0.9, growth: float = 4.0) -> FilterRun:
    """Return a run whose filters (filters, 3, 3) are fainter at first, and see a bar."""
    image = np.zeros((8, 8), np.int64)
    image[3:5, 1:7] = 16
    recorded = np.stack([weights / growth, weights]).astype(np.float32)
    shares = np.full((2, 10), 0.1)
    shares[1] = np.where(np.arange(10) == 1, 0.91, 0.01)
    return FilterRun(
        image=image, label=1, read_as=1, shares=shares, moved_shares=shares[[1, 1]],
        steps=np.array([0, 10]), weights=recorded,
        biases=np.zeros((2, len(weights)), np.float32), accuracy=np.array([0.1, accuracy]),
    )  # fmt: skip
