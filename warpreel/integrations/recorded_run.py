"""What the recorders of all libraries have in common."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict, Unpack

from torch import nn

from engine.errors import RecordingError, UsageError, make_folder
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
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


class RecordedRun:
    """A run of another library's trainer, from its first step to its last.

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

    @property
    def recorder(self) -> Recorder:
        """The recorder of the run that goes on."""
        if self._recorder is None:
            raise UsageError("nothing is being recorded: training has not begun, or has ended")
        return self._recorder

    def begin(self, network: nn.Module | None) -> None:
        """Begin to record a network."""
        self._recorder = Recorder(network, self.features, self.labels, **self.options)
        self.recording = None

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
