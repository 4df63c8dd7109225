"""The landscape of a recorded run together with what the recording alone does not hold.

A file of a run holds no code: neither the module of a network that was recorded by a probe, nor a
loss function of the user's. So what needs them is computed where they are, in Python, and the
result is a file of its own, which the film and the figure take as they take a recording. The
parameters are those of the recording (`Recorder(…, parameters=True)`): the network that is handed
over lends its forward, and may be a new one of the same class.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from torch import nn

from engine.errors import RecordingError, ResultError, UsageError
from engine.landscape.landscape import Landscape, LossField, landscape, shows_recorded_loss
from engine.landscape.parameter_space import ParameterSpace, Trajectory
from engine.landscape.plane_spec import PlaneSpec, said_in_python
from engine.landscape.planes import checkpoints_of, plane_of, square_of
from engine.landscape.run_networks import RunNetworks
from engine.landscape.sampling import sample_size, sampled
from engine.landscape.turning import TurningLoss, networks_drawn, turning_loss
from engine.results import load_result, save_result
from engine.training.applied_loss import Loss

MAKE_ONE = "make one with warpreel.loss_landscape(…).save(path)"


@dataclass(frozen=True)
class NetworkLandscape:
    """A landscape that can be shown without the network.

    Attributes
    ----------
    parameters : int
        How many the network has.
    checkpoints : tuple of int
        Steps through which its plane goes, if it is one of checkpoints.
    landscape : Landscape
    turning : TurningLoss
        Slices that turn about the network.
    loss : str
        ``plain`` (the recording's own, or the cross-entropy), ``squared`` (of a regression), or
        ``given``.
    trained_on_it : bool or None
        Whether training recorded this loss; None if it recorded none.
    stopped : str
        Why training ended.
    """

    parameters: int
    checkpoints: tuple[int, ...]
    landscape: Landscape
    turning: TurningLoss
    loss: str
    trained_on_it: bool | None
    stopped: str

    def save(self, path: str | Path) -> Path:
        """Write it to `path`, whole or not at all, and return the path.

        Raises
        ------
        ResultError
            If the disk refuses.
        """
        return save_result(self, Path(path))

    @classmethod
    def load(cls, path: str | Path) -> NetworkLandscape:
        """Read one.

        Raises
        ------
        ResultError
            If the file is missing, damaged, or holds something else.
        """
        path = Path(path)
        if not path.is_file():
            raise ResultError(f"there is no landscape at {path}; {MAKE_ONE}")
        try:
            read = load_result(cls, path)
        except ResultError as error:
            raise ResultError(f"{path} holds no landscape; {MAKE_ONE}") from error
        if not _is_sound(read):
            raise ResultError(f"{path} holds a landscape whose parts do not fit; {MAKE_ONE}")
        return read


def _is_sound(read: NetworkLandscape) -> bool:
    seen, turning = read.landscape, read.turning
    places, shadow, sample = len(seen.x), seen.shadow, seen.sample
    steps = len(shadow.steps)
    shapes = {
        (places, places): (seen.loss, seen.accuracy),
        (6, places, places): (turning.before,),
        (4, places, places): (turning.after,),
        (steps, 2): (shadow.coordinates,),
        (steps,): (shadow.plane_loss, shadow.true_loss, shadow.distance, shadow.captured),
        (places,): (seen.y, turning.places, turning.second_places),
        (2,): (turning.weights, turning.seen_at),
    }
    fit = all(array.shape == shape for shape, arrays in shapes.items() for array in arrays)
    return fit and places > 1 and steps > 0 and 0 < sample.count <= sample.total


@said_in_python()
def loss_landscape(
    run: Trajectory,
    network: nn.Module | None = None,
    *,
    loss: Loss | None = None,
    output: int | str | None = None,
    plane: str = "pca",
    span: float = 1.0,
    resolution: int = 51,
    checkpoints: tuple[int, ...] | None = None,
    samples: int | Literal["all"] | None = None,
    seed: int = 0,
) -> NetworkLandscape:
    """Compute the loss of a recorded run on a plane through its parameters.

    Parameters
    ----------
    run : Recording or ProbedRecording
        A probed one with its parameters, from ``Recorder(…, parameters=True)``.
    network : nn.Module, optional
        Of a probed run: its network, or another one of the same class. It is evaluated, with the
        recorded running statistics of batch normalisation, and left as it is.
    loss : callable, optional
        ``loss(outputs, labels)``, a number, as `Recorder` takes it: it is handed outputs and labels
        in the shapes, and labels written as numbers, as -1 and 1 or one-hot, that it works with and
        in which the recorded losses come out. Without it, the loss that the recording's spec names,
        or the cross-entropy, or the mean squared error.
    output : int or str, optional
        Which of the network's outputs, if it returns several.
    plane, span, resolution, checkpoints
        As of `PlaneSpec`.
    samples : int or "all", optional
        Points that the loss is measured on; a sample if all of them would take over a minute.
    seed : int
        Of random directions and of the sample.

    Returns
    -------
    NetworkLandscape
        ``.save(path)`` writes what ``warpreel render landscape --landscape`` shows.

    Raises
    ------
    UsageError
        If an option makes no sense, or the run moved along too few directions.
    RecordingError
        If a probed run holds no parameters, or the training diverged.
    NetworkError
        If the network is missing or is not the one that was recorded.
    DataError
        If the loss cannot be computed, or is not one number.
    """
    spec = PlaneSpec(plane=plane, span=span, resolution=resolution, checkpoints=checkpoints)
    if samples is not None and samples != "all" and samples < 2:
        raise UsageError(f"samples={samples}: give at least 2, or all")
    if (odd := run.first_not_finite()) is not None:
        raise RecordingError(
            f"from step {odd[1]} on, the parameter {odd[0]} is not finite; record the training "
            "with a lower learning rate, or end its recording before that step"
        )
    of_run, size = RunNetworks(run, network, loss, output), ParameterSpace.of(run).size
    drawn = networks_drawn(resolution, size, len(run.steps))
    count = sample_size(run.data.samples, drawn, of_run.cost, samples)
    networks = of_run.on(sampled(run.data, count, seed))
    steps = checkpoints_of(run, spec)
    laid = plane_of(run, spec, steps, seed)
    middle, half = square_of(run, laid, span)
    x, y = (np.linspace(m - half, m + half, resolution) for m in middle)
    seen = landscape(run, laid, x, y, networks=networks)
    return NetworkLandscape(
        parameters=size,
        checkpoints=steps,
        landscape=seen,
        turning=turning_loss(LossField(run, laid.step, networks), laid, x, y, seed),
        loss=_name_of(run, loss),
        trained_on_it=shows_recorded_loss(run, of_run.on(run.data)),
        stopped=run.stopped,
    )


def _name_of(run: Trajectory, loss: Loss | None) -> str:
    if loss is not None:
        return "given"
    return "squared" if run.data.is_regression else "plain"
