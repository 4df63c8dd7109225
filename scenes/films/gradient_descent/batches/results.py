"""What the film of batch, stochastic and mini-batch descent shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.descent.descent import Descent
from engine.descent.sample_losses import SampleLoss
from engine.descent.surface import Surface


@dataclass(frozen=True)
class BatchResults:
    """Three descents, and the gradients of single samples.

    Attributes
    ----------
    descents : tuple of Descent
        Batch, mini-batch, stochastic.
    batches : tuple of int
        Samples that a step of each sees.
    lowest : float
        The least loss there is.
    minimum : float64 array (2,)
        Where that is.
    gradients : float64 array (2, samples, 2)
        Of each sample, at the start and at the minimum.
    means : float64 array (samples, 2)
        At the minimum, of the mini-batch that each sample falls into.
    noise : tuple of float
        Of the three gradients at the minimum: the root of their mean squared distance from that of
        all samples, measured.
    """

    descents: tuple[Descent, ...]
    batches: tuple[int, ...]
    lowest: float
    minimum: np.ndarray
    gradients: np.ndarray
    means: np.ndarray
    noise: tuple[float, ...]

    @property
    def surface(self) -> Surface:
        """The loss."""
        return self.descents[0].spec.loss_surface

    @property
    def loss(self) -> SampleLoss:
        """The model and its samples."""
        function = self.surface.function
        assert isinstance(function, SampleLoss)
        return function

    def excess(self, i: int) -> np.ndarray:
        """Return by how much a descent's losses exceed the least one, array (steps + 1,)."""
        return np.maximum(self.descents[i].loss - self.lowest, 0)

    def seen(self, i: int) -> np.ndarray:
        """Return how many samples a descent has seen at each of its points, array (steps + 1,)."""
        return self.batches[i] * np.arange(self.descents[i].steps + 1)

    def step_after(self, i: int, samples: float) -> float:
        """Return the continuous step of a descent at which it has seen so many samples."""
        return min(samples / self.batches[i], float(self.descents[i].steps))

    def excess_after(self, i: int, samples: int) -> float:
        """Return a descent's loss above the least one, when it has seen so many samples."""
        return float(self.excess(i)[int(self.step_after(i, samples))])
