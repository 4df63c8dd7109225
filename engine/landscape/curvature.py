"""Curvature of the loss: the largest eigenvalues of its Hessian."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scipy.sparse.linalg import LinearOperator, eigsh
from torch import Tensor

from engine.errors import UsageError
from engine.landscape.batched_networks import ManyNetworks
from engine.landscape.parameter_space import ParameterSpace
from engine.networks.stages import Parameters
from engine.recordings.recording import Recording


@dataclass(frozen=True)
class Curvature:
    """The directions of greatest curvature.

    Attributes
    ----------
    eigenvalues : float64 array (n,)
        The Hessian's largest, the largest first; one below 0 is a direction of descent.
    directions : float64 array (n, parameters)
        Their unit vectors.
    """

    eigenvalues: np.ndarray
    directions: np.ndarray


def curvature(recording: Recording, step: float, count: int = 2) -> Curvature:
    """Compute the largest eigenvalues of the loss's Hessian, without forming the Hessian.

    Lanczos' method needs only its products with vectors, each of which costs two passes through
    the network (Pearlmutter's trick).

    Parameters
    ----------
    recording : Recording
    step : float
        Where in the run.
    count : int
        How many.

    Raises
    ------
    UsageError
        If the network has too few parameters for so many.

    References
    ----------
    Pearlmutter 1994, Fast exact multiplication by the Hessian.
    """
    space = ParameterSpace.of(recording)
    if not 1 <= count < space.size:
        raise UsageError(f"{count} eigenvalues: choose between 1 and {space.size - 1:,}")
    theta = recording.parameters(step)
    point = space.join(theta).requires_grad_()
    loss = loss_at(recording, {**theta, **space.split(point)})
    (slope,) = torch.autograd.grad(loss, point, create_graph=True)

    def times(vector: np.ndarray) -> np.ndarray:
        along = torch.from_numpy(np.ascontiguousarray(vector, dtype=np.float64).ravel())
        (product,) = torch.autograd.grad(slope, point, along, retain_graph=True)
        return product.numpy()

    hessian = LinearOperator((space.size, space.size), matvec=times, dtype=np.float64)
    start = np.random.default_rng(0).normal(size=space.size)
    values, vectors = eigsh(hessian, count, which="LA", v0=start)
    return Curvature(values[::-1].copy(), vectors.T[::-1].copy())


def loss_at(recording: Recording, theta: Parameters) -> Tensor:
    """Compute the loss of one network, so that it can be differentiated; as `ManyNetworks` does."""
    networks = ManyNetworks(recording)
    x = torch.tensor(recording.data.features, dtype=next(iter(theta.values())).dtype)
    for stage in networks.stages:
        x = stage.apply(x, theta)
    if x.shape[1] == 1:
        x = torch.cat([torch.zeros_like(x), x], dim=1)
    return networks.loss(x, networks.labels)
