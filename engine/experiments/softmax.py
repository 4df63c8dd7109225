"""Softmax, step by step: raw outputs become probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Return the probabilities of raw outputs.

    The largest output is subtracted first, which changes nothing but keeps every power below 1, so
    that none overflows.

    Parameters
    ----------
    logits : array (…, classes)
    temperature : float
        Above 0; divides the outputs.

    Returns
    -------
    float64 array (…, classes)
        exp(zᵢ / T) / Σⱼ exp(zⱼ / T)
    """
    logits = np.asarray(logits, dtype=float)
    powers = np.exp((logits - logits.max(axis=-1, keepdims=True)) / temperature)
    probabilities: np.ndarray = powers / powers.sum(axis=-1, keepdims=True)
    return probabilities


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + e⁻ᶻ), the first component of the softmax of (z, 0), without overflow."""
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))


@dataclass(frozen=True)
class SoftmaxSteps:
    """Softmax of raw outputs, with its intermediate results.

    Attributes
    ----------
    logits : float64 array (classes,)
    temperature : float
    powers : float64 array (classes,)
        exp(zᵢ / T).
    total : float
        Their sum.
    probabilities : float64 array (classes,)
    """

    logits: np.ndarray
    temperature: float
    powers: np.ndarray
    total: float
    probabilities: np.ndarray

    @property
    def lead(self) -> float:
        """The difference between the largest output and the second."""
        second, first = np.sort(self.logits)[-2:]
        return float(first - second)

    @property
    def odds(self) -> float:
        """The ratio of the two largest probabilities: exp(lead / T)."""
        return float(np.exp(self.lead / self.temperature))


def softmax_steps(logits: np.ndarray, temperature: float = 1.0) -> SoftmaxSteps:
    """Compute softmax with its intermediate results.

    Parameters
    ----------
    logits : array (classes,)
        Times 1 / `temperature` below 700, where powers overflow.
    temperature : float
    """
    logits = np.asarray(logits, dtype=float)
    powers = np.exp(logits / temperature)
    probabilities = softmax(logits, temperature)
    return SoftmaxSteps(logits, temperature, powers, float(powers.sum()), probabilities)
