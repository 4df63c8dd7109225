"""Regression of a noisy curve by a network that is trained too long: it learns the noise, too.

A network with one hidden layer of ReLU units learns a sine from a few noisy points, in full
batches, by the mean squared error. Other points of the same kind are held out. Its first weights
are those of He et al. (2015); the biases are drawn so that the hinges of the units lie evenly over
the inputs (PyTorch's own bunch in the middle).

Inputs lie in [−1, 1], one in each of as many equal cells as there are points.

References
----------
He, Zhang, Ren & Sun 2015, Delving deep into rectifiers, ICCV.
Prechelt 1998, Early stopping – but when?, in Neural networks: tricks of the trade.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import DivergenceError
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.progress import TrainingStep
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from engine.training.training import repeatable


def true_curve(x: np.ndarray) -> np.ndarray:
    """Return the curve that is to be learned, at inputs of any shape."""
    y: np.ndarray = np.sin(np.pi * x + 0.4)
    return y


def noisy_points(spec: CurveFitSpec) -> tuple[Tensor, Tensor]:
    """Return the points to train on, and those that are held out.

    Returns
    -------
    training : float32 Tensor (samples, 2)
        Input and output.
    held_out : float32 Tensor (held_out, 2)
    """
    streams = np.random.default_rng(spec.seed).spawn(2)
    training, held_out = (
        _drawn(count, spec.noise, rng)
        for count, rng in zip((spec.samples, spec.held_out), streams, strict=True)
    )
    return training, held_out


def _drawn(count: int, noise: float, rng: np.random.Generator) -> Tensor:
    x = 2 * (np.arange(count) + rng.uniform(size=count)) / count - 1
    y = true_curve(x) + noise * rng.normal(size=count)
    return torch.tensor(np.column_stack([x, y]), dtype=torch.float32)


def hinged_network(units: int) -> nn.Sequential:
    """Return a network with one hidden layer of ReLU units, whose hinges lie evenly in [−1, 1]."""
    hidden, output = nn.Linear(1, units), nn.Linear(units, 1)
    nn.init.kaiming_normal_(hidden.weight, nonlinearity="relu")
    with torch.no_grad():
        hidden.bias.copy_(-hidden.weight[:, 0] * torch.empty(units).uniform_(-1, 1))
    return nn.Sequential(hidden, nn.ReLU(), output)


def curve_fit(spec: CurveFitSpec, progress: TrainingStep) -> Recording:
    """Train the network and return the recording, in which every step is kept.

    Parameters
    ----------
    spec : CurveFitSpec
    progress : callable
        Called at each step with the step, the loss and the accuracy, of which there is none.

    Raises
    ------
    DivergenceError
        If the loss stops being finite.
    """
    training, held_out = noisy_points(spec)
    x, y = training.split(1, dim=1)
    with repeatable(spec.seed):
        network = hinged_network(spec.units)
        optimizer = torch.optim.Adam(network.parameters(), spec.rate)
        recorder = Recorder(
            network, x, y,
            loss=F.mse_loss, task="regression", validation=tuple(held_out.split(1, dim=1)),
        )  # fmt: skip
        for step in range(spec.steps):
            optimizer.zero_grad()
            loss = F.mse_loss(network(x), y)
            loss.backward()
            recorder.record(loss)
            optimizer.step()
            progress(step, loss.item(), float("nan"))
        recording = recorder.finish()
    assert isinstance(recording, Recording)  # the network is a chain of stages
    if recording.stopped == "diverged":
        raise DivergenceError("training diverged; lower --rate", recording)
    return recording
