"""Regression of a noisy curve by a network that is trained too long: it learns the noise, too.

A network with one hidden layer of ReLU units learns a sine from a few noisy points, in full
batches, by the mean squared error. Other points of the same kind are held out. Its first weights
are those of He et al. (2015); the biases are drawn so that the hinges of the units lie evenly over
the inputs (PyTorch's own bunch in the middle).

Points of a file are brought to numbers of about 1 before; the recording is in the file's own.

References
----------
He, Zhang, Ren & Sun 2015, Delving deep into rectifiers, ICCV.
Prechelt 1998, Early stopping – but when?, in Neural networks: tricks of the trade.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import DivergenceError
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.experiments.curve_fit.curve_points import curve_points
from engine.experiments.curve_fit.curve_units import CurveUnits
from engine.progress import TrainingStep
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from engine.training.training import repeatable


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
    DataError
        If a file is missing, unreadable or unfit.
    DivergenceError
        If the loss stops being finite.
    """
    points = curve_points(spec)
    units = None if spec.data is None else CurveUnits.of(points.training)
    (x, y), held_out = (_pairs(each, units) for each in (points.training, points.held_out))
    with repeatable(spec.seed):
        network = hinged_network(spec.units)
        optimizer = torch.optim.Adam(network.parameters(), spec.rate)
        recorder = Recorder(
            network, x, y,
            loss=F.mse_loss, task="regression", validation=held_out,
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
    if spec.data is None or units is None:
        return recording
    recording = units.of_data(recording, points.training)
    assert points.names is not None
    data = replace(
        recording.data,
        name=Path(spec.data).stem,
        feature_names=points.names[:1],
        notes=points.notes,
    )
    return replace(recording, data=data)


def _pairs(points: np.ndarray, units: CurveUnits | None) -> tuple[Tensor, Tensor]:
    """Return inputs and outputs, float32 Tensors (points, 1), as the network sees them."""
    seen = points if units is None else units.standardised(points)
    x, y = torch.tensor(seen, dtype=torch.float32).split(1, dim=1)
    return x, y
