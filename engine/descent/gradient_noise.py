"""Gradients of single samples: their mean is the full gradient, each alone a noisy estimate."""

from __future__ import annotations

import numpy as np
import torch

from engine.descent.sample_losses import SampleLoss, sample_order
from engine.descent.surface import Surface, slope_of


def sample_gradients(surface: Surface, points: np.ndarray) -> np.ndarray:
    """Return the gradient of the loss of each sample.

    Parameters
    ----------
    surface : Surface
        Whose function is a `SampleLoss`.
    points : float64 array (points, dims)

    Returns
    -------
    float64 array (points, samples, dims)
        Their mean over the samples is the gradient of the whole.
    """
    loss = surface.function
    assert isinstance(loss, SampleLoss)
    places = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    alone = [slope_of(surface.at(places, np.array([i])), places) for i in range(loss.samples)]
    return torch.stack(alone, dim=1).numpy()


def noise_of(gradients: np.ndarray, batch: int, rounds: int = 200, seed: int = 0) -> float:
    """Return how far the gradient of a batch lies from that of all samples.

    Parameters
    ----------
    gradients : array (samples, dims)
        Of the samples, at one point.
    batch : int
        Samples drawn together, no sample twice.
    rounds : int
        How often all samples are dealt out in a new order.
    seed : int
        Of the orders.

    Returns
    -------
    float
        The root of the mean squared distance. In expectation over all batches it is
        σ √((N − b) / ((N − 1) b)) for N samples with standard deviation σ around their mean.

    References
    ----------
    Cochran 1977, Sampling Techniques, theorem 2.2.
    """
    samples = len(gradients)
    full = samples // batch
    means = [
        gradients[sample_order(samples, batch, full, seed + i)].mean(axis=1) for i in range(rounds)
    ]
    away = np.concatenate(means) - gradients.mean(axis=0)
    return float(np.sqrt((away**2).sum(axis=1).mean()))


def dealt_means(gradients: np.ndarray, batch: int, seed: int) -> np.ndarray:
    """Split all samples into random batches; the last one may be smaller.

    Parameters
    ----------
    gradients : array (samples, dims)
    batch : int
        Samples in a batch.
    seed : int
        Of the order.

    Returns
    -------
    array (samples, dims)
        For each sample, the mean gradient of the batch that it fell into.
    """
    order = sample_order(len(gradients), 1, len(gradients), seed)[:, 0]
    means = np.empty_like(gradients)
    for first in range(0, len(order), batch):
        rows = order[first : first + batch]
        means[rows] = gradients[rows].mean(axis=0)
    return means
