"""Losses of many networks of any kind, by calling them: a module of anybody's, any loss.

`engine.landscape.batched_networks` is faster, for chains of stages and the losses that Warpreel
trains with. Here a network is a function of its parameters, and the loss one of all its outputs:
it need not be a mean over the points, as one whose classes are weighted is not.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from contextlib import suppress

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call, vmap

from engine.errors import NetworkError, WarpreelError
from engine.geometry.decisions import classes_of
from engine.landscape.batched_networks import Measured
from engine.networks.stages import Parameters
from engine.tracing.tracing import agree, evaluating, output_rows
from engine.training.applied_loss import Loss
from engine.training.training import repeatable

CHUNK = 200_000
"""Most numbers in the largest tensor of a call."""

Call = Callable[[Parameters, Tensor], Tensor]
"""The outputs (networks, points, …) of networks, the first axis of whose parameters is theirs."""


class CalledNetworks:
    """Networks of one shape, on the same points.

    Parameters
    ----------
    call : callable
        ``call(parameters, inputs)``.
    inputs : Tensor (points, …)
    labels : int64 Tensor (points,), or float Tensor (points, outputs)
        Classes, or the numbers to predict in a regression.
    loss : callable, optional
        ``loss(outputs, labels)`` of one network, a number; by default the cross-entropy, or the
        mean squared error.
    threshold : float
        Above which a single output means class 1; 0.5 where it is a probability.
    widest : int
        Numbers in the largest tensor that a network makes of a point.
    chunk : int
        Most numbers in the largest tensor of a call.
    """

    def __init__(
        self,
        call: Call,
        inputs: Tensor,
        labels: Tensor,
        loss: Loss | None,
        threshold: float,
        widest: int,
        chunk: int = CHUNK,
    ) -> None:
        self.labels, self.threshold = labels, threshold
        self._call = call
        plain = squared_error if labels.is_floating_point() else plain_loss(threshold)
        self._loss = plain if loss is None else loss
        points = min(max(chunk // widest, 1), len(inputs))
        self._pieces = inputs.split(points)
        self._at_once = max(chunk // (widest * points), 1)

    @torch.no_grad()
    @repeatable(0)
    def measure(self, theta: Parameters) -> Measured:
        """Measure networks; the first axis of all parameters is theirs."""
        networks = len(next(iter(theta.values())))
        losses, right = [], []
        for start in range(0, networks, self._at_once):
            for outputs in self._outputs(theta, slice(start, start + self._at_once)):
                losses.append(float(self.loss(outputs, self.labels)))
                right.append(self._accuracy(outputs))
        return Measured(np.array(losses, dtype=np.float32), np.array(right, dtype=np.float32))

    @torch.no_grad()
    @repeatable(0)
    def outputs_at(self, theta: Parameters) -> Tensor:
        """Return the outputs of one network for all points, shape (points, …)."""
        return self._outputs({name: x[None] for name, x in theta.items()}, slice(1))[0]

    def loss(self, outputs: Tensor, labels: Tensor) -> Tensor:
        """Return the loss of outputs.

        Raises
        ------
        NetworkError
            If the loss does not take them, or is not one number.
        """
        try:
            loss = self._loss(outputs, labels)
        except WarpreelError:
            raise
        except Exception as error:
            raise NetworkError(
                f"the loss does not take outputs of shape {tuple(outputs.shape)} with labels of "
                f"shape {tuple(labels.shape)} and type {labels.dtype}: {error}"
            ) from error
        if not isinstance(loss, Tensor) or loss.numel() != 1:
            raise NetworkError("the loss must return one number; reduce it, as by .mean()")
        return loss.reshape(())

    def _accuracy(self, outputs: Tensor) -> float:
        if self.labels.is_floating_point():
            return float("nan")
        classes = classes_of(outputs.flatten(1), self.threshold)
        return float((classes == self.labels).float().mean())

    def _outputs(self, theta: Parameters, some: slice) -> Tensor:
        chosen = {name: values[some] for name, values in theta.items()}
        return torch.cat([self._call(chosen, x).cpu().float() for x in self._pieces], dim=1)


def squared_error(outputs: Tensor, targets: Tensor) -> Tensor:
    """Return the mean squared error of outputs, one for each target."""
    return nn.functional.mse_loss(outputs.reshape(targets.shape), targets)


def plain_loss(threshold: float) -> Loss:
    """Return the cross-entropy of outputs (points, classes).

    A single output is the logit of class 1, or, with a threshold of 0.5, its probability.
    """

    def cross_entropy(outputs: Tensor, labels: Tensor) -> Tensor:
        if outputs.dim() != 2:
            raise NetworkError(
                f"the network's output has the shape {tuple(outputs.shape)}, of which there is no "
                "plain cross-entropy; give loss_landscape(…, loss=…)"
            )
        if outputs.shape[1] > 1:
            return nn.functional.cross_entropy(outputs, labels)
        single, classes = outputs[:, 0], labels.float()
        if threshold:
            return nn.functional.binary_cross_entropy(single, classes)
        return nn.functional.binary_cross_entropy_with_logits(single, classes)

    return cross_entropy


def module_call(
    network: nn.Module, theta: Parameters, inputs: Tensor, output: int | str | None
) -> Call:
    """Return calls of a module with other parameters, all networks in one where torch can do that.

    The module is in evaluation, and unchanged afterwards: batch normalisation takes the running
    statistics among the parameters.

    Parameters
    ----------
    network : nn.Module
    theta : dict
        Of a few networks, to try it with: the first axis is theirs.
    inputs : Tensor (points, …)
    output : int or str, optional
        Which of its outputs, if it returns several.
    """
    homes = {name: x for name, x in network.state_dict().items() if name in theta}

    def one(parameters: Parameters, x: Tensor) -> Tensor:
        return output_rows(functional_call(network, dict(parameters), (x.clone(),)), output, len(x))

    together = vmap(one, in_dims=(0, None), randomness="same")

    def placed(parameters: Parameters) -> dict[str, Tensor]:
        return {name: x.to(homes[name]) for name, x in parameters.items()}

    def one_by_one(parameters: Parameters, x: Tensor) -> Tensor:
        with evaluating(network):
            there = placed(parameters)
            count = len(next(iter(there.values())))
            return torch.stack([one({n: v[i] for n, v in there.items()}, x) for i in range(count)])

    def at_once(parameters: Parameters, x: Tensor) -> Tensor:
        if len(next(iter(parameters.values()))) == 1:
            return one_by_one(parameters, x)
        with evaluating(network):
            return together(placed(parameters), x)

    # Not every operation has a batched rule; torch refuses some, and warns of others it loops over.
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("error")
        if agree(at_once(theta, inputs[:2]), one_by_one(theta, inputs[:2])):
            return at_once
    return one_by_one
