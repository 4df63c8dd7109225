"""The plane as an element-wise function leaves it: a grid of points, and the lines through them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.experiments.activation_facts import values
from engine.networks.activations import ActivationKind

EXTENT, COUNT = 2.0, 20
"""The grid has COUNT × COUNT points over [-EXTENT, EXTENT]²."""
LINE_SAMPLES = 161
TEAR = 0.2
"""Distance above which two neighbours on a line count as torn apart."""


@dataclass(frozen=True)
class ActivatedPlane:
    """A plane whose axes a function acts on, one by one.

    Attributes
    ----------
    kind : ActivationKind
        The function.

    References
    ----------
    Joseph & Tackes, Modern Time Series Forecasting with Python, 2nd ed., chapter 11, notebook 02.
    """

    kind: ActivationKind

    @cached_property
    def ticks(self) -> np.ndarray:
        """Coordinates of the grid, array (COUNT,)."""
        return np.linspace(-EXTENT, EXTENT, COUNT)

    @cached_property
    def line(self) -> np.ndarray:
        """Samples along a line of the grid, array (LINE_SAMPLES,)."""
        return np.linspace(-EXTENT, EXTENT, LINE_SAMPLES)

    @cached_property
    def whole(self) -> np.ndarray:
        """Whether each piece of a line stays connected, bool array (LINE_SAMPLES - 1,)."""
        return np.abs(np.diff(values(self.kind, self.line))) <= TEAR

    def blend(self, x: np.ndarray, share: float) -> np.ndarray:
        """Return (1 − s) x + s g(x): the identity at s = 0, the function at s = 1."""
        return (1 - share) * x + share * values(self.kind, x)

    def points(self, first: float, second: float) -> np.ndarray:
        """Return the points with the function applied in part to the first and the second axis.

        Returns
        -------
        array (COUNT², 2)
            Row by row from below.
        """
        x, y = self.blend(self.ticks, first), self.blend(self.ticks, second)
        return np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)

    def lines(self, first: float, second: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the lines that began horizontal, and those that began vertical.

        Returns
        -------
        pair of array (COUNT, LINE_SAMPLES, 2)
        """
        across, along_y = np.meshgrid(self.blend(self.line, first), self.blend(self.ticks, second))
        upright, along_x = np.meshgrid(self.blend(self.line, second), self.blend(self.ticks, first))
        return np.stack([across, along_y], axis=-1), np.stack([along_x, upright], axis=-1)
