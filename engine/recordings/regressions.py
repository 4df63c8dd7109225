"""What the network of a regression gives for its targets."""

from __future__ import annotations

from math import prod

from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording


def has_an_output_each(recording: Recording | ProbedRecording) -> bool:
    """Return whether there is an output for each target, if there are targets."""
    if recording.data.targets is None:
        return True
    if isinstance(recording, Recording):
        outputs = recording.width(recording.depth)
    else:
        outputs = prod(recording.shapes[recording.layers[-1]])
    return bool(outputs == recording.data.targets.shape[1])


def fits_a_curve(recording: Recording) -> bool:
    """Return whether a network predicts one target from one number, so that it is a curve."""
    data = recording.data
    if data.targets is None or not has_an_output_each(recording):
        return False
    return bool((data.dims, data.targets.shape[1]) == (1, 1))
