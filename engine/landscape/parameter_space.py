"""A network's trained parameters as one point of a space with an axis for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import TypeAlias

import numpy as np
import torch
from torch import Tensor

from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording

Trajectory: TypeAlias = Recording | ProbedRecording
"""A run whose parameters were kept."""


@dataclass(frozen=True)
class ParameterSpace:
    """The names and shapes of the trained parameters, in the order in which they are joined.

    Attributes
    ----------
    names : tuple of str
    shapes : tuple of tuple of int
    shared : dict
        Name of a parameter that is no axis of its own → that of the one which it is.
    """

    names: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]
    shared: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, run: Trajectory) -> ParameterSpace:
        """Return the space of a run's network."""
        first, names = run.rows(0, 1), run.trained
        shared = run.shared if isinstance(run, Recording) else {}
        return cls(names, tuple(tuple(first[name].shape[1:]) for name in names), shared)

    @property
    def size(self) -> int:
        """The number of parameters, which is the dimension of the space."""
        return sum(map(prod, self.shapes))

    def join(self, theta: Mapping[str, Tensor], leading: int = 0) -> Tensor:
        """Return parameters concatenated behind their leading axes, shape (…, size)."""
        parts = [theta[name].reshape(*theta[name].shape[:leading], -1) for name in self.names]
        return torch.cat(parts, dim=leading)

    def split(self, points: Tensor) -> dict[str, Tensor]:
        """Return points (…, size) as parameters by name, each with the same leading axes."""
        parts = points.split([prod(shape) for shape in self.shapes], dim=-1)
        found = {
            name: part.reshape((*points.shape[:-1], *shape))
            for name, shape, part in zip(self.names, self.shapes, parts, strict=True)
        }
        return found | {name: found[other] for name, other in self.shared.items() if other in found}

    def at(self, run: Trajectory, step: float) -> np.ndarray:
        """Return where a run is at a step, float64 array (size,)."""
        return self.join(run.parameters(step, torch.float64)).numpy()

    def trajectory(self, run: Trajectory) -> np.ndarray:
        """Return where a run was at every recorded step, float32 array (recorded, size)."""
        return self.join(run.rows(0, len(run.steps)), leading=1).numpy()
