"""A network's trained parameters as one point of a space with an axis for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
import torch
from torch import Tensor

from engine.recordings.recording import Recording

FOLLOWED = ("running_mean", "running_var")
"""Running statistics of batch normalisation: recorded, but not trained."""


@dataclass(frozen=True)
class ParameterSpace:
    """The names and shapes of the trained parameters, in the order in which they are joined.

    Attributes
    ----------
    names : tuple of str
    shapes : tuple of tuple of int
    """

    names: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, recording: Recording) -> ParameterSpace:
        """Return the space of a recording's network."""
        first = recording.rows(0, 1)
        named = (name for stage in recording.stages for name in stage.parameters)
        # A layer that is used twice has its parameters once.
        names = tuple(dict.fromkeys(n for n in named if n.rpartition(".")[2] not in FOLLOWED))
        return cls(names, tuple(tuple(first[name].shape[1:]) for name in names))

    @property
    def size(self) -> int:
        """The number of parameters, which is the dimension of the space."""
        return sum(map(prod, self.shapes))

    def join(self, theta: Mapping[str, Tensor], leading: int = 0) -> Tensor:
        """Return parameters concatenated behind their leading axes, shape (…, size)."""
        return torch.cat([theta[name].flatten(leading) for name in self.names], dim=leading)

    def split(self, points: Tensor) -> dict[str, Tensor]:
        """Return points (…, size) as parameters by name, each with the same leading axes."""
        parts = points.split([prod(shape) for shape in self.shapes], dim=-1)
        return {
            name: part.reshape(*points.shape[:-1], *shape)
            for name, shape, part in zip(self.names, self.shapes, parts, strict=True)
        }

    def at(self, recording: Recording, step: float) -> np.ndarray:
        """Return where a run is at a step, float64 array (size,)."""
        return self.join(recording.parameters(step, torch.float64)).numpy()

    def trajectory(self, recording: Recording) -> np.ndarray:
        """Return where a run was at every recorded step, float32 array (recorded, size)."""
        return self.join(recording.rows(0, len(recording.steps)), leading=1).numpy()
