"""Recordings for figures of a training run."""

from __future__ import annotations

from dataclasses import fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from engine.progress import Work, unwatched
from engine.recordings.run_spec import RunSpec
from scenes.cache.results import filmed_recording, shown_recording, trained_run
from scenes.storytelling.filmed_run_spec import RecordedRunSpec

if TYPE_CHECKING:
    from engine.recordings.probed import ProbedRecording
    from engine.recordings.recording import Recording

RUN_OPTIONS = frozenset(item.name for item in fields(RunSpec))
"""Names of the options of a training, none of which a figure of a recording has."""


def recording_of(spec: RecordedRunSpec, work: Work = unwatched) -> Recording:
    """Load the recording that a spec names, or train the network that the spec describes.

    Parameters
    ----------
    spec : RecordedRunSpec
    work : callable, optional
        Called with the training.

    Raises
    ------
    RecordingError
        If the recording cannot be read.
    """
    if spec.recording is not None:
        return filmed_recording(spec.recording)
    return trained_run(spec.run, work)


def any_recording_of(
    spec: RecordedRunSpec, work: Work = unwatched, *, classes: bool = True
) -> Recording | ProbedRecording:
    """Load the recording of either kind that a spec names, or train the spec's network.

    Parameters
    ----------
    spec, work
        As for `recording_of`.
    classes : bool
        Whether the figure is of classes, which a regression has not.

    Raises
    ------
    RecordingError
        If the recording cannot be read, or holds a regression and the figure is of classes.
    """
    if spec.recording is not None:
        recording = shown_recording(spec.recording)
        if classes:
            from engine.recordings.opening import check_classes

            check_classes(recording, spec.recording)
        return recording
    return trained_run(spec.run, work)


def recording_facts(spec: object) -> dict[str, Any] | None:
    """Return what the recording that a figure shows tells of itself, as plain values.

    Parameters
    ----------
    spec : dataclass
        Options of a figure.

    Returns
    -------
    dict or None
        Digest, as `warpreel inspect` prints it; data, number of points and of stages, steps, seed
        and the end of the training; what was asked for (``run``) and versions of libraries. None if
        the figure shows no recording; of a landscape that was computed before, only the digest of
        its file is known.

    Raises
    ------
    RecordingError
        If the recording cannot be read.
    """
    path = getattr(spec, "recording", None)
    if (landscape := getattr(spec, "landscape", None)) is not None:
        return {"digest": sha256(landscape.read_bytes()).hexdigest(), "seed": None}
    if path is None:
        return None
    from engine.recordings.file_format import digest_of

    recording = shown_recording(path)
    run = getattr(recording, "spec", None)  # a probed recording has none
    layers = getattr(recording, "stages" if hasattr(recording, "stages") else "layers")
    return {
        "digest": digest_of(path),
        "data": recording.data.name,
        "points": recording.data.samples,
        "stages": len(layers),
        "steps": recording.last_step,
        "stopped": recording.stopped,
        "seed": None if run is None else run.seed,
        "run": None if run is None else msgspec.to_builtins(run, enc_hook=str),
        "versions": recording.versions,
    }
