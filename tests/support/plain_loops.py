"""Small trainings in plain PyTorch, and what a recording of them has to hold."""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.networks.stages import through
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.tracing.tracing import evaluating
from engine.training.recorder import Recorder

POINTS = torch.randn(60, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] * POINTS[:, 1] > 0).long()


def make_network(seed: int = 1) -> nn.Sequential:
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 2))


def loss_of(network: nn.Module) -> Tensor:
    return nn.functional.cross_entropy(network(POINTS), LABELS)


def train(
    network: nn.Module, steps: int, expected: list[Tensor] | None = None, **options: Any
) -> Recording | ProbedRecording:
    """Train for some steps, appending what the network answered before each of them."""
    recorder = Recorder(network, POINTS, LABELS, **options)
    optimizer = torch.optim.SGD(network.parameters(), 0.3)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_of(network)
        loss.backward()
        if expected is not None:
            expected.append(answers(network))
        recorder.record(loss)
        optimizer.step()
    return recorder.finish()


def answers(network: nn.Module) -> Tensor:
    with evaluating(network):
        return network(POINTS).detach().clone()


def assert_holds(run: Recording | ProbedRecording, expected: list[Tensor]) -> None:
    """Compare every recorded step with the network's own answers, and the loss with theirs."""
    assert run.steps.tolist() == list(range(len(expected)))
    for step, outputs in enumerate(expected):
        if isinstance(run, Recording):
            found = through(run.stages, POINTS, run.parameters(step, torch.float32))
            torch.testing.assert_close(found, outputs, rtol=1e-5, atol=2e-6)
        else:
            found = torch.from_numpy(run.answer("output", step))
            torch.testing.assert_close(found, outputs[run.probe], rtol=1e-3, atol=1e-4)
        cost = nn.functional.cross_entropy(outputs, LABELS).item()
        if np.isfinite(run.metrics.loss[step]):
            np.testing.assert_allclose(run.metrics.loss[step], cost, rtol=1e-5)
    assert np.isfinite(run.metrics.loss[:-1]).all()
