"""Go on in the recording of an earlier run, where the network is in one of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from torch import Tensor

from engine.data.dataset import Dataset
from engine.errors import RecordingError
from engine.networks.stages import Stage
from engine.recordings.joining import joined, require_same_points, row_of_state
from engine.recordings.opening import open_recording
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording

Resumable = Recording | ProbedRecording | str | Path
OTHER_STATE = (
    "the network is in none of the steps of the recording to resume; load the checkpoint of a "
    "recorded step before the Recorder is made, or record a new run"
)
OTHER_KIND = (
    "the recording to resume is one of another network, or of other layers; make the Recorder with "
    "the network and options of the first time, or record a new run"
)


class Resumption:
    """An earlier run, in one of whose recorded steps a network is.

    Parameters
    ----------
    before : Recording or ProbedRecording or path
    data : Dataset
        The points of the run that begins now.
    stages : tuple of Stage
        Its network; empty if it is probed.
    layers : iterable of str
        Of which it measures gradients.
    state : dict
        Its parameters, or the answers of its layers, as `row_of_state` takes them.

    Raises
    ------
    RecordingError
        If the network is in none of them, or its run is one of another kind or of other points.
    """

    def __init__(
        self,
        before: Resumable,
        data: Dataset,
        stages: tuple[Stage, ...],
        layers: Iterable[str],
        state: Mapping[str, Tensor],
    ) -> None:
        self._before = open_recording(before) if isinstance(before, (str, Path)) else before
        require_same_points(self._before, data)
        known = self._before.stages if isinstance(self._before, Recording) else ()
        if known != stages or self._before.metrics.layers != tuple(layers):
            raise RecordingError(OTHER_KIND)
        row = row_of_state(self._before, state)
        if row is None:
            raise RecordingError(OTHER_STATE)
        self._row = row

    def join(self, after: Recording | ProbedRecording, budget: int) -> Recording | ProbedRecording:
        """Return the earlier run and what went on from it as one, of at most so many bytes."""
        return joined(self._before, self._row, after, budget)
