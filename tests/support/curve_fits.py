"""Many regressions at once, trained as a textbook does: to compare with, and to count over."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.experiments.curve_fit.curve_fit import hinged_network
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.experiments.curve_fit.curve_points import curve_points
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from engine.training.training import repeatable


def losses_of_seeds(spec: CurveFitSpec, seeds: int) -> tuple[np.ndarray, np.ndarray]:
    """Train the network of a spec with several seeds, with Adam written out.

    Returns
    -------
    training, validation : float array (steps + 1, seeds)
    """
    specs = [replace(spec, seed=seed) for seed in range(seeds)]
    drawn = map(curve_points, specs)
    points = [
        [torch.tensor(part, dtype=torch.float32) for part in (each.training, each.held_out)]
        for each in drawn
    ]
    theta = [torch.stack(each) for each in zip(*map(_first_weights, specs), strict=True)]
    (x, y), (held_x, held_y) = (torch.stack(each).unbind(-1) for each in zip(*points, strict=True))
    first, second = ([torch.zeros_like(p) for p in theta] for _ in range(2))
    training, validation = [], []
    for step in range(1, spec.steps + 2):
        with torch.no_grad():
            validation.append(((_outputs(theta, held_x) - held_y) ** 2).mean(1).numpy())
        for p in theta:
            p.requires_grad_()
        losses = ((_outputs(theta, x) - y) ** 2).mean(1)
        training.append(losses.detach().numpy())
        gradients = torch.autograd.grad(losses.sum(), theta)
        theta = [p.detach() for p in theta]
        for p, g, m, v in zip(theta, gradients, first, second, strict=True):
            m.mul_(0.9).add_(0.1 * g)
            v.mul_(0.999).add_(0.001 * g**2)
            p -= spec.rate * (m / (1 - 0.9**step)) / ((v / (1 - 0.999**step)).sqrt() + 1e-8)
    return np.array(training), np.array(validation)


def _first_weights(spec: CurveFitSpec) -> tuple[Tensor, ...]:
    with repeatable(spec.seed):
        network = hinged_network(spec.units)
    return tuple(p.detach().flatten() for p in network.parameters())


def _outputs(theta: list[Tensor], x: Tensor) -> Tensor:
    w, b, v, c = (p[:, None] for p in theta)
    return (torch.relu(w * x[:, :, None] + b) * v).sum(2) + c[:, :, 0]


def regression(
    inputs: int, outputs: int, *, steps: int = 4, layers: list[str] | None = None
) -> Recording | ProbedRecording:
    """Record a short regression of 12 points by a network with one hidden layer, validated."""
    with repeatable(1):
        network = nn.Sequential(nn.Linear(inputs, 6), nn.ReLU(), nn.Linear(6, outputs))
        x, held = torch.rand(12, inputs), torch.rand(5, inputs)
        targets = (x @ torch.rand(inputs, outputs), held @ torch.rand(inputs, outputs))
        optimizer = torch.optim.SGD(network.parameters(), 0.1)
        recorder = Recorder(
            network, x, targets[0], loss=F.mse_loss, validation=(held, targets[1]), layers=layers
        )
        for _ in range(steps):
            optimizer.zero_grad()
            loss = F.mse_loss(network(x), targets[0])
            loss.backward()
            recorder.record(loss)
            optimizer.step()
        return recorder.finish()
