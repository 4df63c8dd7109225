"""The two runs of the film of space warping, trained or found where they were kept."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import DivergenceError, WarpreelError
from engine.geometry.decisions import accuracy
from engine.progress import Work, each_training_step, unwatched
from engine.recordings.file_format import digest_of
from engine.recordings.recording import Recording
from engine.training.control import linear_control
from scenes.cache.digests import request_digest
from scenes.cache.results import (
    TRAINING,
    filmed_recording,
    kept_recording,
    run_digest,
    trained_run,
)
from scenes.films.representation.space_warp_spec import SpaceWarpSpec
from scenes.languages.numbers import counted, percent


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
        """Return what was measured, a line for each run."""
        same = ", same seed" if self.network.spec else ""
        rows = {"network": self.network}
        if self.control is not None:
            rows[f"linear control{same}"] = self.control
        return [
            f"{name}: accuracy {percent(accuracy(run, run.last_step), 2)} "
            f"after {counted(run.last_step, 'step')}"
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
    if spec.recording is not None:
        network, identity = filmed_recording(spec.recording), digest_of(spec.recording)
    else:
        identity = run_digest(spec.run)
        network = trained_run(spec.run, work)

    def train_control() -> Recording:
        advance = work("training the linear control", spec.steps)
        return linear_control(network, each_training_step(advance))

    try:
        control = kept_recording("control", request_digest(TRAINING, identity), train_control)
    except DivergenceError as error:
        if "control" not in spec.acts:
            return WarpRuns(network, None)
        raise WarpreelError(
            f"the linear control {str(error).partition(';')[0]}; lower --rate, or leave its act "
            "out with --acts data,training,depth,regions"
        ) from error
    return WarpRuns(network, control)
