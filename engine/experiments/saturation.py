"""Vanishing gradients: how much gradient reaches each layer, and where units saturate or die.

On its way back through a layer, a gradient is multiplied by the slope of the activation, at every
unit for every sample. Where a slope is near zero the unit is saturated; where it is zero for all
samples the unit is dead, and no longer learns.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.errors import UsageError
from engine.experiments.gradient_flow import GradientFlow, gradient_flow
from engine.geometry.decision_maps import DecisionMaps, decision_maps
from engine.networks.activations import ACTIVATIONS
from engine.networks.stages import Activation, Affine, Parameters
from engine.recordings.recording import Recording

NEAR_ZERO = 0.05
"""A slope is near zero below this share of the activation's steepest."""
CHUNK_BYTES = 2_000_000
"""Size of the widest intermediate array of one batched call."""


@dataclass(frozen=True)
class SlopeCurve:
    """An activation function and its slope.

    Attributes
    ----------
    inputs, outputs, slopes : float64 array (samples,)
    """

    inputs: np.ndarray
    outputs: np.ndarray
    slopes: np.ndarray

    @property
    def steepest(self) -> float:
        """The largest size of a slope."""
        return float(np.abs(self.slopes).max())


@dataclass(frozen=True)
class LayerHealth:
    """Measurements of one network during training.

    Attributes
    ----------
    activation : str
        Name of its activation function.
    curve : SlopeCurve
        That function.
    loss, accuracy : float32 array (steps,)
        Before each step's update.
    gradient : float32 array (steps, hidden + 1)
        L2 norm of the loss's gradient by the weights and biases of each hidden layer and of the
        output layer.
    checked : int64 array (checks,)
        Steps at which the slopes were measured.
    saturated : float64 array (checks, hidden)
        Per hidden layer, the share of all pairs of a unit and a sample where the slope's size is
        below `NEAR_ZERO` of the steepest.
    dead : int64 array (checks, hidden)
        Per hidden layer, how many units have slope 0 for all samples.
    width : int64 array (hidden,)
        Units per hidden layer.
    flow : GradientFlow
        The way back of the first gradient, before any step.
    maps : DecisionMaps or None
        What it says of the plane of its inputs, if they lie in one.
    """

    activation: str
    curve: SlopeCurve
    loss: np.ndarray
    accuracy: np.ndarray
    gradient: np.ndarray
    checked: np.ndarray
    saturated: np.ndarray
    dead: np.ndarray
    width: np.ndarray
    flow: GradientFlow
    maps: DecisionMaps | None = None

    @property
    def last_step(self) -> int:
        """The number of the last step."""
        return len(self.loss) - 1

    def reach(self, step: int) -> float:
        """Return the first layer's gradient as a multiple of the output layer's."""
        first, last = self.gradient[step, [0, -1]].astype(float)
        return float(first / last) if last > 0 else 0.0

    def saturated_share(self, check: int) -> float:
        """Return the share of slopes near zero over all hidden layers."""
        return float(np.average(self.saturated[check], weights=self.width))

    def dead_units(self, check: int) -> int:
        """Return the number of dead units of all hidden layers."""
        return int(self.dead[check].sum())


@dataclass(frozen=True)
class Comparison:
    """The same network with different activations, trained on the same data.

    Attributes
    ----------
    networks : tuple of LayerHealth
    guess : float
        The loss of a network that gives all classes the same probability.
    features : float32 array (samples, dims)
    labels : int64 array (samples,)
        The data on which all is measured.
    """

    networks: tuple[LayerHealth, ...]
    guess: float
    features: np.ndarray
    labels: np.ndarray

    @property
    def samples(self) -> int:
        """How many points all that is measured is measured on."""
        return len(self.labels)


def slope_curve(activation: str, reach: float = 10.0, samples: int = 2001) -> SlopeCurve:
    """Sample an activation function over [-reach, reach], and differentiate it (autograd).

    Parameters
    ----------
    activation : str
        A name in `ACTIVATIONS`.
    reach : float
    samples : int
        An odd number has a sample at 0.
    """
    module = ACTIVATIONS.find(activation).build().eval()
    x = torch.linspace(-reach, reach, samples, dtype=torch.float64, requires_grad=True)
    y = module.to(torch.float64)(x)
    (slopes,) = torch.autograd.grad(y.sum(), x)
    return SlopeCurve(x.detach().numpy(), y.detach().numpy(), slopes.numpy())


def layer_health(recording: Recording, activation: str) -> LayerHealth:
    """Measure a recorded network of plain layers with one kind of activation.

    Gradients are those of the training itself; slopes are computed anew at each recorded step, from
    its parameters and all training points.

    Parameters
    ----------
    recording : Recording
    activation : str
        Name of the activation, in `ACTIVATIONS`.

    Raises
    ------
    UsageError
        If the network has no hidden layers of that kind.
    """
    hidden = [stage for stage in recording.stages if isinstance(stage, Activation)]
    if not hidden:
        raise UsageError("a network without activations has no slopes; train one with --hidden")
    affine = {stage.name for stage in recording.stages if isinstance(stage, Affine)}
    columns = [name in affine for name in recording.metrics.layers]
    curve = slope_curve(activation)
    limit = NEAR_ZERO * curve.steepest
    saturated, dead = [], []
    for layers in _slopes(recording):
        saturated.append(torch.stack([(s.abs() < limit).double().mean((1, 2)) for s in layers], 1))
        dead.append(torch.stack([(s == 0).all(1).sum(1) for s in layers], 1))
    return LayerHealth(
        activation=activation,
        curve=curve,
        loss=recording.metrics.loss,
        accuracy=recording.metrics.accuracy,
        gradient=recording.metrics.gradient_norm[:, columns],
        checked=recording.steps,
        saturated=torch.cat(saturated).numpy(),
        dead=torch.cat(dead).numpy(),
        width=np.array([stage.width for stage in hidden]),
        flow=gradient_flow(recording),
        maps=decision_maps(recording),
    )


def compare(recordings: Mapping[str, Recording]) -> Comparison:
    """Measure networks that were trained alike.

    Parameters
    ----------
    recordings : mapping
        By the name of the activation; all on the same data.
    """
    classes = max(recording.data.classes for recording in recordings.values())
    measured = tuple(layer_health(run, name) for name, run in recordings.items())
    data = next(iter(recordings.values())).data
    return Comparison(measured, math.log(classes), data.features, data.labels)


def _slopes(recording: Recording) -> Iterator[list[Tensor]]:
    """Yield, for some recorded steps at a time, each layer's slopes (steps, samples, units)."""
    x = torch.from_numpy(recording.data.features.copy())
    widest = max(stage.outputs for stage in recording.stages)
    size = max(CHUNK_BYTES // (4 * widest * len(x)), 1)
    for first in range(0, len(recording.steps), size):
        theta = recording.rows(first, min(first + size, len(recording.steps)))
        steps = len(next(iter(theta.values())))
        z = x.expand(steps, *x.shape)
        layers = []
        for stage in recording.stages:
            if isinstance(stage, Activation):
                layers.append(_slope(stage, z, theta))
            z = stage.apply(z, theta)
        yield layers


def _slope(stage: Activation, z: Tensor, theta: Parameters) -> Tensor:
    z = z.detach().requires_grad_()
    (slope,) = torch.autograd.grad(stage.apply(z, theta).sum(), z)
    return slope
