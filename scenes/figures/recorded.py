"""Recordings for figures of a training run."""

from __future__ import annotations

from engine.progress import Work, unwatched
from engine.recordings.recording import Recording
from scenes.cache.results import filmed_recording, trained_run
from scenes.storytelling.filmed_run_spec import RecordedRunSpec


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
