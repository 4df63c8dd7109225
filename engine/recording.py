"""A recorded training run: every parameter at every recorded step, and what was measured.

A recording keeps parameters, not pixels: activations, decision regions and Jacobians are recomputed
from it exactly, for any points, at any step (`engine.warps`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor

from engine.datasets import Dataset
from engine.spec import RunSpec
from engine.stages import Stage, width_at


class Rows(Protocol):
    """One parameter at every recorded step, in memory or on disk; first axis the steps."""

    def __getitem__(self, key: slice) -> Tensor: ...


@dataclass(frozen=True)
class Metrics:
    """What was measured at every step, before that step's update.

    Attributes
    ----------
    loss : float32 array (steps,)
        Training loss; NaN where the recorder was not told.
    accuracy : float32 array (steps,)
        Fraction of all samples classified rightly; NaN where it was not measured.
    gradient_norm : float32 array (steps, layers)
        L2 norm of the loss's gradient per stage that has parameters.
    layers : tuple of str
        Names of those stages.
    """

    loss: np.ndarray
    accuracy: np.ndarray
    gradient_norm: np.ndarray
    layers: tuple[str, ...]


@dataclass(frozen=True)
class Recording:
    """One training run.

    Attributes
    ----------
    data : Dataset
        The points it was trained on.
    stages : tuple of Stage
        The network, from the input to the logits.
    steps : int64 array (recorded,)
        Step numbers at which the parameters were kept, the last one after the last update.
    metrics : Metrics
        Per step.
    tensors : Mapping
        Parameter name → its values at the recorded steps, shape (recorded, …).
    spec : RunSpec or None
        What was asked for; None for a user's own loop.
    stopped : str
        Why training ended: "target reached", "all steps done", "diverged", "interrupted".
    versions : dict
        Library versions.
    """

    data: Dataset
    stages: tuple[Stage, ...]
    steps: np.ndarray
    metrics: Metrics
    tensors: Mapping[str, Rows]
    spec: RunSpec | None = None
    stopped: str = "all steps done"
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def last_step(self) -> int:
        """The number of the last recorded step."""
        return int(self.steps[-1])

    @property
    def depth(self) -> int:
        """How many stages there are."""
        return len(self.stages)

    def width(self, depth: int) -> int:
        """Units after `depth` stages; depth 0 is the input."""
        return width_at(self.stages, depth)

    def rows(self, first: int, stop: int, dtype: torch.dtype = torch.float32) -> dict[str, Tensor]:
        """Read the parameters of the recorded steps with index `first` to `stop` - 1.

        Returns
        -------
        dict
            Parameter name → tensor (stop - first, …).
        """
        return {name: rows[first:stop].to(dtype) for name, rows in self.tensors.items()}

    def parameters(self, step: float, dtype: torch.dtype = torch.float64) -> dict[str, Tensor]:
        """Give the parameters at `step`, linearly between recorded steps.

        Parameters
        ----------
        step : float
            A step number; clamped to the recorded range.
        dtype : torch.dtype
            In which to interpolate.
        """
        position = float(np.interp(step, self.steps, np.arange(len(self.steps))))
        index = min(int(position), max(len(self.steps) - 2, 0))
        fraction = position - index
        rows = self.rows(index, index + 2, dtype)
        return {
            name: torch.lerp(values[0], values[-1], fraction) if fraction else values[0]
            for name, values in rows.items()
        }

    def measured(self, values: np.ndarray, step: float) -> float:
        """Read a per-step metric at a continuous step, past values that were not measured."""
        known = np.flatnonzero(np.isfinite(values))
        return float(np.interp(step, known, values[known])) if len(known) else float("nan")

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle for another process: parameters that are still in a file are read from it."""
        held = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "tensors"}
        return _rebuilt, (held, {name: rows[:].numpy() for name, rows in self.tensors.items()})

    def save(self, path: str | Path) -> Path:
        """Write the recording; see `engine.recording_file.save`."""
        from engine.recording_file import save

        return save(self, Path(path))


def _rebuilt(held: dict[str, Any], arrays: dict[str, np.ndarray]) -> Recording:
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return Recording(tensors=tensors, **held)
