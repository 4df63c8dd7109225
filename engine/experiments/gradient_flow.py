"""The way of a gradient back through a deep network: what slopes and weights leave of it.

Each sample's gradient counts from what arrives at the outputs of the last hidden layer, whose size
is 1. Every layer multiplies it by the slopes of its units, and, on the way to the layer before, by
its weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from engine.errors import UsageError
from engine.networks.stages import Activation, Affine
from engine.recordings.recording import Recording


@dataclass(frozen=True)
class GradientFlow:
    """What is left of each sample's gradient, layer by layer.

    Sizes are L2 norms, as shares of that which arrives at the last hidden layer's outputs. The
    followed sample is the one in the middle: as many have more left at the first layer as less.

    Attributes
    ----------
    followed : int
        The sample whose slopes and sizes these are.
    slopes : float64 array (hidden, units)
        Slope of each unit's activation.
    arriving, left : float64 array (hidden,)
        Size of the gradient by each layer's outputs, and by its activations' inputs: the second is
        the first, multiplied by the slopes.
    middle : float64 array (hidden,)
        The (lower) median of all samples' sizes by the activations' inputs.
    weights : float64 array (hidden - 1, units, units)
        From each hidden layer (columns) to the next (rows).
    """

    followed: int
    slopes: np.ndarray
    arriving: np.ndarray
    left: np.ndarray
    middle: np.ndarray
    weights: np.ndarray

    @property
    def slope_factors(self) -> np.ndarray:
        """By what the slopes of each hidden layer multiply the size, array (hidden,)."""
        return _ratio(self.left, self.arriving)

    @property
    def weight_factors(self) -> np.ndarray:
        """By what the weights before each hidden layer but the first do, array (hidden - 1,)."""
        return _ratio(self.arriving[:-1], self.left[1:])

    @property
    def closed(self) -> int:
        """How many units have slope 0 for the followed sample."""
        return int((self.slopes == 0).sum())


def gradient_flow(recording: Recording, step: int = 0) -> GradientFlow:
    """Follow the gradient of the cross-entropy loss back through all hidden layers.

    Parameters
    ----------
    recording : Recording
        Of a network of plain hidden layers, all of one width.
    step : int

    Raises
    ------
    UsageError
        If the network has no hidden layers, or not all of them are equally wide.
    """
    hidden = [stage for stage in recording.stages if isinstance(stage, Activation)]
    if not hidden or len({stage.width for stage in hidden}) > 1:
        raise UsageError("a gradient is followed through hidden layers of one width")
    theta = recording.parameters(step)
    z = torch.from_numpy(recording.data.features.copy()).double().requires_grad_()
    inputs, outputs, slopes = [], [], []
    for stage in recording.stages:
        before, z = z, stage.apply(z, theta)
        if isinstance(stage, Activation):
            inputs.append(before)
            outputs.append(z)
            slopes.append(torch.autograd.grad(z.sum(), before, retain_graph=True)[0])
    labels = torch.from_numpy(recording.data.labels.copy())
    loss = functional.cross_entropy(z, labels, reduction="sum")
    gradients = torch.autograd.grad(loss, [*outputs, *inputs])
    sizes = torch.stack([gradient.norm(dim=1) for gradient in gradients])
    sizes = (sizes / sizes[len(hidden) - 1]).nan_to_num(0.0, 0.0, 0.0)
    arriving, left = sizes[: len(hidden)], sizes[len(hidden) :]
    followed = int(left[0].median(dim=0).indices)
    affine = [stage for stage in recording.stages if isinstance(stage, Affine)]
    return GradientFlow(
        followed=followed,
        slopes=_array(torch.stack(slopes)[:, followed]),
        arriving=_array(arriving[:, followed]),
        left=_array(left[:, followed]),
        middle=_array(left.median(dim=1).values),
        weights=np.array(
            [_array(theta[f"{s.name}.weight"]) for s in affine[1 : len(hidden)]]
        ).reshape(len(hidden) - 1, hidden[0].width, hidden[0].width),
    )


def _array(values: Tensor) -> np.ndarray:
    found: np.ndarray = values.detach().numpy()
    return found


def _ratio(after: np.ndarray, before: np.ndarray) -> np.ndarray:
    return np.divide(after, before, out=np.zeros_like(after), where=before > 0)
