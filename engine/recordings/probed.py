"""A recorded training run of any network: what its layers answered to the same points.

Where a network is no chain of known stages, its parameters would not say what it does to a point.
What is kept instead are the answers of its layers to a fixed set of points, the probe, at the
recorded steps, in half precision; and its parameters too, if that was asked for, of use together
with the network itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.data.dataset import Dataset
from engine.recordings.file_format import FORMAT, Header, KeptTensor, ProbedLayers, write
from engine.recordings.metrics import Metrics
from engine.recordings.parameter_rows import PARAMETERS, ParameterRows
from engine.recordings.shared_arrays import Rows, arrays_of

ANSWERS, SCALES, PROBE = "answers/", "scales/", "probe"
"""Names in a file: of answers, of what to multiply them with, and of the probe's indices."""


@dataclass(frozen=True)
class ProbedRecording(ParameterRows):
    """One training run, as a probe saw it.

    Attributes
    ----------
    data : Dataset
        The points it was trained on; inputs of several axes are flattened.
    input_shape : tuple of int
        Shape of one input as the network takes it.
    shapes : dict
        Name of a layer → shape of its answer to one point; the last is the network's output.
    probe : int64 array (points,)
        Which of the data are the probe.
    steps : int64 array (recorded,)
        Step numbers at which the layers were asked, the last one after the last update.
    metrics : Metrics
        Per step; the accuracy is measured on the probe, unless the loop told the outputs.
    answers : Mapping
        Layer → float16 values (recorded, points, …), to be multiplied with its scale.
    scales : Mapping
        Layer → float32 array (recorded,).
    threshold : float
        Above which a single output means class 1.
    reason : str
        Why the run could not be recorded exactly.
    stopped : str
        Why training ended.
    versions : dict
        Library versions.
    tensors : Mapping
        Parameter name, as in the network's state dictionary → float32 values (recorded, …);
        running statistics and the like among them. Empty if none were kept.
    trained : tuple of str
        Names of those that are trained.
    """

    data: Dataset
    input_shape: tuple[int, ...]
    shapes: dict[str, tuple[int, ...]]
    probe: np.ndarray
    steps: np.ndarray
    metrics: Metrics
    answers: Mapping[str, Rows]
    scales: Mapping[str, np.ndarray]
    threshold: float = 0.0
    reason: str = ""
    stopped: str = "all steps done"
    versions: dict[str, str] = field(default_factory=dict)
    tensors: Mapping[str, Rows] = field(default_factory=dict)
    trained: tuple[str, ...] = ()

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of the layers in the order in which they answer, the output last."""
        return tuple(self.shapes)

    @property
    def labels(self) -> np.ndarray:
        """The classes of the probe's points, int64 array (points,)."""
        return self.data.labels[self.probe]

    def answer(self, layer: str, step: float) -> np.ndarray:
        """Return what a layer answers to the probe at a step, linearly between recorded steps.

        Parameters
        ----------
        layer : str
        step : float
            A step number; clamped to the recorded range.

        Returns
        -------
        float32 array (points, …)
        """
        position = float(np.interp(step, self.steps, np.arange(len(self.steps))))
        index = min(int(position), max(len(self.steps) - 2, 0))
        rows = self._values(layer, index, index + 2)
        fraction = position - index
        if fraction in (0, 1):  # an infinite neighbour is of no concern
            return np.asarray(rows[0 if fraction == 0 else -1], dtype=np.float32)
        with np.errstate(invalid="ignore"):
            return np.asarray((1 - fraction) * rows[0] + fraction * rows[-1], dtype=np.float32)

    def flat_answer(self, layer: str, step: float) -> np.ndarray:
        """Return `answer` with one axis of units, float32 array (points, units)."""
        return self.answer(layer, step).reshape(len(self.probe), -1)

    def decisions(self, step: float) -> np.ndarray:
        """Return the classes that the network gives to the probe, int64 array (points,)."""
        outputs = self.flat_answer(self.layers[-1], step)
        if outputs.shape[1] == 1:
            return (outputs[:, 0] > self.threshold).astype(np.int64)
        return outputs.argmax(axis=1)

    def _values(self, layer: str, first: int, stop: int) -> np.ndarray:
        values = self.answers[layer][first:stop].float().numpy()
        scales = self.scales[layer][first:stop]
        with np.errstate(invalid="ignore", over="ignore"):  # of a training that diverged
            return np.asarray(values * scales.reshape(-1, *[1] * (values.ndim - 1)))

    def save(self, path: str | Path) -> Path:
        """Write the recording to `path`, whole or not at all, and return the path.

        Raises
        ------
        RecordingError
            If the disk refuses.
        """
        arrays = arrays_of(self.data, self.steps, self.metrics) | {PROBE: self.probe}
        tensors: dict[str, Tensor] = {n: torch.from_numpy(np.array(a)) for n, a in arrays.items()}
        for number, name in enumerate(self.layers):
            tensors[f"{ANSWERS}{number}"] = self.answers[name][:].contiguous()
            tensors[f"{SCALES}{number}"] = torch.from_numpy(np.array(self.scales[name]))
        kept = {name: rows[:].contiguous() for name, rows in self.tensors.items()}
        tensors |= {f"{PARAMETERS}{number}": rows for number, rows in enumerate(kept.values())}
        header = Header(
            format=FORMAT,
            stages=(),
            layers=self.metrics.layers,
            stopped=self.stopped,
            versions=self.versions,
            data_name=self.data.name,
            class_names=self.data.class_names,
            feature_names=self.data.feature_names,
            nested=self.data.nested,
            notes=self.data.notes,
            probed=ProbedLayers(
                self.layers,
                tuple(self.shapes.values()),
                self.input_shape,
                self.threshold,
                self.reason,
                tuple(
                    KeptTensor(name, tuple(rows.shape[1:]), name in self.trained)
                    for name, rows in kept.items()
                ),
            ),
        )
        write(header, tensors, Path(path))
        return Path(path)
