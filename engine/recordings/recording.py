"""A recorded training run: every parameter at every recorded step, and what was measured.

A recording keeps parameters, not pixels: activations, decision regions and Jacobians are recomputed
from it exactly, for any points, at any step (`engine.geometry.warps`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine.data.dataset import Dataset
from engine.networks.chains import width_at
from engine.networks.stages import Stage
from engine.recordings.file_format import FORMAT, Header, write
from engine.recordings.metrics import Metrics, measured
from engine.recordings.run_spec import RunSpec
from engine.recordings.shared_arrays import Rows, arrays_of

PARAMETERS = "parameters/"
"""Prefix of the names of parameters in a file."""


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
        """The number of stages."""
        return len(self.stages)

    def width(self, depth: int) -> int:
        """Return the number of units after `depth` stages; depth 0 is the input."""
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
        """Return the parameters at `step`, linearly between recorded steps.

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

    def first_not_finite(self) -> tuple[str, int] | None:
        """Find the first step at which a parameter is NaN or infinite.

        Returns
        -------
        tuple of str and int, or None
            Its name and the step; None if all of them are finite.
        """
        found = {}
        for name, rows in self.tensors.items():
            values = rows[:]
            odd = ~torch.isfinite(values).reshape(len(values), -1).all(dim=1)
            if odd.any():
                found[name] = int(self.steps[int(odd.int().argmax())])
        return min(found.items(), key=lambda item: item[1]) if found else None

    def measured(self, values: np.ndarray, step: float) -> float:
        """Read a per-step metric at a continuous step, past values that were not measured."""
        return measured(values, step)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what pickle stores; parameters that are still in a file are read from it."""
        held = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "tensors"}
        return _rebuilt, (held, {name: rows[:].numpy() for name, rows in self.tensors.items()})

    def save(self, path: str | Path) -> Path:
        """Write the recording to `path`, whole or not at all, and return the path.

        Raises
        ------
        RecordingError
            If the disk refuses.
        """
        data = self.data
        arrays = arrays_of(data, self.steps, self.metrics)
        tensors = {name: torch.from_numpy(np.array(array)) for name, array in arrays.items()}
        for name, values in self.tensors.items():
            tensors[PARAMETERS + name] = values[:].contiguous()
        header = Header(
            format=FORMAT,
            stages=self.stages,
            layers=self.metrics.layers,
            stopped=self.stopped,
            versions=self.versions,
            data_name=data.name,
            class_names=data.class_names,
            feature_names=data.feature_names,
            nested=data.nested,
            notes=data.notes,
            spec=self.spec,
        )
        write(header, tensors, Path(path))
        return Path(path)


def tensor_bytes(recording: Recording) -> int:
    """Return the bytes that the recorded parameters take."""
    rows = (values[:] for values in recording.tensors.values())
    return sum(tensor.numel() * tensor.element_size() for tensor in rows)


def _rebuilt(held: dict[str, Any], arrays: dict[str, np.ndarray]) -> Recording:
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return Recording(tensors=tensors, **held)
