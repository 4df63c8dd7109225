"""The perceptron: McCulloch and Pitts's unit, Rosenblatt's learning rule, Novikoff's bound.

A point x is seen as the input (1, x₁, …, x_m); the bias w₀ is the weight of the fixed 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

GATE_INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
"""The four inputs of a logic gate with two inputs."""
XOR = np.array([0, 1, 1, 0])
"""Their exclusive or."""
XOR_UNITS = np.array([[-0.5, 1.0, 1.0], [-1.5, 1.0, 1.0]])
"""Weights, bias first, of two units, an or and an and: xor is where the first alone says 1."""
XOR_THIRD = np.array([-0.5, 1.0, -1.0])
"""Weights, bias first, of a third unit, whose inputs are the answers of those two: it says xor."""
FLAT = 1e-9
"""A margin below this is none: rounding reaches so far."""


def heaviside(z: np.ndarray | float) -> np.ndarray:
    """Return the unit step: 1 where z ≥ 0, else 0."""
    return (np.asarray(z) >= 0).astype(int)


def mcculloch_pitts(inputs: np.ndarray, threshold: int) -> np.ndarray:
    """Return whether at least `threshold` inputs are on.

    Parameters
    ----------
    inputs : array (…, inputs)
        Each 0 or 1; all count alike.
    threshold : int
        The fixed threshold of the unit.

    Returns
    -------
    int array (…)

    References
    ----------
    McCulloch & Pitts 1943, A logical calculus of the ideas immanent in nervous activity.
    """
    return heaviside(np.asarray(inputs).sum(axis=-1) - threshold)


def with_one(points: np.ndarray) -> np.ndarray:
    """Return points (n, m) with the fixed input 1 before them, array (n, 1 + m)."""
    return np.column_stack([np.ones(len(points)), np.asarray(points, dtype=float)])


@dataclass(frozen=True)
class Learning:
    """The record of the perceptron learning rule on a set of points.

    Attributes
    ----------
    points : float64 array (n, m)
        In the order in which they were visited.
    labels : int64 array (n,)
        0 or 1.
    weights : float64 array (mistakes + 1, 1 + m)
        Bias first: at the start, and after each mistake.
    mistaken : int64 array (mistakes,)
        Which point was misclassified.
    passes : int64 array (mistakes,)
        In which pass over the points, from 0.
    epochs : int
        Passes done; the last is without mistakes if it converged.
    converged : bool
        Whether a whole pass went without a mistake.
    """

    points: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    mistaken: np.ndarray
    passes: np.ndarray
    epochs: int
    converged: bool

    @property
    def mistakes(self) -> int:
        """The number of mistakes."""
        return len(self.mistaken)

    def weights_after_pass(self, epoch: int) -> np.ndarray:
        """Return the weights at the end of a pass, counted from 0."""
        return self.weights[int(np.searchsorted(self.passes, epoch, side="right"))]

    @property
    def cycle(self) -> tuple[int, int] | None:
        """Two epochs that ended with the same weights and mistakes between, after which it repeats.

        Each pass depends on the weights at its start alone, so what follows the second follows it
        for ever. None if there are no such passes.
        """
        known: dict[tuple[float, ...], int] = {}
        for epoch in range(self.epochs - self.converged):
            state = tuple(self.weights_after_pass(epoch).tolist())
            if state in known:
                return known[state], epoch
            known[state] = epoch
        return None


def learn(points: np.ndarray, labels: np.ndarray, epochs: int) -> Learning:
    """Train a perceptron by its rule, w ← w + (y − ŷ) x, from weights 0, point after point.

    Parameters
    ----------
    points : array (n, m)
    labels : array (n,)
        0 or 1.
    epochs : int
        Most passes over the points; it ends with the first pass without a mistake.

    References
    ----------
    Rosenblatt 1958, The perceptron: a probabilistic model for information storage and organization
    in the brain.
    """
    points, labels = np.asarray(points, dtype=float), np.asarray(labels, dtype=int)
    inputs = with_one(points)
    weights = [np.zeros(inputs.shape[1])]
    mistakes: list[tuple[int, int]] = []
    converged, epoch = False, 0
    while epoch < epochs and not converged:
        before = len(mistakes)
        for i, (x, y) in enumerate(zip(inputs, labels, strict=True)):
            error = y - heaviside(weights[-1] @ x)
            if error:
                weights.append(weights[-1] + error * x)
                mistakes.append((i, epoch))
        converged = len(mistakes) == before
        epoch += 1
    mistaken, passes = np.array(mistakes, dtype=np.int64).reshape(-1, 2).T
    return Learning(points, labels, np.array(weights), mistaken, passes, epoch, converged)


@dataclass(frozen=True)
class Bound:
    """The greatest number of mistakes that the perceptron's rule can make on separable points.

    Attributes
    ----------
    separator : float64 array (1 + m,)
        Bias first: the weights of length 1 with the largest margin.
    margin : float
        γ: the least by which these weights are right, min ±w·(1, x).
    radius : float
        R: the length of the longest input (1, x).
    """

    separator: np.ndarray
    margin: float
    radius: float

    @property
    def mistakes(self) -> float:
        """(R/γ)²."""
        return (self.radius / self.margin) ** 2


def novikoff(points: np.ndarray, labels: np.ndarray) -> Bound | None:
    """Return the bound on mistakes for points that a hyperplane separates, or None if none does.

    The widest margin is found exactly: it is a least-distance problem, min ‖w‖ with ±w·(1, x) ≥ 1
    for every point, which a non-negative least-squares problem solves.

    Parameters
    ----------
    points : array (n, m)
    labels : array (n,)
        0 or 1.

    References
    ----------
    Novikoff 1962, On convergence proofs on perceptrons.
    Lawson & Hanson 1974, Solving Least Squares Problems, chapter 23 (least-distance programming).
    """
    inputs = with_one(points)
    signed = inputs * np.where(np.asarray(labels) == 1, 1, -1)[:, None]
    goal = np.append(np.zeros(inputs.shape[1]), 1.0)
    shares, _ = nnls(np.vstack([signed.T, np.ones(len(signed))]), goal)
    rest = np.append(signed.T @ shares, shares.sum() - 1)
    if -rest[-1] < FLAT:
        return None
    weights = -rest[:-1] / rest[-1]
    separator = weights / np.linalg.norm(weights)
    radius = float(np.linalg.norm(inputs, axis=1).max())
    return Bound(separator, float((signed @ separator).min()), radius)


def boundary(weights: Sequence[float] | np.ndarray) -> tuple[np.ndarray, float]:
    """Return the line w·(1, x) = 0 as normal and offset: ``normal @ x + offset = 0``."""
    return np.asarray(weights[1:], dtype=float), float(weights[0])
