"""The networks of a recorded run with other parameters: recomputed, or called where they are.

An exact recording is enough by itself. Of a probed one the module lends its forward, once it is
seen to answer to the probe what was recorded.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from engine.data.dataset import Dataset
from engine.errors import NetworkError, RecordingError
from engine.geometry.decisions import threshold_of
from engine.landscape.batched_networks import ManyNetworks, operations_of, through
from engine.landscape.called_networks import CalledNetworks, module_call
from engine.landscape.effort import effort_of
from engine.landscape.given_loss import given_loss
from engine.landscape.landscape import Networks
from engine.landscape.parameter_space import Trajectory
from engine.landscape.sampling import cost_of
from engine.networks.chains import widest
from engine.networks.stages import Parameters
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.recordings.regressions import has_an_output_each
from engine.tracing.asking import embeds, fed
from engine.training.applied_loss import Loss
from engine.training.users_network import prepared_network

LOSS_NEEDED = (
    "the run's network does not give one number for each target, so that only the loss by which it "
    "was trained compares them; compute its landscape by warpreel.loss_landscape(run, network, "
    "loss=…)"
)
ALIKE = 5e-3
"""Difference of answers, relative to the largest, that is put down to half precision."""


class RunNetworks:
    """Maker of the networks of a run, on any of its points.

    Parameters
    ----------
    run : Recording or ProbedRecording
        A probed one with its parameters.
    network : nn.Module, optional
        Of a probed run: its network, or another one of the same class.
    loss : callable, optional
        The user's own, handed what it is meant for (`engine.landscape.given_loss`).
    output : int or str, optional
        Which of the network's outputs, if it returns several.

    Attributes
    ----------
    cost : float
        Nanoseconds of one network and one point, roughly.

    Raises
    ------
    RecordingError
        If a probed run holds no parameters, or only a loss of the user's compares what its network
        gives with the targets.
    NetworkError
        If the network is missing or is not the one that was recorded.
    DataError
        If the loss cannot be computed, or is not one number.
    """

    def __init__(
        self,
        run: Trajectory,
        network: nn.Module | None = None,
        loss: Loss | None = None,
        output: int | str | None = None,
    ) -> None:
        if loss is None and not has_an_output_each(run):
            raise RecordingError(LOSS_NEEDED)
        self.run, self._output = run, output
        self._loss: Loss | None = None
        if isinstance(run, Recording):
            self.cost, self._module = cost_of(run.stages), None
        else:
            self._module = _module_of(run, network)
            self._effort = effort_of(self._module, self._inputs(run.data))
            self.cost = self._effort.cost
            _check_answers(run, self._called(run.data))
        if loss is not None:
            self._loss = given_loss(loss, run, self._called(run.data))

    def on(self, data: Dataset) -> Networks:
        """Return the networks on some points."""
        if isinstance(self.run, Recording) and self._loss is None and data.targets is None:
            return ManyNetworks(self.run, data)
        return self._called(data)

    def _called(self, data: Dataset) -> CalledNetworks:
        run = self.run
        labels = torch.from_numpy((data.labels if data.targets is None else data.targets).copy())
        if isinstance(run, Recording):
            features = torch.from_numpy(data.features.copy())
            most, threshold = max(map(widest, run.stages)), 0.0
            if data.targets is None:
                threshold = threshold_of(run)
            return CalledNetworks(self._through, features, labels, self._loss, threshold, most)
        assert self._module is not None
        inputs = self._inputs(data)
        last = len(run.steps) - 1
        ends = [run.rows(0, 1), run.rows(last, last + 1)]
        theta = {name: torch.cat([end[name] for end in ends]) for name in ends[0]}
        call = module_call(self._module, theta, inputs, self._output)
        most = self._effort.widest
        return CalledNetworks(call, inputs, labels, self._loss, run.threshold, most)

    def _through(self, theta: Parameters, x: Tensor) -> Tensor:
        assert isinstance(self.run, Recording)
        points = x.T.clone(memory_format=torch.contiguous_format)  # may be written over
        return through(operations_of(self.run.stages, theta), points).mT

    def _inputs(self, data: Dataset) -> Tensor:
        """Return points as the module takes them."""
        assert self._module is not None
        assert not isinstance(self.run, Recording)
        inputs = torch.from_numpy(data.features.copy()).reshape(-1, *self.run.input_shape)
        whole = embeds(self._module) and bool((inputs == inputs.round()).all())
        return fed(self._module, inputs.long() if whole else inputs)


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
