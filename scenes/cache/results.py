"""Results computed once: recordings are kept by what made them, and found again."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from engine.errors import RecordingError, ResultError, WarpreelError
from engine.files import new_draft
from engine.progress import TrainingStep, Work, each_training_step, unwatched
from scenes.cache.digests import request_digest
from scenes.cache.inside import kept_files
from scenes.cache.location import cache_folder
from scenes.cache.sealed import binding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.recordings.probed import ProbedRecording
    from engine.recordings.recording import Recording
    from engine.recordings.run_spec import RunSpec

Result = TypeVar("Result")
TRAINING = "engine.training.training"
"""The module whose code decides what a training comes to."""


def shown_recording(path: Path) -> Recording | ProbedRecording:
    """Open a recording of either kind that is to be shown.

    Raises
    ------
    RecordingError
        If it cannot be read, or holds a training that diverged.
    """
    from engine.recordings.opening import open_recording

    recording = open_recording(path)
    if recording.stopped == "diverged":
        raise RecordingError(
            f"{path} holds a training that diverged at step {recording.metrics.lost_from}, "
            "which cannot be shown; record one with a lower learning rate (--rate)"
        )
    return recording


def filmed_recording(path: Path, *, classes: bool = True) -> Recording:
    """Open an exact recording that is to be filmed.

    Parameters
    ----------
    path : Path
    classes : bool
        Whether the film is of classes, which a regression has not.

    Raises
    ------
    RecordingError
        If it cannot be read, is a probed one, holds a training that diverged, or parameters that
        are not finite.
    """
    from engine.recordings.opening import check_classes, exact

    recording = shown_recording(path)
    if classes:
        check_classes(recording, path)
    recording = exact(recording, path)
    if (odd := recording.first_not_finite()) is not None:
        raise RecordingError(
            f"{path}: from step {odd[1]} on, the parameter {odd[0]} is not finite, which cannot be "
            "shown; record a run with a lower learning rate"
        )
    return recording


def trained_run(spec: RunSpec, work: Work = unwatched, name: str = "network") -> Recording:
    """Train a network, or find its recording where it was kept.

    Parameters
    ----------
    spec : RunSpec
    work : callable, optional
        Called with the training.
    name : str
        What is trained, in the words of a progress bar.
    """
    from engine.training.training import train

    def compute() -> Recording:
        return train(spec, each_training_step(work(f"training the {name}", spec.steps)))

    recording = kept_recording("network", run_digest(spec), compute)
    for note in recording.data.notes:
        tell(note)
    return recording


@cache
def tell(note: str) -> None:
    """Say on stderr, once, what was guessed where data was read."""
    print(note, file=sys.stderr)


def kept_result(kind: type[Result], request: object, compute: Callable[[], Result]) -> Result:
    """Compute a result, or find it where it was kept.

    Parameters
    ----------
    kind : type
        A frozen dataclass of arrays and plain values (`engine.results`).
    request : object
        Plain values or a dataclass: all that decides the result but the engine's own source.
    compute : callable
        Defined in a module that imports all of the engine that it calls.
    """
    from engine.results import load_result, save_result

    digest = request_digest(compute.__module__, request)

    def load(path: Path) -> Result:
        return load_result(kind, path)

    return _kept(kind.__name__.lower(), digest, load, compute, save_result)


def run_digest(spec: RunSpec) -> str:
    """Return the digest of all that determines a training run: spec, data, source and versions."""
    return request_digest(TRAINING, spec, spec.data)


def kept_recording(name: str, identity: str, compute: Callable[[], Recording]) -> Recording:
    """Train, or find the recording where it was kept.

    Parameters
    ----------
    name : str
        Of the kind of run; what its file's name begins with.
    identity : str
        Digest of all that decides what the training comes to.
    compute : callable

    Raises
    ------
    KeyboardInterrupt
        If the training was interrupted: half a run is not kept.
    """
    from engine.recordings.opening import load

    def train() -> Recording:
        recording = compute()
        if recording.stopped == "interrupted":
            raise KeyboardInterrupt
        return recording

    return _kept(name, identity, load, train, lambda recording, path: recording.save(path))


def probed_recording(path: Path) -> ProbedRecording:
    """Open a probed recording that is to be filmed.

    Raises
    ------
    RecordingError
        If it cannot be read, holds a training that diverged or a regression, or is an exact
        recording.
    """
    from engine.recordings.opening import check_classes
    from engine.recordings.probed import ProbedRecording

    recording = shown_recording(path)
    check_classes(recording, path)
    if not isinstance(recording, ProbedRecording):
        raise RecordingError(
            f"{path} was recorded exactly; render space-warp with it, or record it again with "
            "Recorder(…, layers=[…])"
        )
    return recording


def kept_probe(
    name: str,
    train: Callable[[Any, TrainingStep], ProbedRecording],
    request: object,
    progress: TrainingStep,
) -> ProbedRecording:
    """Train any network, or find the recording where it was kept.

    Parameters
    ----------
    name : str
        Of the kind of run; what its file's name begins with.
    train : callable
        Called with the request and the progress; defined in a module that imports all of the
        engine that it calls.
    request : dataclass
        All that decides the result but the engine's own source.
    progress : callable
    """
    return _kept(
        name,
        request_digest(train.__module__, request),
        probed_recording,
        lambda: train(request, progress),
        lambda recording, path: recording.save(path),
    )


def _kept(
    name: str,
    key: str,
    load: Callable[[Path], Result],
    compute: Callable[[], Result],
    save: Callable[[Result, Path], object],
) -> Result:
    """Find what was computed before, or compute it and keep it.

    The name of a file holds a digest over its content and its key, so that one that was damaged,
    edited, or put in the place of another is as good as none.
    """
    folder = cache_folder()
    for path in kept_files(folder, f"{name}-{key}-*.safetensors"):
        with suppress(OSError, RecordingError, ResultError):
            if path == _place(folder, name, key, path):
                return load(path)
        with suppress(OSError):
            path.unlink()
    result = compute()
    with suppress(OSError, WarpreelError):  # a cache that can't be written costs time, not truth
        draft = new_draft(folder / f"{name}-{key}.safetensors")
        try:
            save(result, draft)
            draft.replace(_place(folder, name, key, draft))
        finally:
            draft.unlink(missing_ok=True)
    return result


def _place(folder: Path, name: str, key: str, file: Path) -> Path:
    """Return where a file with this content belongs."""
    bound = binding(f"{name} {key}", file.read_bytes()).hex()[:40]
    return folder / f"{name}-{key}-{bound}.safetensors"
