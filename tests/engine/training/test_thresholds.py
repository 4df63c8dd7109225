"""Above which value a single output means class 1 is found out, however the network is written."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.recordings.opening import open_recording
from engine.training.labelled_points import labelled_points
from engine.training.recorder import Recorder
from engine.training.thresholds import is_probability, threshold_by_loss

torch.manual_seed(0)
POINTS = torch.randn(80, 2)
LABELS = (POINTS[:, 0] + POINTS[:, 1] > 0).long()
FLOATS = LABELS.float()


class Single(nn.Module):
    """A network whose single logit z is written in some way."""

    def __init__(self, end: Callable[[Tensor], Tensor], outputs: int = 1) -> None:
        super().__init__()
        self.hidden, self.last, self.end = nn.Linear(2, 8), nn.Linear(8, outputs), end

    def forward(self, x: Tensor) -> Tensor:
        return self.end(self.last(torch.tanh(self.hidden(x))))


LOGITS: dict[str, Callable[[Tensor], Tensor]] = {
    "a column": lambda z: z,
    "squeezed": lambda z: z.squeeze(1),
    "squeezed whole": lambda z: z.squeeze(),
    "flattened": lambda z: z.flatten(),
    "viewed": lambda z: z.view(-1),
    "picked": lambda z: z[:, 0],
    "tanh": lambda z: torch.tanh(z),
}
PROBABILITIES: dict[str, Callable[[Tensor], Tensor]] = {
    "sigmoid": torch.sigmoid,
    "squeezed": lambda z: torch.sigmoid(z).squeeze(1),
    "sigmoid of a row": lambda z: torch.sigmoid(z.squeeze(1)),
    "clamped": lambda z: torch.sigmoid(z).clamp(1e-6, 1 - 1e-6),
    "written out": lambda z: 1 / (1 + torch.exp(-z)),
    "of the other class": lambda z: 1 - torch.sigmoid(-z),
    "expit": torch.special.expit,
    "of a tanh": lambda z: (torch.tanh(z) + 1) / 2,
}


def recorded(
    network: nn.Module, loss: Callable[[Tensor, Tensor], Tensor], steps: int = 30
) -> float:
    """Train, compare what was recorded with the network, and return the last accuracy."""
    recorder = Recorder(network, POINTS, LABELS)
    optimizer = torch.optim.Adam(network.parameters(), 0.1)
    for _ in range(steps):
        optimizer.zero_grad()
        error = loss(network(POINTS).flatten(), FLOATS)
        error.backward()
        recorder.record(error)
        optimizer.step()
    return float(recorder.finish().metrics.accuracy[-1])


def in_batches(network: nn.Module, loss: Callable[[Tensor, Tensor], Tensor]) -> Iterator[Tensor]:
    """Train by mini-batches, and yield the loss of each before the update."""
    optimizer = torch.optim.Adam(network.parameters(), 0.02)
    for _ in range(40):
        batch = torch.randperm(len(POINTS))[:16]
        optimizer.zero_grad()
        cost = loss(network(POINTS[batch])[:, 0], FLOATS[batch])
        cost.backward()
        yield cost
        optimizer.step()


def squares_of_signs(outputs: Tensor, targets: Tensor) -> Tensor:
    return F.mse_loss(outputs, 2 * targets - 1)


def hinge(outputs: Tensor, targets: Tensor) -> Tensor:
    return F.relu(1 - (2 * targets - 1) * outputs).mean()


def right(network: nn.Module, threshold: float) -> float:
    with torch.no_grad():
        return float(((network(POINTS).flatten() > threshold) == LABELS).float().mean())


@pytest.mark.parametrize("end", LOGITS.values(), ids=LOGITS.keys())
def test_a_logit_is_parted_at_0(end: Callable[[Tensor], Tensor]) -> None:
    network = Single(end)
    accuracy = recorded(network, F.binary_cross_entropy_with_logits)
    assert accuracy == pytest.approx(right(network, 0.0))
    assert accuracy > 0.9


@pytest.mark.parametrize("end", PROBABILITIES.values(), ids=PROBABILITIES.keys())
def test_a_probability_is_parted_at_a_half(end: Callable[[Tensor], Tensor]) -> None:
    network = Single(end)
    accuracy = recorded(network, F.binary_cross_entropy)
    assert accuracy == pytest.approx(right(network, 0.5))
    assert accuracy > 0.9


def test_one_of_two_probabilities_is_one_too() -> None:
    network = Single(lambda z: torch.softmax(z, 1)[:, 1], outputs=2)
    accuracy = recorded(network, F.binary_cross_entropy)
    assert accuracy == pytest.approx(right(network, 0.5))
    assert accuracy > 0.9
    difference = Single(lambda z: z[:, 1] - z[:, 0], outputs=2)
    accuracy = recorded(difference, F.binary_cross_entropy_with_logits)
    assert accuracy == pytest.approx(right(difference, 0.0))
    assert accuracy > 0.9


@pytest.mark.parametrize("layers", [None, ["0"]], ids=["exact", "probed"])
def test_least_squares_to_0_and_1_part_at_a_half(layers: list[str] | None, tmp_path: Path) -> None:
    network = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    recorder = Recorder(network, POINTS, LABELS, layers=layers)
    optimizer = torch.optim.Adam(network.parameters(), 0.05)
    for _ in range(40):
        optimizer.zero_grad()
        loss = F.mse_loss(network(POINTS)[:, 0], FLOATS)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    assert run.metrics.accuracy[-1] == pytest.approx(right(network, 0.5))
    assert run.metrics.accuracy[-1] > 0.9
    again = open_recording(run.save(tmp_path / "run.safetensors"))
    assert again.threshold == 0.5


def test_least_squares_to_minus_1_and_1_part_at_0() -> None:
    network = nn.Linear(2, 1)
    recorder = Recorder(network, POINTS, 2 * LABELS - 1)
    optimizer = torch.optim.Adam(network.parameters(), 0.05)
    for _ in range(40):
        optimizer.zero_grad()
        loss = F.mse_loss(network(POINTS)[:, 0], 2 * FLOATS - 1)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    assert recorder.finish().metrics.accuracy[-1] == pytest.approx(right(network, 0.0))


@pytest.mark.parametrize(
    ("loss", "labels", "threshold"),
    [
        (F.binary_cross_entropy_with_logits, LABELS, 0.0),
        (F.binary_cross_entropy, LABELS, 0.5),
        (F.mse_loss, LABELS, 0.5),
        (F.mse_loss, 2 * LABELS - 1, 0.0),
        (nn.SoftMarginLoss(), 2 * LABELS - 1, 0.0),
        (nn.BCEWithLogitsLoss(pos_weight=torch.tensor(9.0)), LABELS, None),
    ],
)
def test_a_known_loss_tells_where_both_classes_cost_the_same(
    loss: Callable[..., Tensor], labels: Tensor, threshold: float | None
) -> None:
    assert threshold_by_loss(loss, labelled_points(POINTS, labels)) == threshold


def test_bounded_units_before_the_output_make_no_probability() -> None:
    found = []
    for seed in range(20):
        torch.manual_seed(seed)
        found.append(is_probability(Single(lambda z: z), POINTS, None))
    assert not np.any(found)


@pytest.mark.parametrize(
    ("loss", "threshold"),
    [
        (F.mse_loss, 0.5),
        (F.binary_cross_entropy_with_logits, 0.0),
        (squares_of_signs, 0.0),
        (hinge, 0.0),
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_losses_of_mini_batches_tell_it_together(
    loss: Callable[[Tensor, Tensor], Tensor], threshold: float, seed: int
) -> None:
    torch.manual_seed(seed)
    network = Single(lambda z: z)
    recorder = Recorder(network, POINTS, LABELS)
    for cost in in_batches(network, loss):
        recorder.record(cost)
    run = recorder.finish()
    assert run.threshold == threshold
    share = float(((network(POINTS)[:, 0] > threshold).long() == LABELS).float().mean())
    assert run.metrics.accuracy[-1] == pytest.approx(share)


class Convolved(nn.Module):
    """A network that is probed, with a single output at the end."""

    def __init__(self, end: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.filters, self.last, self.end = nn.Conv1d(1, 8, 2), nn.Linear(8, 1), end

    def forward(self, x: Tensor) -> Tensor:
        return self.end(self.last(torch.tanh(self.filters(x[:, None])).flatten(1)))


@pytest.mark.parametrize(
    ("loss", "threshold"),
    [(F.mse_loss, 0.5), (F.binary_cross_entropy_with_logits, 0.0), (squares_of_signs, 0.0)],
)
@pytest.mark.parametrize("hands_over", [False, True], ids=["", "handing over outputs"])
def test_of_a_probed_network_too_losses_of_mini_batches_tell_it(
    loss: Callable[[Tensor, Tensor], Tensor], threshold: float, hands_over: bool
) -> None:
    network = Convolved(lambda z: z)
    recorder = Recorder(network, POINTS, LABELS, validation=(POINTS[:30], LABELS[:30]))
    for cost in in_batches(network, loss):
        recorder.record(cost, network(POINTS) if hands_over else None)
    run = recorder.finish()
    assert run.threshold == threshold
    assert run.metrics.accuracy[-1] == pytest.approx(right(network, threshold))
    held = ((network(POINTS[:30])[:, 0] > threshold).long() == LABELS[:30]).float().mean()
    assert run.metrics.validation_accuracy is not None
    assert run.metrics.validation_accuracy[-1] == pytest.approx(float(held))


def test_probabilities_that_a_loop_of_another_framework_tells_are_parted_at_a_half() -> None:
    network = Single(torch.sigmoid)
    recorder = Recorder(None, POINTS, LABELS)
    for cost in in_batches(network, F.binary_cross_entropy):
        recorder.record(cost.item(), layers={"output": network(POINTS)})
    run = recorder.finish(layers={"output": network(POINTS)})
    assert run.threshold == 0.5
    assert run.metrics.accuracy[-1] == pytest.approx(right(network, 0.5))


def test_outputs_handed_over_are_counted_by_the_threshold_that_is_found_out_later() -> None:
    network = Single(lambda z: z)
    recorder = Recorder(network, POINTS, LABELS)
    expected = []
    for cost in in_batches(network, F.mse_loss):
        recorder.record(cost, network(POINTS))
        expected.append(right(network, 0.5))
    np.testing.assert_allclose(recorder.finish().metrics.accuracy[:-1], expected, rtol=1e-6)
