"""A recorded training run: every parameter at every recorded step, and what was measured.

A recording keeps parameters, not pixels: activations, decision regions and Jacobians are recomputed
from it exactly, for any points, at any step (`engine.geometry.warps`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

from engine.data.dataset import Dataset
from engine.networks.chains import width_at
from engine.networks.stages import Stage
from engine.recordings.file_format import FORMAT, Header, write
from engine.recordings.metrics import Metrics, measured
from engine.recordings.parameter_rows import PARAMETERS, ParameterRows
from engine.recordings.run_spec import RunSpec
from engine.recordings.shared_arrays import Rows, arrays_of

FOLLOWED = ("running_mean", "running_var")
"""Running statistics of batch normalisation: recorded, but not trained."""


@dataclass(frozen=True)
class Recording(ParameterRows):
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
        Why training ended: "target reached", "all steps done", "stopped early", "diverged",
        "interrupted"; or its recording: "network changed".
    versions : dict
        Library versions.
    threshold : float, optional
        Above which a single output means class 1, if that was found out in training; otherwise the
        stages tell (`engine.geometry.decisions`).
    shared : dict
        Name of a parameter → that of another one, of an earlier stage, which is the same tensor.
    """

    data: Dataset
    stages: tuple[Stage, ...]
    steps: np.ndarray
    metrics: Metrics
    tensors: Mapping[str, Rows]
    spec: RunSpec | None = None
    stopped: str = "all steps done"
    versions: dict[str, str] = field(default_factory=dict)
    threshold: float | None = None
    shared: Mapping[str, str] = field(default_factory=dict)

    @property
    def trained(self) -> tuple[str, ...]:
        """Names of the parameters that are trained, in the order of the stages, each once."""
        named = (name for stage in self.stages for name in stage.parameters)
        followed = (n for n in named if n.rpartition(".")[2] not in FOLLOWED)
        return tuple(dict.fromkeys(n for n in followed if n not in self.shared))

    @property
    def depth(self) -> int:
        """The number of stages."""
        return len(self.stages)

    def width(self, depth: int) -> int:
        """Return the number of units after `depth` stages; depth 0 is the input."""
        return width_at(self.stages, depth)

    def measured(self, values: np.ndarray, step: float) -> float:
        """Read a per-step metric at a continuous step, past values that were not measured."""
        return measured(values, step)

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
            threshold=self.threshold,
            shared=dict(self.shared),
        )
        write(header, tensors, Path(path))
        return Path(path)


def tensor_bytes(recording: Recording) -> int:
    """Return the bytes that the recorded parameters take."""
    rows = (values[:] for values in recording.tensors.values())
    return sum(tensor.numel() * tensor.element_size() for tensor in rows)
