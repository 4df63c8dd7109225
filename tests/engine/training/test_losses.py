"""Losses are the formulas of the textbook, and recognised by the first one that a run tells."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import DataError
from engine.recordings.probed import ProbedRecording
from engine.training.judging import Judge, cross_entropy
from engine.training.labelled_points import labelled_points
from engine.training.losses import loss_of, measured, usual_losses
from engine.training.recorder import Recorder

POINTS = torch.randn(40, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] > 0).long()


class Convolved(nn.Module):
    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.filters, self.last = nn.Conv1d(1, 4, 2), nn.Linear(4, outputs)

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.last(torch.tanh(self.filters(x[:, None])).flatten(1))
        return logits


@pytest.mark.parametrize("name", ["cross-entropy", "mse"])
def test_losses_are_the_formulas(name: str) -> None:
    outputs = torch.randn(9, 3, generator=torch.Generator().manual_seed(0))
    labels = torch.arange(9) % 3
    likelihoods = [outputs[i].exp()[labels[i]] / outputs[i].exp().sum() for i in range(9)]
    errors = [(outputs[i] - torch.eye(3)[labels[i]]).square().mean() for i in range(9)]
    expected = {"cross-entropy": -torch.stack(likelihoods).log(), "mse": torch.stack(errors)}
    torch.testing.assert_close(loss_of(name, 3)(outputs, labels), expected[name].mean())


@pytest.mark.parametrize(
    ("outputs", "loss"),
    [
        (2, lambda z, y: F.cross_entropy(z, y)),
        (1, lambda z, y: F.binary_cross_entropy_with_logits(z[:, 0], y.float())),
        (1, lambda z, y: F.mse_loss(z[:, 0], y.float())),
    ],
    ids=["cross-entropy", "logistic", "squares"],
)
def test_a_probed_network_s_last_and_validation_losses_are_of_the_loss_it_began_with(
    outputs: int, loss: Callable[[Tensor, Tensor], Tensor]
) -> None:
    network, held = Convolved(outputs), (POINTS[:15], LABELS[:15])
    recorder = Recorder(network, POINTS, LABELS, validation=held)
    optimizer = torch.optim.SGD(network.parameters(), 0.2)
    expected = []
    for _ in range(5):
        optimizer.zero_grad()
        expected.append(loss(network(held[0]), held[1]).item())
        cost = loss(network(POINTS), LABELS)
        cost.backward()
        recorder.record(cost)
        optimizer.step()
    run = recorder.finish()
    assert isinstance(run, ProbedRecording)
    assert run.metrics.loss[-1] == pytest.approx(loss(network(POINTS), LABELS).item(), rel=1e-5)
    expected.append(loss(network(held[0]), held[1]).item())
    assert run.metrics.validation_loss is not None
    np.testing.assert_allclose(run.metrics.validation_loss, expected, rtol=1e-5)


def test_losses_of_mini_batches_leave_it_unknown() -> None:
    network = Convolved(2)
    recorder = Recorder(network, POINTS, LABELS)
    cost = F.cross_entropy(network(POINTS[:7]), LABELS[:7])
    cost.backward()
    recorder.record(cost)
    assert np.isnan(recorder.finish(measured=False).metrics.loss[-1])


def test_probabilities_in_the_place_of_logits_are_refused() -> None:
    network = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
    recorder = Recorder(network, POINTS, LABELS)
    outputs = network(POINTS)
    cost = F.binary_cross_entropy_with_logits(outputs[:, 0], LABELS.float())
    cost.backward()
    with pytest.raises(DataError, match="probabilities in the place of outputs"):
        recorder.record(cost, outputs.sigmoid())
    recorder.record(cost, outputs)
    assert recorder.finish().metrics.loss[0] == pytest.approx(cost.item())


def test_a_loss_that_outputs_are_not_meant_for_is_nan() -> None:
    judge = Judge(labelled_points(POINTS, LABELS), 0.0)
    assert np.isnan(measured(judge, F.binary_cross_entropy, 3 * torch.ones(40, 1)))
    assert usual_losses(3) == (cross_entropy,)


def without_weights(network: nn.Module) -> nn.Module:
    """Let a network answer 0 to everything, as one does whose head is initialised so."""
    for parameter in network.last.parameters():  # type: ignore[union-attr]
        nn.init.zeros_(parameter)  # type: ignore[arg-type]
    return network


WEIGHTS = torch.tensor([1.0, 5.0])


@pytest.mark.parametrize(
    "loss",
    [
        lambda z, y: F.cross_entropy(z, y, weight=WEIGHTS),
        lambda z, y: F.cross_entropy(z, y, label_smoothing=0.3),
    ],
    ids=["class weights", "label smoothing"],
)
def test_a_loss_that_only_begins_as_a_usual_one_is_not_that(
    loss: Callable[[Tensor, Tensor], Tensor],
) -> None:
    network = without_weights(Convolved(2))
    recorder = Recorder(network, POINTS, LABELS, validation=(POINTS[:15], LABELS[:15]))
    optimizer, told = torch.optim.SGD(network.parameters(), 0.5), []
    for _ in range(6):
        optimizer.zero_grad()
        cost = loss(network(POINTS), LABELS)
        cost.backward()
        recorder.record(cost)
        told.append(cost.item())
        optimizer.step()
    assert told[0] == pytest.approx(np.log(2), rel=1e-5)
    metrics = recorder.finish().metrics
    np.testing.assert_allclose(metrics.loss[:-1], told, rtol=1e-5)
    assert np.isnan(metrics.loss[-1])
    assert metrics.validation_loss is not None
    assert np.isnan(metrics.validation_loss).all()


@pytest.mark.parametrize("outputs", [1, 2])
def test_a_network_that_answers_0_at_first_has_the_loss_that_it_goes_on_with(outputs: int) -> None:
    def loss(z: Tensor, y: Tensor) -> Tensor:
        if outputs == 2:
            return F.cross_entropy(z, y)
        return F.binary_cross_entropy_with_logits(z[:, 0], y.float())

    network = without_weights(Convolved(outputs))
    recorder = Recorder(network, POINTS, LABELS)
    optimizer, right = torch.optim.SGD(network.parameters(), 0.5), []

    def share() -> float:
        with torch.no_grad():
            z = network(POINTS)
        found = z.argmax(1) if outputs == 2 else z[:, 0] > 0
        return float((found == LABELS).float().mean())

    for _ in range(6):
        optimizer.zero_grad()
        cost = loss(network(POINTS), LABELS)
        cost.backward()
        recorder.record(cost)
        right.append(share())
        optimizer.step()
    metrics = recorder.finish().metrics
    np.testing.assert_allclose(metrics.accuracy, [*right, share()], rtol=1e-6)
    assert metrics.loss[-1] == pytest.approx(loss(network(POINTS), LABELS).item(), rel=1e-5)
