"""Losses of many networks of one shape on the same points, in batched operations.

The points stand along the last axis, so that every operation runs through contiguous memory, and
so few networks are taken at once that what they make of the points stays in a core's cache. What
bounds the speed is then the activation. torch's tanh costs six times as much as its sigmoid, so
that tanh(z) is computed as 2 σ(2 z) - 1, the constants going into the affine maps around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import torch
from torch import Tensor

from engine.data.dataset import Dataset
from engine.geometry.decisions import hidden_depth
from engine.networks.chains import widest
from engine.networks.nonlinearity import Nonlinearity
from engine.networks.stages import Activation, Affine, Parameters, Residual, Stage
from engine.recordings.recording import Recording
from engine.training.losses import loss_of
from engine.training.training import repeatable

CHUNK = 600_000
"""Greatest number of values in the widest layer of all networks in one batch."""

IN_PLACE = {"ReLU": torch.relu_, "Sigmoid": torch.sigmoid_, "Tanh": torch.tanh_}


class Dense(NamedTuple):
    """W x + b, for each network: arrays (networks, out, in) and (networks, out)."""

    weight: Tensor
    bias: Tensor | None

    def __call__(self, x: Tensor) -> Tensor:
        """Map points (in, points) of all networks, or (networks, in, points) of each."""
        networks, outputs, _ = self.weight.shape
        if x.dim() == 3:
            if self.bias is None:
                return torch.bmm(self.weight, x)
            return torch.baddbmm(self.bias.unsqueeze(-1), self.weight, x)
        rows = self.weight.reshape(networks * outputs, -1)
        y = rows @ x if self.bias is None else torch.addmm(self.bias.reshape(-1, 1), rows, x)
        return y.view(networks, outputs, -1)


class Function(NamedTuple):
    """An activation without parameters; it may write over what it is given."""

    name: str
    apply: Callable[[Tensor], Tensor]

    def __call__(self, x: Tensor) -> Tensor:
        """Map an array of any shape."""
        return self.apply(x)


class Block(NamedTuple):
    """x plus what a branch makes of x."""

    branch: tuple[Operation, ...]

    def __call__(self, x: Tensor) -> Tensor:
        """Map points of all networks, or of each."""
        return x + through(self.branch, x)


class AsStage(NamedTuple):
    """A stage of any other kind, with the axes as it wants them."""

    stage: Stage
    theta: Parameters

    def __call__(self, x: Tensor) -> Tensor:
        """Map points of all networks, or of each."""
        return self.stage.apply(x.mT, self.theta).mT.contiguous()


Operation: TypeAlias = Dense | Function | Block | AsStage


def through(operations: Sequence[Operation], x: Tensor) -> Tensor:
    """Apply operations to points, one after another."""
    for operation in operations:
        x = operation(x)
    return x


def operations_of(stages: Sequence[Stage], theta: Parameters) -> list[Operation]:
    """Return networks as a list of operations.

    Parameters
    ----------
    stages : sequence of Stage
    theta : dict
        Parameter name → values, the first axis the networks.
    """
    operations: list[Operation] = []
    for stage in stages:
        if isinstance(stage, Affine):
            bias = theta[stage.parameters[1]] if stage.bias else None
            operations.append(Dense(theta[stage.parameters[0]], bias))
        elif isinstance(stage, Activation) and _is_plain(stage):
            operations.append(_function(stage.function))
        elif isinstance(stage, Residual) and not stage.learned:
            inner, shift, outer = (theta[name] for name in stage.parameters)
            branch = Dense(inner, shift), _function(stage.function), Dense(outer, None)
            operations.append(Block(tuple(without_tanh(branch))))
        else:
            operations.append(AsStage(stage, theta))
    return without_tanh(operations)


def without_tanh(operations: Sequence[Operation]) -> list[Operation]:
    """Rewrite V tanh(U x + b) + c as 2V σ(2U x + 2b) + (c - V 1)."""
    rewritten = list(operations)
    for i in range(1, len(rewritten) - 1):
        before, function, after = rewritten[i - 1 : i + 2]
        if not (isinstance(before, Dense) and isinstance(after, Dense)):
            continue
        if isinstance(function, Function) and function.name == "Tanh":
            shift = -after.weight.sum(-1)
            rewritten[i - 1 : i + 2] = (
                Dense(2 * before.weight, None if before.bias is None else 2 * before.bias),
                Function("Sigmoid", torch.sigmoid_),
                Dense(2 * after.weight, shift if after.bias is None else after.bias + shift),
            )
    return rewritten


def _is_plain(stage: Activation) -> bool:
    return not stage.learned and "Softmax" not in stage.function.module


def _function(function: Nonlinearity) -> Function:
    return Function(function.module, IN_PLACE.get(function.module, function))


class Measured(NamedTuple):
    """Loss and accuracy of networks on the data.

    Attributes
    ----------
    loss : float32 array (networks,)
        As it is trained on, the mean over the data.
    accuracy : float32 array (networks,)
        Fraction of the data that is classified rightly.
    """

    loss: np.ndarray
    accuracy: np.ndarray


class ManyNetworks:
    """Networks of a recording's shape, on its data or some of them.

    The loss is the one that the recording's spec names. Of a user's own loop it is not known, and
    taken to be the cross-entropy; a softmax or sigmoid at the end then counts as part of it.

    Parameters
    ----------
    recording : Recording
    data : Dataset, optional
        The points; those of the recording by default.
    chunk : int
        Most numbers in the widest layer of what is computed at once.

    Attributes
    ----------
    labels : int64 Tensor (points,)
    loss : callable
        Of outputs (points, classes) and labels.

    Raises
    ------
    NetworkError
        If the network does not end in a linear classifier.
    """

    def __init__(
        self, recording: Recording, data: Dataset | None = None, chunk: int = CHUNK
    ) -> None:
        self.stages = recording.stages[: hidden_depth(recording.stages) + 1]
        self.squared = recording.spec is not None and recording.spec.loss == "mse"
        data = data or recording.data
        self.samples = data.samples
        width = max(map(widest, self.stages))
        points = min(max(chunk // width, 1), data.samples)
        self.at_once = max(chunk // (width * points), 1)
        features = torch.from_numpy(data.features.astype(np.float32))
        self.labels = labels = torch.from_numpy(data.labels.astype(np.int64))
        classes = max(self.stages[-1].outputs, 2)
        self.loss = loss_of("mse" if self.squared else "cross-entropy", classes)
        targets = torch.nn.functional.one_hot(labels, classes).float()
        self.pieces = [
            (x.T.contiguous(), y, target.T.contiguous())
            for x, y, target in zip(
                features.split(points), labels.split(points), targets.split(points), strict=True
            )
        ]

    @torch.no_grad()
    @repeatable(0)
    def measure(self, theta: Parameters) -> Measured:
        """Measure networks, in one thread: what fits into a core's cache is too small to divide.

        Parameters
        ----------
        theta : dict
            Parameter name → float32 values, the first axis the networks.
        """
        networks = len(next(iter(theta.values())))
        loss, right = torch.zeros(networks), torch.zeros(networks)
        for start in range(0, networks, self.at_once):
            some = slice(start, start + self.at_once)
            operations = operations_of(self.stages, {name: x[some] for name, x in theta.items()})
            for features, labels, targets in self.pieces:
                outputs = self._outputs(operations, features)
                highest, winner = outputs.max(1)  # far faster here than argmax
                right[some] += (winner == labels).sum(-1)
                loss[some] += self._losses(outputs, highest, targets)
        return Measured((loss / self.samples).numpy(), (right / self.samples).numpy())

    @torch.no_grad()
    def outputs_at(self, theta: Parameters) -> Tensor:
        """Return the logits of one network for all points, shape (points, classes)."""
        operations = operations_of(self.stages, {name: x[None] for name, x in theta.items()})
        return torch.cat([self._outputs(operations, x)[0].T for x, _, _ in self.pieces])

    def _outputs(self, operations: Sequence[Operation], x: Tensor) -> Tensor:
        """Compute logits (networks, classes, points); a single one z stands for 0 and z."""
        if isinstance(operations[0], Function):
            x = x.clone()
        logits = through(operations, x)
        if logits.shape[1] == 1:
            return torch.cat([torch.zeros_like(logits), logits], dim=1)
        return logits

    def _losses(self, outputs: Tensor, highest: Tensor, targets: Tensor) -> Tensor:
        """Return the sum of the loss over the points, shape (networks,); overwrites the outputs."""
        if self.squared:
            return outputs.sub_(targets).square_().mean(1).sum(-1)
        chosen = outputs.flatten(1) @ targets.flatten()
        sums = outputs.sub_(highest.unsqueeze(1)).exp_().sum(1)
        return sums.log_().add_(highest).sum(-1) - chosen
