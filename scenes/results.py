"""Results computed once: recordings are kept by what made them, and found again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from engine.errors import DivergenceError, RecordingError, WarpreelError
from scenes.cache import cache_folder
from scenes.specs import SpaceWarpSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.recording import Recording
    from engine.training import Progress


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


def warp_runs(spec: SpaceWarpSpec, progress: Callable[[str], Progress] | None = None) -> WarpRuns:
    """Train the network and its control, or find them where they were kept.

    Parameters
    ----------
    spec : SpaceWarpSpec
    progress : callable, optional
        Called with what is trained; gives the callback of `engine.training.train`.
    """
    from engine.recording_file import digest_of, load
    from engine.training import linear_control, train

    def watch(name: str) -> Progress | None:
        return progress(name) if progress else None

    if spec.recording is not None:
        network, identity = load(spec.recording), digest_of(spec.recording)
        if network.stopped == "diverged":
            raise RecordingError(
                f"{spec.recording} holds a training that diverged at step {network.last_step}, "
                "which cannot be shown; record one with a lower --rate"
            )
    else:
        identity = _identity(msgspec.json.encode(spec.run), spec.data)
        network = _kept(f"network-{identity}", lambda: train(spec.run, watch("network")))
    try:
        control = _kept(
            f"control-{_identity(identity.encode())}",
            lambda: linear_control(network, watch("linear control")),
        )
    except DivergenceError as error:
        if "control" not in spec.acts:
            return WarpRuns(network, None)
        raise WarpreelError(
            f"the linear control {str(error).partition(';')[0]}; lower --rate, or leave its act "
            "out with --acts data,training,depth,regions"
        ) from error
    return WarpRuns(network, control)


def warp_identity(spec: SpaceWarpSpec) -> str:
    """Digest all that decides what `warp_runs` gives, before anything is computed or imported."""
    if spec.recording is None:
        return _identity(msgspec.json.encode(spec.run), spec.data)
    return _identity(b"recording", str(spec.recording))


def _kept(name: str, compute: Callable[[], Recording]) -> Recording:
    from engine.recording_file import load

    path = cache_folder() / f"{name}.safetensors"
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


def _identity(request: bytes, data: str = "") -> str:
    """Digest a request, the code that answers it, and the file it names."""
    hasher = hashlib.sha256(request)
    home = Path(__file__).parents[1] / "engine"
    for source in sorted(home.glob("*.py")):
        hasher.update(source.read_bytes())
    if Path(data).is_file():
        hasher.update(Path(data).read_bytes())
    hasher.update(version("torch").encode())
    return hasher.hexdigest()[:24]
