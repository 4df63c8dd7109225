"""What the recorders of all libraries have in common."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict, Unpack

from torch import nn

from engine.errors import RecordingError, UsageError, make_folder
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.recordings.resuming import Resumable
from engine.training.applied_loss import Loss
from engine.training.labelled_points import Labels, Points
from engine.training.recorder import Recorder


class RecorderOptions(TypedDict, total=False):
    """Options of `warpreel.Recorder`."""

    loss: Loss | None
    task: str | None
    validation: tuple[Points, Labels] | Points | None
    every: int
    budget: int
    output: int | str | None
    layers: Sequence[str] | None
    probe: int
    parameters: bool
    classes: Sequence[str] | None
    resume: Resumable | None


BEGUN_ANEW = (
    "the network is trained on, but not from a recorded state, so that a new recording begins; "
    "save the last one under another name, where it is not to be written over"
)


class RecordedRun:
    """A run of another library's trainer, from its first step to its last.

    Where the same network is trained on after that, its steps follow in the same recording.

    Parameters
    ----------
    features, labels
        All the training points, as `warpreel.Recorder` takes them.
    path : str or Path, optional
        Where to save the recording when training ends.
    **options
        Those of `warpreel.Recorder`, such as ``every=10``.

    Attributes
    ----------
    recording : Recording or ProbedRecording or None
        Once training has ended.

    Raises
    ------
    RecordingError
        If nothing can be written where the recording is to be saved.
    """

    def __init__(
        self,
        features: Points,
        labels: Labels = None,
        *,
        path: str | Path | None = None,
        **options: Unpack[RecorderOptions],
    ) -> None:
        super().__init__()
        inspect.signature(Recorder).bind(None, features, labels, **options)  # unknown ones now
        if path is not None:
            make_folder(Path(path).absolute().parent, "path=", RecordingError)
        self.features, self.labels, self.path, self.options = features, labels, path, options
        self.recording: Recording | ProbedRecording | None = None
        self._recorder: Recorder | None = None
        self._parameters: list[nn.Parameter] = []

    @property
    def recorder(self) -> Recorder:
        """The recorder of the run that goes on."""
        if self._recorder is None:
            raise UsageError("nothing is being recorded: training has not begun, or has ended")
        return self._recorder

    def begin(self, network: nn.Module | None) -> None:
        """Begin to record a network, or go on where it is the one that was recorded.

        Warns
        -----
        UserWarning
            If it is, and is in another state.
        """
        before, parameters = self._parameters, [] if network is None else [*network.parameters()]
        self._parameters = parameters
        is_same = [*map(id, before)] == [*map(id, parameters)]
        self._recorder = self._resumed(network) if self.recording and is_same else None
        if self._recorder is None:
            self._recorder = Recorder(network, self.features, self.labels, **self.options)
        self.recording = None

    def _resumed(self, network: nn.Module | None) -> Recorder | None:
        options: RecorderOptions = {**self.options, "resume": self.recording}
        try:
            return Recorder(network, self.features, self.labels, **options)
        except RecordingError:
            warnings.warn(BEGUN_ANEW, stacklevel=3)
            return None

    def finish(
        self,
        stopped: str = "interrupted",
        *,
        layers: dict[str, object] | None = None,
        validation: Any = None,
    ) -> Recording | ProbedRecording:
        """Return the recording, and save it if there is a path.

        It is called when training ends. Call it yourself where training broke off with an error,
        to keep the steps until then.

        Parameters
        ----------
        stopped : str
            Why training ended.
        layers, validation
            As `Recorder.finish` takes them.
        """
        if self.recording is None:
            self.recording = self.recorder.finish(stopped, layers=layers, validation=validation)
            self._recorder = None
            if self.path is not None:
                self.recording.save(self.path)
        return self.recording
