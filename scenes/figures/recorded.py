"""The recording that a figure shows."""

from __future__ import annotations

from engine.progress import Work, unwatched
from engine.recording import Recording
from scenes.results import filmed_recording, trained_run
from scenes.specs.filmed_run import RecordedRunSpec


def recording_of(spec: RecordedRunSpec, work: Work = unwatched) -> Recording:
    """Open the recording that a spec names, or train the network that it asks for."""
    if spec.recording is not None:
        return filmed_recording(spec.recording)
    return trained_run(spec.run, work)
