"""What a network says of all of a plane while it is trained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.geometry.box import Box
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording

MOMENTS = 96
"""About so many steps have a map: the more, the earlier in the training."""
SIDE = 60
"""Cells along each side of a map."""
MARGIN = 0.08
"""Around the points, as a share of how far they reach."""


@dataclass(frozen=True)
class DecisionMaps:
    """What a network says of the places of a square of the plane, at moments of its training.

    Attributes
    ----------
    low, high : float64 array (2,)
        Corners of the square.
    steps : int64 array (moments,)
    winners : uint8 array (moments, side, side)
        The class that it gives, at the middle of each cell; the first row is the lowest.
    shares : uint8 array (moments, side, side)
        The probability that it gives to that class, in 255ths.
    """

    low: np.ndarray
    high: np.ndarray
    steps: np.ndarray
    winners: np.ndarray
    shares: np.ndarray

    def moment_of(self, step: float) -> int:
        """Return the last moment that is not after a step."""
        return max(int(np.searchsorted(self.steps, step + 1e-9, side="right")) - 1, 0)


def decision_maps(recording: Recording) -> DecisionMaps | None:
    """Ask a network of the plane what it says of each place; None if its inputs lie in no plane.

    Parameters
    ----------
    recording : Recording
        Of a network with an output per class.
    """
    features = recording.data.features
    if features.shape[1] != 2:
        return None
    around = Box.around(features.astype(np.float64))
    half = (0.5 + MARGIN) * float(around.size.max())
    low, high = around.centre - half, around.centre + half
    cells = (np.arange(SIDE) + 0.5) / SIDE
    x, y = (low[axis] + cells * (high[axis] - low[axis]) for axis in (0, 1))
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2).astype(np.float32)
    last = len(recording.steps) - 1
    chosen = np.unique(np.rint(np.linspace(0, 1, MOMENTS) ** 2 * last).astype(int))
    steps = recording.steps[chosen]
    shape = len(steps), SIDE, SIDE
    outputs = np.concatenate(list(Warp(recording).sweep(places, steps)))
    likely = torch.from_numpy(outputs).softmax(-1).max(-1)
    winners, shares = (
        each.numpy().reshape(shape) for each in (likely.indices, 255 * likely.values)
    )
    return DecisionMaps(
        low, high, steps, winners.astype(np.uint8), np.rint(shares).astype(np.uint8)
    )
