"""Where the curve of a ReLU network with one hidden layer bends: at the hinges of its units.

From one input x such a network computes c + Σ vᵢ max(wᵢ x + bᵢ, 0). Each unit is 0 on one side of
its hinge −bᵢ / wᵢ and straight on the other, so that the sum is straight between hinges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.networks.stages import Activation, Affine
from engine.recordings.recording import Recording


def is_hinged(recording: Recording) -> bool:
    """Return whether a network has one input, one hidden layer of ReLU units and one output."""
    kinds = [type(stage) for stage in recording.stages]
    if kinds != [Affine, Activation, Affine]:
        return False
    first, bend, last = recording.stages
    assert isinstance(bend, Activation)
    return (first.inputs, last.outputs, bend.function.module) == (1, 1, "ReLU")


@dataclass(frozen=True)
class Hinges:
    """The units of a network with one hidden layer of ReLU units, at one step.

    Attributes
    ----------
    weights, biases : float64 array (units,)
        w and b.
    heights : float64 array (units,)
        v, the weight of each unit in the output.
    offset : float
        c, the bias of the output.
    """

    weights: np.ndarray
    biases: np.ndarray
    heights: np.ndarray
    offset: float

    @classmethod
    def of(cls, recording: Recording, step: float) -> Hinges:
        """Read the units of a hinged network at a step, continuous."""
        theta = recording.parameters(step)
        first, _, last = recording.stages
        units = len(theta[f"{first.name}.weight"])
        biases = theta.get(f"{first.name}.bias")
        offset = theta.get(f"{last.name}.bias")
        return cls(
            theta[f"{first.name}.weight"][:, 0].numpy(),
            np.zeros(units) if biases is None else biases.numpy(),
            theta[f"{last.name}.weight"][0].numpy(),
            0.0 if offset is None else float(offset[0]),
        )

    @property
    def places(self) -> np.ndarray:
        """Where each unit has its hinge, array (units,); infinite for a unit without slope."""
        with np.errstate(divide="ignore", invalid="ignore"):
            places = -self.biases / self.weights
        return np.where(np.isfinite(places), places, np.inf)

    def unit(self, index: int, x: np.ndarray) -> np.ndarray:
        """Return what a unit adds to the output at inputs (n,), array (n,)."""
        y: np.ndarray = self.heights[index] * np.maximum(
            self.weights[index] * x + self.biases[index], 0
        )
        return y

    def output(self, x: np.ndarray, shares: np.ndarray | float = 1.0) -> np.ndarray:
        """Return the network's output at inputs (n,), array (n,), of shares of units (units,)."""
        hidden = np.maximum(np.outer(x, self.weights) + self.biases, 0)
        y: np.ndarray = hidden @ (self.heights * shares) + self.offset
        return y

    def adding_order(self, x: np.ndarray) -> np.ndarray:
        """Return all units, int array (units,), in the order that brings their sum nearest.

        Each is the one with which the sum of those so far is nearest to the whole output at inputs
        (n,).
        """
        parts = self.heights[:, None] * np.maximum(
            np.outer(self.weights, x) + self.biases[:, None], 0
        )
        missing, left, order = parts.sum(axis=0), list(range(len(parts))), []
        while left:
            off = ((missing - parts[left]) ** 2).sum(axis=1)
            order.append(left.pop(int(off.argmin())))
            missing = missing - parts[order[-1]]
        return np.array(order)

    def corners(self, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the corners of the output between two inputs: it is straight between them.

        Returns
        -------
        x, y : float64 array (corners,)
            Rising in x; the first is `low`, the last `high`.
        """
        places = self.places
        inside = places[(places > low) & (places < high)]
        x = np.concatenate([[low], np.sort(inside), [high]])
        return x, self.output(x)
