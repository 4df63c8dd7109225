"""Graphs of activation functions on a common grid of inputs, so that one can bend into another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.experiments.activated_plane import TEAR
from engine.experiments.activation_facts import slopes, values
from engine.networks.activations import ActivationKind

STEP, REACH = 0.01, 12.0
INPUTS = np.round(np.arange(-REACH, REACH + STEP / 2, STEP), 2)
"""The seams of all functions are among them."""
NEAR = 3.0
"""Inputs as near to 0 as this are preferred."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A function and its derivative.

    Attributes
    ----------
    outputs, slopes : array (samples,)
        At `INPUTS`.
    """

    outputs: np.ndarray
    slopes: np.ndarray

    @classmethod
    def of(cls, kind: ActivationKind) -> Shape:
        """Return the shape of an activation function, slopes by autograd."""
        return cls(values(kind, INPUTS), slopes(kind, INPUTS))

    def towards(self, other: Shape, share: float) -> Shape:
        """Return the shape on the way to another: (1 − s) f + s g."""
        if share in (0.0, 1.0):
            return other if share else self
        return Shape(
            (1 - share) * self.outputs + share * other.outputs,
            (1 - share) * self.slopes + share * other.slopes,
        )

    def output_at(self, x: float) -> float:
        """Return the output at an input."""
        return float(np.interp(x, INPUTS, self.outputs))

    def slope_at(self, x: float) -> float:
        """Return the slope at an input."""
        return float(np.interp(x, INPUTS, self.slopes))

    @property
    def steepest(self) -> float:
        """An input at which the slope is steepest: in the middle of them, or else nearest to 0."""
        steep = np.abs(self.slopes)
        best: np.ndarray = INPUTS[steep >= 0.999 * steep.max()]
        near = best[np.abs(best) <= NEAR]
        return float(np.median(near) if len(near) else best[np.abs(best).argmin()])


def whole(heights: np.ndarray) -> np.ndarray:
    """Return whether each piece of a graph (samples,) is connected, bool array (samples - 1,)."""
    unbroken: np.ndarray = np.abs(np.diff(heights)) <= TEAR
    return unbroken
