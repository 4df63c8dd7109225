"""The control of an experiment: the same network, trained without its activations."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch.nn import functional as F

from engine.networks.stages import Affine
from engine.progress import TrainingStep
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train


def one_layer_loss(recording: Recording) -> float:
    """Return the least cross-entropy, in nats, that a single affine map has on a run's data.

    It is sought by L-BFGS in double precision: the problem is convex. For data that a single map
    separates there is no least one; what is returned is then near 0.
    """
    data = recording.data
    points = torch.tensor(data.features, dtype=torch.float64)
    labels = torch.tensor(data.labels, dtype=torch.int64)
    layer = torch.zeros(data.dims + 1, data.classes, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([layer], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        return F.cross_entropy(points @ layer[:-1] + layer[-1], labels)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        value = loss()
        value.backward()
        return value

    optimizer.step(closure)
    return float(loss().detach())


def linear_control(recording: Recording, progress: TrainingStep | None = None) -> Recording:
    """Train the same network on the same data with every activation removed.

    All that is left of it is one affine map. The run of a user's own loop, of which no spec is
    known, is repeated with the layers' widths and this package's defaults.

    Parameters
    ----------
    recording : Recording
    progress : callable, optional
        As in `train`.
    """
    spec = recording.spec
    if spec is None:
        affine = [stage for stage in recording.stages if isinstance(stage, Affine)]
        hidden = tuple(stage.outputs for stage in affine[:-1]) or (recording.data.dims,)
        spec = RunSpec(architecture="mlp", hidden=hidden)
    spec = replace(spec.without_activations(), validation=None)  # held out of the data already
    return train(spec, progress, data=recording.data)
