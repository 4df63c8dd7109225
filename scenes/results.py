"""Results computed once: recordings are kept by what made them, and found again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from engine.errors import DivergenceError, RecordingError, ResultError, WarpreelError
from engine.progress import Work, each_training_step, unwatched
from scenes.cache import cache_folder
from scenes.identity import request_digest
from scenes.specs.space_warp import SpaceWarpSpec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.recording import Recording
    from engine.spec import RunSpec

Result = TypeVar("Result")
TRAINING = "engine.training"
"""The module whose code decides what a training comes to."""


@dataclass(frozen=True)
class WarpRuns:
    """The two runs of the film of space warping.

    Attributes
    ----------
    network : Recording
        The run that is filmed.
    control : Recording or None
        The same network without activations; None if it diverged and is not shown.
    """

    network: Recording
    control: Recording | None

    def report(self) -> list[str]:
        """Say what was measured, a line for each run."""
        from engine.decisions import accuracy

        same = ", same seed" if self.network.spec else ""
        rows = {"network": self.network}
        if self.control is not None:
            rows[f"linear control{same}"] = self.control
        return [
            f"{name}: accuracy {accuracy(run, run.last_step):.2%} after {run.last_step} steps"
            for name, run in rows.items()
        ]


def warp_runs(spec: SpaceWarpSpec, work: Work = unwatched) -> WarpRuns:
    """Train the network and its control, or find them where they were kept.

    Parameters
    ----------
    spec : SpaceWarpSpec
    work : callable, optional
        Hears of each training.
    """
    from engine.recording_file import digest_of
    from engine.training import linear_control

    if spec.recording is not None:
        network, identity = filmed_recording(spec.recording), digest_of(spec.recording)
    else:
        identity = _run_identity(spec.run)
        network = trained_run(spec.run, work)

    def train_control() -> Recording:
        advance = work("training the linear control", spec.steps)
        return linear_control(network, each_training_step(advance))

    try:
        control = _kept_recording("control", request_digest(TRAINING, identity), train_control)
    except DivergenceError as error:
        if "control" not in spec.acts:
            return WarpRuns(network, None)
        raise WarpreelError(
            f"the linear control {str(error).partition(';')[0]}; lower --rate, or leave its act "
            "out with --acts data,training,depth,regions"
        ) from error
    return WarpRuns(network, control)


def filmed_recording(path: Path) -> Recording:
    """Open a recording that is to be filmed.

    Raises
    ------
    RecordingError
        If it cannot be read, or holds a training that diverged.
    """
    from engine.recording_file import load

    recording = load(path)
    if recording.stopped == "diverged":
        raise RecordingError(
            f"{path} holds a training that diverged at step {recording.last_step}, "
            "which cannot be shown; record one with a lower --rate"
        )
    return recording


def trained_run(spec: RunSpec, work: Work = unwatched, name: str = "network") -> Recording:
    """Train a network, or find its recording where it was kept.

    Parameters
    ----------
    spec : RunSpec
    work : callable, optional
        Hears of the training.
    name : str
        What is trained, in the words of a progress bar.
    """
    from engine.training import train

    def compute() -> Recording:
        return train(spec, each_training_step(work(f"training the {name}", spec.steps)))

    return _kept_recording("network", _run_identity(spec), compute)


def kept_result(kind: type[Result], request: object, compute: Callable[[], Result]) -> Result:
    """Compute a result, or find it where it was kept.

    Parameters
    ----------
    kind : type
        A frozen dataclass of arrays and plain values (`engine.result_file`).
    request : object
        Plain values or a dataclass: all that decides the result but the engine's own source.
    compute : callable
        Defined in a module that imports all of the engine that it calls.
    """
    from engine.result_file import load_result, save_result

    digest = request_digest(compute.__module__, request)
    path = cache_folder() / f"{kind.__name__.lower()}-{digest}.safetensors"
    if path.exists():
        try:
            return load_result(kind, path)
        except ResultError:
            with suppress(OSError):
                path.unlink()
    result = compute()
    with suppress(WarpreelError):  # a cache that can't be written costs time, not truth
        save_result(result, path)
    return result


def _run_identity(spec: RunSpec) -> str:
    return request_digest(TRAINING, spec, spec.data)


def _kept_recording(name: str, identity: str, compute: Callable[[], Recording]) -> Recording:
    from engine.recording_file import load

    path = cache_folder() / f"{name}-{identity}.safetensors"
    if path.exists():
        try:
            return load(path)
        except RecordingError:
            with suppress(OSError):
                path.unlink()
    recording = compute()
    if recording.stopped == "interrupted":
        raise KeyboardInterrupt
    with suppress(WarpreelError):  # a cache that can't be written costs time, not truth
        recording.save(path)
    return recording
