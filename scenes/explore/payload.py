"""What a page that is explored needs of a recording: parameters, points, views, measurements."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from functools import cached_property
from typing import Any

import msgspec
import numpy as np

from engine.data.stratified import stratified_choice
from engine.errors import RecordingError
from engine.geometry.box import Box
from engine.geometry.decisions import classifier_threshold, hidden_depth
from engine.geometry.pace import Pace, pace_by_motion
from engine.geometry.projections import View, depth_views
from engine.geometry.warps import Warp
from engine.networks.stages import Stage
from engine.recordings.recording import Recording
from scenes.explore.boxes import depth_boxes, pooled_steps, unit_scales
from scenes.explore.quantised import PackedRows, pack, restored

MOST_STEPS = 300
"""Steps whose parameters a page holds at most; between them it interpolates, as the engine does."""
MOST_BYTES = 4_000_000
"""Size of all parameters, before they are written as text."""
MOST_POINTS = 600
MOST_MEASUREMENTS = 600
VISIBLE = 0.25
"""Pixels at 1080p by which rounding may move a point."""
SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "mu": "μ", "sigma": "σ", "dot": "·", '"': "", "\\": "",
}  # fmt: skip


class Explored:
    """A recording, ready to be written into a page.

    Parameters
    ----------
    recording : Recording
        Of a classification; what comes after a step at which it diverged is left out.

    Raises
    ------
    NetworkError
        If the network does not end with a linear classifier.
    RecordingError
        If it holds no step with finite parameters.
    """

    def __init__(self, recording: Recording) -> None:
        self.hidden = hidden_depth(recording.stages)
        odd = recording.first_not_finite()
        self.diverged = None if odd is None else odd[1]
        self.recording = recording if odd is None else _until(recording, odd[1])
        self.dimensions = 3 if recording.width(self.hidden) == 3 else 2
        data = recording.data
        chosen = stratified_choice(data.labels, MOST_POINTS, np.random.default_rng(0))
        self.points, self.labels = data.features[chosen].astype(np.float64), data.labels[chosen]

    @cached_property
    def views(self) -> list[View]:
        """The picture of each depth."""
        return depth_views(self.recording, self.dimensions)

    @cached_property
    def pace(self) -> Pace:
        """Film time over training, by the distance moved in the last hidden space."""
        return pace_by_motion(self.recording, self.hidden, self.views[self.hidden])

    @cached_property
    def kept(self) -> np.ndarray:
        """Indices of the recorded steps that the page has, evenly chosen in film time."""
        size = sum(rows[:1].numel() for rows in self.recording.tensors.values())
        most = min(MOST_STEPS, max(MOST_BYTES // (2 * max(size, 1)), 2))
        recorded = np.arange(len(self.recording.steps))
        if len(recorded) <= most:
            return recorded
        even = np.interp(np.linspace(0, 1, most), self.pace.progress, recorded)
        return np.unique(even.round().astype(int))

    @property
    def steps(self) -> np.ndarray:
        """Those steps."""
        return self.recording.steps[self.kept]

    @cached_property
    def boxes(self) -> list[Box]:
        """What is shown of each depth up to the last hidden space."""
        return depth_boxes(Warp(self.recording), self.views, self.points, self.steps, self.hidden)

    @cached_property
    def packed(self) -> dict[str, PackedRows]:
        """The parameters at the kept steps, rounded so that nothing visible changes."""
        parameters = self._parameters
        packed = {name: pack(values, 16) for name, values in parameters.items()}
        if self.displacement(packed) < VISIBLE:
            return packed
        return {name: pack(values, 32) for name, values in parameters.items()}

    @cached_property
    def rounded(self) -> Recording:
        """The recording as the page has it."""
        return self._with(self.packed)

    def displacement(self, packed: dict[str, PackedRows]) -> float:
        """Measure by how much rounding moves points at most, in pixels of a frame of 1920 × 1080.

        All depths of the picture are looked at, and what is outside of their boxes is not seen.
        """
        exact, rounded = Warp(self.recording), Warp(self._with(packed))
        furthest = 0.0
        for step in pooled_steps(self.steps):
            pair = [warp.trace(self.points, step) for warp in (exact, rounded)]
            for depth, (view, box) in enumerate(zip(self.views, self.boxes, strict=False)):
                seen, moved = (view.project(trace[depth]) for trace in pair)
                inside = ((seen >= box.low) & (seen <= box.high)).all(axis=1)
                pixels = float((np.array([1920, 1080]) / np.maximum(box.size[:2], 1e-9)).min())
                shifts = np.linalg.norm((moved - seen)[inside], axis=1)
                furthest = max(furthest, pixels * float(shifts.max(initial=0.0)))
        return furthest

    def builtins(self) -> dict[str, Any]:
        """Return what stands in the page's JSON, of plain values."""
        recording, data = self.recording, self.recording.data
        return {
            "name": data.name,
            "stages": msgspec.to_builtins(recording.stages),
            "formulas": [formula_of(stage) for stage in recording.stages],
            "steps": self.steps.tolist(),
            "progress": self.pace.progress[self.kept].tolist(),
            "parameters": {name: rows.builtins() for name, rows in self.packed.items()},
            "data": {
                "samples": data.samples,
                "dims": data.dims,
                "features": b64encode(self.points.astype("<f4").tobytes()).decode(),
                "labels": self.labels.tolist(),
                "classNames": data.class_names,
                "featureNames": data.feature_names,
            },
            "hidden": self.hidden,
            "threshold": classifier_threshold(recording),
            "dimensions": self.dimensions,
            "views": [
                {
                    "centre": view.centre.tolist(),
                    "basis": view.basis.tolist(),
                    "explained": view.explained,
                }
                for view in self.views
            ],
            "boxes": [{"low": box.low.tolist(), "high": box.high.tolist()} for box in self.boxes],
            "scales": unit_scales(Warp(recording), self.points, self.steps),
            "metrics": self._metrics(),
            "diverged": self.diverged,
        }

    @cached_property
    def _parameters(self) -> dict[str, np.ndarray]:
        return {name: rows[:].numpy()[self.kept] for name, rows in self.recording.tensors.items()}

    def _with(self, packed: dict[str, PackedRows]) -> Recording:
        tensors = restored(packed, self._parameters)
        return replace(self.recording, steps=self.steps, tensors=tensors)

    def _metrics(self) -> dict[str, Any]:
        metrics, last = self.recording.metrics, self.recording.last_step
        count = min(len(metrics.loss), last + 1)
        even = np.linspace(0, count - 1, min(count, MOST_MEASUREMENTS)).round().astype(int)
        steps = np.unique(np.append(even, self.steps[self.steps < count]))
        return {
            "steps": steps.tolist(),
            "loss": _measured(metrics.loss, steps),
            "accuracy": _measured(metrics.accuracy, steps),
            "validationLoss": _measured(metrics.validation_loss, steps),
            "validationAccuracy": _measured(metrics.validation_accuracy, steps),
        }


def formula_of(stage: Stage) -> str:
    """Return a stage's formula as plain text."""
    return plain_formula(stage.formula)


def plain_formula(text: str) -> str:
    """Return a formula of Typst's math mode as plain text."""
    for typst, symbol in SYMBOLS.items():
        text = text.replace(typst, symbol)
    return text


def _measured(values: np.ndarray | None, steps: np.ndarray) -> list[float | None] | None:
    """Round measurements to what can be seen; what was not measured is None."""
    if values is None:
        return None
    return [float(f"{value:.6g}") if np.isfinite(value) else None for value in values[steps]]


def _until(recording: Recording, step: int) -> Recording:
    """Return a recording without its steps from `step` on."""
    count = int(np.searchsorted(recording.steps, step))
    if count == 0:
        raise RecordingError(
            f"the run on {recording.data.name} holds no step whose parameters are finite: "
            "record one with a lower learning rate"
        )
    tensors = {name: rows[:count] for name, rows in recording.tensors.items()}
    return replace(recording, steps=recording.steps[:count], tensors=tensors)
