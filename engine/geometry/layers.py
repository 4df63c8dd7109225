"""A recorded multilayer perceptron as layers: weights, and what one data point makes of the units.

A layer's units are what the next linear map sees: the inputs, the hidden values after their
activation, and the outputs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.errors import NetworkError
from engine.networks.stages import Affine, Branches, Residual, Stage
from engine.recordings.recording import Recording


def layer_depths(stages: tuple[Stage, ...]) -> list[int]:
    """Return the depth of every layer of units, from the inputs to the outputs.

    Raises
    ------
    NetworkError
        If the network has residual blocks, whose inner units are no layer.
    """
    if any(isinstance(stage, (Residual, Branches)) for stage in stages):
        raise NetworkError("a network with residual blocks is no row of layers; train an mlp")
    return [d for d, stage in enumerate(stages) if isinstance(stage, Affine)] + [len(stages)]


def layer_weights(recording: Recording, step: float) -> list[np.ndarray]:
    """Return the weights between layers, arrays (outputs, inputs), at a continuous step."""
    theta = recording.parameters(step)
    return [
        theta[f"{stage.name}.weight"].numpy()
        for stage in recording.stages
        if isinstance(stage, Affine)
    ]


def strongest_weight(recording: Recording) -> float:
    """Return the largest absolute weight between layers over the whole run."""
    rows = recording.rows(0, len(recording.steps))
    names = [f"{stage.name}.weight" for stage in recording.stages if isinstance(stage, Affine)]
    return max(float(rows[name].abs().max()) for name in names)


@dataclass(frozen=True)
class SamplePass:
    """One data point's forward pass through a classifier, and the backward pass of its loss.

    Attributes
    ----------
    values : tuple of float64 array (units,)
        Per layer; the last are the classes' probabilities.
    scores : float64 array (classes,)
        The raw outputs, of which softmax makes the probabilities.
    gradients : tuple of float64 array (units,)
        Derivative of the loss with respect to each of the values; in the last layer, to the scores.
    loss : float
        Cross-entropy of this point.
    """

    values: tuple[np.ndarray, ...]
    scores: np.ndarray
    gradients: tuple[np.ndarray, ...]
    loss: float


def sample_pass(recording: Recording, sample: int, step: float) -> SamplePass:
    """Compute the forward pass of a data point and the gradients of its loss.

    Parameters
    ----------
    recording : Recording
        Ending in one logit per class, at least two.
    sample : int
        Index of the point in the recording's data.
    step : float
        Training step, continuous.
    """
    theta = recording.parameters(step)
    point = recording.data.features[sample].astype(np.float64)
    x = torch.from_numpy(point).requires_grad_()
    traced = [x]
    for stage in recording.stages:
        traced.append(stage.apply(traced[-1][None], theta)[0])
    units = [traced[depth] for depth in layer_depths(recording.stages)[:-1]]
    scores = traced[-1]
    shares = torch.softmax(scores, dim=-1)
    loss = -torch.log(shares[int(recording.data.labels[sample])])
    gradients = torch.autograd.grad(loss, [*units, scores])
    return SamplePass(
        tuple(values.detach().numpy() for values in (*units, shares)),
        scores.detach().numpy(),
        tuple(gradient.numpy() for gradient in gradients),
        loss.item(),
    )


def sample_losses(recording: Recording, step: float) -> np.ndarray:
    """Compute the cross-entropy of every data point at a step, array (samples,)."""
    theta = recording.parameters(step)
    x = torch.from_numpy(recording.data.features.astype(np.float64))
    for stage in recording.stages:
        x = stage.apply(x, theta)
    labels = torch.tensor(recording.data.labels)
    losses = torch.nn.functional.cross_entropy(x, labels, reduction="none")
    return losses.numpy()


@dataclass(frozen=True)
class UnitSum:
    """How one unit computes its value for a data point.

    Attributes
    ----------
    inputs, weights : float64 array (inputs,)
    bias : float
    total : float
        The sum of the products and the bias.
    value : float
        What the activation makes of it.
    """

    inputs: np.ndarray
    weights: np.ndarray
    bias: float
    total: float
    value: float


def unit_sum(recording: Recording, sample: int, step: float, unit: int = 0) -> UnitSum:
    """Compute a unit of the first hidden layer for a data point; parameters as of `sample_pass`."""
    theta, stage = recording.parameters(step), recording.stages[0]
    inputs = recording.data.features[sample].astype(np.float64)
    weights = theta[f"{stage.name}.weight"][unit].double().numpy()
    biases = theta.get(f"{stage.name}.bias")
    bias = 0.0 if biases is None else float(biases[unit])
    value = float(sample_pass(recording, sample, step).values[1][unit])
    return UnitSum(inputs, weights, bias, float(inputs @ weights) + bias, value)


def weight_gradients(recording: Recording, sample: int, step: float) -> list[np.ndarray]:
    """Differentiate a data point's loss by the weights between layers.

    Returns
    -------
    list of array (outputs, inputs)
        As `layer_weights`.
    """
    stages = [stage for stage in recording.stages if isinstance(stage, Affine)]
    names = [f"{stage.name}.weight" for stage in stages]
    theta = {name: values.double() for name, values in recording.parameters(step).items()}
    wanted = [theta[name].requires_grad_() for name in names]
    x = torch.from_numpy(recording.data.features[sample : sample + 1].astype(np.float64))
    for stage in recording.stages:
        x = stage.apply(x, theta)
    labels = torch.tensor(recording.data.labels[sample : sample + 1])
    loss = torch.nn.functional.cross_entropy(x, labels)
    return [gradient.numpy() for gradient in torch.autograd.grad(loss, wanted)]
