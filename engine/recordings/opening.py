"""Open recordings of either kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import RecordingError
from engine.recordings.checks import shown
from engine.recordings.file_format import Header, read, unfit
from engine.recordings.parameter_rows import PARAMETERS
from engine.recordings.probed import ANSWERS, PROBE, SCALES, ProbedRecording
from engine.recordings.recording import Recording
from engine.recordings.regressions import fits_a_curve, has_an_output_each
from engine.recordings.shared_arrays import dataset_from, metrics_from
from engine.recordings.table_checks import check_values

LAZY = (PARAMETERS, ANSWERS)
"""Beginnings of the names of arrays that are read only when they are needed."""


def open_recording(path: str | Path) -> Recording | ProbedRecording:
    """Open a recording of either kind and check it.

    Raises
    ------
    RecordingError
        If the file is missing, truncated, altered, of a later format, or no recording.
    """
    path = Path(path)
    header, file = read(path)
    arrays = {
        name: file.get_tensor(name).numpy()
        for name in file.keys()  # noqa: SIM118 - safe_open is not a mapping
        if not name.startswith(LAZY)
    }
    try:
        check_values(arrays, len(header.class_names))
        if header.probed is not None:
            return _probed_from(header, file, arrays)
        return _exact_from(header, file, arrays)
    except ValueError as error:
        raise unfit(path, error) from error


def load(path: str | Path) -> Recording:
    """Open an exact recording; its parameters are read only when they are needed.

    Raises
    ------
    RecordingError
        As `open_recording`, and if the run was probed.
    """
    return exact(open_recording(path), path)


def exact(recording: Recording | ProbedRecording, path: str | Path) -> Recording:
    """Return a recording if it is an exact one.

    Raises
    ------
    RecordingError
        If the run was probed.
    """
    if isinstance(recording, ProbedRecording):
        raise RecordingError(
            f"{path} holds recorded activations of layers, not an exact recording of the network "
            f"({recording.reason}), so nothing can be computed for new inputs; "
            f"{_shown_by(recording)}"
        )
    return recording


def check_classes(recording: Recording | ProbedRecording, path: str | Path) -> None:
    """Refuse a recording whose network tells no classes apart.

    Raises
    ------
    RecordingError
        If it was trained on a regression.
    """
    if recording.data.is_regression:
        raise RecordingError(
            f"{path} holds a regression, in which there are no classes to show; "
            f"{_shown_by(recording)}"
        )


def _shown_by(recording: Recording | ProbedRecording) -> str:
    """Return what shows a recording that something else cannot show."""
    given = "" if has_an_output_each(recording) else ", loss=…"
    landscape = f", and warpreel.loss_landscape(run, network{given}) computes its landscape"
    if not recording.data.is_regression:
        return (
            "`warpreel render representation --recording` and `warpreel figures space-warp "
            f"training-curves --recording` show it{landscape}"
        )
    losses = "`warpreel figures training-curves --recording` shows its losses"
    if isinstance(recording, ProbedRecording):
        return losses + landscape
    surface = ", and `warpreel render landscape --recording` its landscape"
    if given:
        surface = ", and warpreel.loss_landscape(run, loss=…) computes its landscape"
    if not fits_a_curve(recording):
        return losses + surface
    return (
        "`warpreel render fit --recording` and `warpreel figures fit training-curves --recording` "
        f"show it{surface}"
    )


def _exact_from(header: Header, file: Any, arrays: dict[str, np.ndarray]) -> Recording:
    names = sorted({name for stage in header.stages for name in stage.parameters})
    tensors = {name: file.get_slice(PARAMETERS + name) for name in names}
    for name, other in header.shared.items():
        known = name in tensors and other in tensors and other not in header.shared
        if not known or tensors[name].get_shape() != tensors[other].get_shape():
            raise ValueError(f"it says that {shown(name)} is {shown(other)}, which cannot be")
    return Recording(
        data=dataset_from(header, arrays),
        stages=header.stages,
        steps=arrays["steps"],
        metrics=metrics_from(header, arrays),
        tensors=tensors,
        spec=header.spec,
        stopped=shown(header.stopped),
        versions=header.versions,
        threshold=header.threshold,
        shared=header.shared,
    )


def _probed_from(header: Header, file: Any, arrays: dict[str, np.ndarray]) -> ProbedRecording:
    layers = header.probed
    assert layers is not None
    names = [*map(shown, layers.names)]
    kept = [(shown(tensor.name), tensor.trained) for tensor in layers.parameters]
    return ProbedRecording(
        data=dataset_from(header, arrays),
        input_shape=layers.input_shape,
        shapes=dict(zip(names, layers.shapes, strict=True)),
        probe=arrays[PROBE],
        steps=arrays["steps"],
        metrics=metrics_from(header, arrays),
        answers={name: file.get_slice(f"{ANSWERS}{i}") for i, name in enumerate(names)},
        scales={name: arrays[f"{SCALES}{i}"] for i, name in enumerate(names)},
        threshold=layers.threshold,
        reason=shown(layers.reason),
        stopped=shown(header.stopped),
        versions=header.versions,
        tensors={name: file.get_slice(f"{PARAMETERS}{i}") for i, (name, _) in enumerate(kept)},
        trained=tuple(name for name, is_trained in kept if is_trained),
    )
