"""One training run that every library can do, and what a recording of it has to say."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from engine.geometry.warps import Warp
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder

POINTS = torch.randn(40, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] * POINTS[:, 1] > 0).long()
HELD = torch.randn(10, 2, generator=torch.Generator().manual_seed(1))
HELD_LABELS = (HELD[:, 0] * HELD[:, 1] > 0).long()
RATE, STEPS = 0.5, 6


class Network(nn.Module):
    """Two layers, and the loss with the logits where labels are given, as transformers want it."""

    def __init__(self) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(3)
        self.inner, self.outer = nn.Linear(2, 5), nn.Linear(5, 2)
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.copy_(torch.randn(parameter.shape, generator=generator) / 2)

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.outer(self.inner(x).tanh())
        return logits


def by_hand(batch: int = 40, epochs: int = STEPS, accumulate: int = 1) -> Recording:
    """Record a loop of one's own: batches in order, updates by plain gradient descent."""
    network = Network()
    optimizer = torch.optim.SGD(network.parameters(), RATE)
    recorder = Recorder(network, POINTS, LABELS, validation=(HELD, HELD_LABELS))
    total = torch.zeros(())
    for _ in range(epochs):
        for step, chosen in enumerate(torch.arange(40).split(batch)):
            loss = nn.functional.cross_entropy(network(POINTS[chosen]), LABELS[chosen]) / accumulate
            loss.backward()
            total += loss.detach()
            if (step + 1) % accumulate == 0:
                recorder.record(total)
                optimizer.step()
                optimizer.zero_grad()
                total = torch.zeros(())
    recording = recorder.finish()
    assert isinstance(recording, Recording)
    return recording


def by_hand_with_lbfgs(batch: int = 40, epochs: int = STEPS) -> Recording:
    """Record a loop of one's own whose optimizer computes the loss several times in a step."""
    network = Network()
    optimizer = torch.optim.LBFGS(network.parameters(), RATE, max_iter=4)
    recorder = Recorder(network, POINTS, LABELS, validation=(HELD, HELD_LABELS))
    for _ in range(epochs):
        for chosen in torch.arange(40).split(batch):
            told: list[Tensor] = []

            def closure(chosen: Tensor = chosen, told: list[Tensor] = told) -> Tensor:
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(network(POINTS[chosen]), LABELS[chosen])
                loss.backward()
                if not told:
                    recorder.record(loss)
                told.append(loss)
                return loss

            optimizer.step(closure)  # type: ignore[arg-type]
            assert len(told) > 1
    recording = recorder.finish()
    assert isinstance(recording, Recording)
    return recording


def assert_the_same_numbers(
    recording: Recording | ProbedRecording | None, expected: Recording
) -> None:
    """Compare an exact recording with that of the loop, however its parameters are named."""
    assert isinstance(recording, Recording)
    assert recording.stopped == expected.stopped
    assert_the_same_metrics(recording, expected)
    np.testing.assert_allclose(
        recording.metrics.gradient_norm, expected.metrics.gradient_norm, rtol=1e-4, atol=1e-7
    )
    for name in ("validation_loss", "validation_accuracy"):
        found, right = getattr(recording.metrics, name), getattr(expected.metrics, name)
        np.testing.assert_allclose(found, right, rtol=1e-5)
    ours, theirs = Warp(recording), Warp(expected)
    for step in expected.steps:
        np.testing.assert_allclose(
            ours.trace(POINTS.numpy(), step)[-1],
            theirs.trace(POINTS.numpy(), step)[-1],
            rtol=1e-4,
            atol=1e-6,
        )


def assert_the_same_metrics(
    recording: Recording | ProbedRecording | None, expected: Recording
) -> None:
    """Compare steps, losses and accuracies."""
    assert recording is not None
    assert recording.steps.tolist() == expected.steps.tolist()
    ours, theirs = recording.metrics, expected.metrics
    known = np.isfinite(theirs.loss) & np.isfinite(ours.loss)
    assert known[:-1].all()
    np.testing.assert_allclose(ours.loss[known], theirs.loss[known], rtol=1e-5)
    np.testing.assert_allclose(ours.accuracy, theirs.accuracy)
