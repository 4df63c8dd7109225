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
import torch
from torch import Tensor, nn

from engine.data.dataset import Dataset
from engine.errors import NetworkError, RecordingError, ResultError, UsageError
from engine.geometry.decisions import threshold_of
from engine.landscape.batched_networks import ManyNetworks, operations_of, through
from engine.landscape.called_networks import CalledNetworks, module_call
from engine.landscape.effort import effort_of
from engine.landscape.landscape import (
    Landscape,
    LossField,
    Networks,
    landscape,
    shows_recorded_loss,
)
from engine.landscape.parameter_space import ParameterSpace, Trajectory
from engine.landscape.plane_spec import PlaneSpec
from engine.landscape.planes import checkpoints_of, plane_of, square_of
from engine.landscape.sampling import cost_of, sample_size, sampled
from engine.landscape.turning import TurningLoss, networks_drawn, turning_loss
from engine.networks.chains import widest
from engine.networks.stages import Parameters
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.results import load_result, save_result
from engine.tracing.asking import embeds, fed
from engine.training.applied_loss import Loss
from engine.training.users_network import prepared_network

MAKE_ONE = "make one with warpreel.loss_landscape(…).save(path)"
ALIKE = 5e-3
"""Difference of answers, relative to the largest, that is put down to half precision."""


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
        (4, places, places): (turning.before, turning.after),
        (steps, 2): (shadow.coordinates,),
        (steps,): (shadow.plane_loss, shadow.true_loss, shadow.distance, shadow.captured),
        (places,): (seen.y, turning.places, turning.second_places),
        (2,): (turning.weights, turning.seen_at),
    }
    fit = all(array.shape == shape for shape, arrays in shapes.items() for array in arrays)
    return fit and places > 1 and steps > 0 and 0 < sample.count <= sample.total


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
        ``loss(outputs, labels)`` of all outputs and labels (points,), or targets (points, …) in a
        regression, a number; without it, the loss that the recording's spec names, or the
        cross-entropy, or the mean squared error.
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
        If the network is missing or is not the one that was recorded, or the loss does not fit.
    """
    spec = PlaneSpec(plane=plane, span=span, resolution=resolution, checkpoints=checkpoints)
    if samples is not None and samples != "all" and samples < 2:
        raise UsageError(f"samples={samples}: give at least 2, or all")
    if (odd := run.first_not_finite()) is not None:
        raise RecordingError(f"from step {odd[1]} on, the parameter {odd[0]} is not finite")
    makers = _Makers(run, network, loss, output)
    drawn = networks_drawn(resolution, makers.space.size, len(run.steps))
    count = sample_size(run.data.samples, drawn, makers.cost, samples)
    networks = makers.networks(sampled(run.data, count, seed))
    everywhere = makers.networks(run.data)
    if not isinstance(run, Recording):
        _check_answers(run, everywhere)
    steps = checkpoints_of(run, spec)
    laid = plane_of(run, spec, steps, seed)
    middle, half = square_of(run, laid, span)
    x, y = (np.linspace(m - half, m + half, resolution) for m in middle)
    seen = landscape(run, laid, x, y, networks=networks)
    return NetworkLandscape(
        parameters=makers.space.size,
        checkpoints=steps,
        landscape=seen,
        turning=turning_loss(LossField(run, laid.step, networks), laid, x, y, seed),
        loss=_name_of(run, loss),
        trained_on_it=shows_recorded_loss(run, everywhere),
        stopped=run.stopped,
    )


def _name_of(run: Trajectory, loss: Loss | None) -> str:
    if loss is not None:
        return "given"
    return "squared" if run.data.is_regression else "plain"


class _Makers:
    """Maker of the networks of a run, on any of its points."""

    def __init__(
        self,
        run: Trajectory,
        network: nn.Module | None,
        loss: Loss | None,
        output: int | str | None,
    ) -> None:
        self.run, self.loss, self.output = run, loss, output
        if isinstance(run, Recording):
            self.cost, self.module = cost_of(run.stages), None
        else:
            self.module = _module_of(run, network)
            self.effort = effort_of(self.module, self._inputs(run.data))
            self.cost = self.effort.cost
        self.space = ParameterSpace.of(run)

    def networks(self, data: Dataset) -> Networks:
        """Return the networks on some points."""
        run = self.run
        labels = torch.from_numpy((data.labels if data.targets is None else data.targets).copy())
        if isinstance(run, Recording):
            if self.loss is None and data.targets is None:
                return ManyNetworks(run, data)
            features = torch.from_numpy(data.features.copy())
            most, threshold = max(map(widest, run.stages)), 0.0
            if data.targets is None:
                threshold = threshold_of(run)
            return CalledNetworks(self._through, features, labels, self.loss, threshold, most)
        assert self.module is not None
        inputs = self._inputs(data)
        last = len(run.steps) - 1
        ends = [run.rows(0, 1), run.rows(last, last + 1)]
        theta = {name: torch.cat([end[name] for end in ends]) for name in ends[0]}
        call = module_call(self.module, theta, inputs, self.output)
        most = self.effort.widest
        return CalledNetworks(call, inputs, labels, self.loss, run.threshold, most)

    def _through(self, theta: Parameters, x: Tensor) -> Tensor:
        assert isinstance(self.run, Recording)
        points = x.T.clone(memory_format=torch.contiguous_format)  # may be written over
        return through(operations_of(self.run.stages, theta), points).mT

    def _inputs(self, data: Dataset) -> Tensor:
        """Return points as the module takes them."""
        assert self.module is not None
        assert not isinstance(self.run, Recording)
        inputs = torch.from_numpy(data.features.copy()).reshape(-1, *self.run.input_shape)
        whole = embeds(self.module) and bool((inputs == inputs.round()).all())
        return fed(self.module, inputs.long() if whole else inputs)


def _module_of(run: Trajectory, network: nn.Module | None) -> nn.Module:
    """Return the network of a probed run, once it is seen to be that."""
    if not run.tensors:
        raise RecordingError(
            "the run holds no parameters, of which a landscape is made; record it with "
            "Recorder(…, parameters=True)"
        )
    if network is None:
        raise NetworkError(
            "the run holds recorded activations of layers, no network: give loss_landscape "
            "its network too, or a new one of the same class"
        )
    module = prepared_network(network)
    held = module.state_dict()
    for name, rows in run.rows(0, 1).items():
        if name not in held or held[name].shape != rows.shape[1:]:
            found = tuple(held[name].shape) if name in held else "none"
            raise NetworkError(
                f"this is not the network that was recorded: its {name} had the shape "
                f"{tuple(rows.shape[1:])}, and here it has {found}"
            )
    return module


def _check_answers(run: ProbedRecording, networks: Networks) -> None:
    """Check that a network still answers to the probe what was recorded, in half precision."""
    recorded = run.flat_answer(run.layers[-1], run.last_step)
    outputs = networks.outputs_at(run.parameters(run.last_step, torch.float32))
    answers = outputs[torch.from_numpy(run.probe)].flatten(1).numpy()
    tolerance = ALIKE * np.abs(recorded).max() + 1e-6
    if answers.shape != recorded.shape or np.abs(answers - recorded).max() > tolerance:
        raise NetworkError(
            "with the recorded parameters the network computes something else than was recorded: "
            "it is another one, or another of its outputs (output=…)"
        )
