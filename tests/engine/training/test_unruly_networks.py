"""A network may write over its input, and change its precision, while it is recorded."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.recordings.probed import ProbedRecording
from engine.training.recorder import Recorder

POINTS = torch.randn(30, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] * POINTS[:, 1] > 0).long()


class WritesOver(nn.Module):
    """Scales its input where it lies, before a layer."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.layer(x.mul_(2))


@pytest.mark.parametrize("layers", [None, ["layer"]])
@pytest.mark.filterwarnings("error")
def test_a_forward_may_write_over_its_input(layers: list[str] | None) -> None:
    torch.manual_seed(0)
    network = WritesOver()
    loss = nn.CrossEntropyLoss()
    held = POINTS[:9], LABELS[:9]
    recorder = Recorder(network, POINTS, LABELS, loss=loss, layers=layers, validation=held)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.5)
    by_hand = []
    for _ in range(4):
        optimizer.zero_grad()
        outputs = network(POINTS.clone())
        by_hand.append([loss(outputs[:9], held[1]).item(), right(outputs)])
        cost = loss(outputs, LABELS)
        cost.backward()
        recorder.record(cost)
        optimizer.step()
    outputs = network(POINTS.clone())
    by_hand.append([loss(outputs[:9], held[1]).item(), right(outputs)])
    metrics = recorder.finish().metrics
    losses, accuracies = np.transpose(by_hand)
    assert metrics.validation_loss == pytest.approx(losses, rel=1e-5)
    assert metrics.accuracy == pytest.approx(accuracies)


def right(outputs: Tensor) -> float:
    return float((outputs.argmax(1) == LABELS).float().mean())


@pytest.mark.parametrize("layers", [None, ["0"]])
def test_a_network_may_change_its_precision_after_the_recorder_was_made(
    layers: list[str] | None,
) -> None:
    network = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1), nn.Flatten(0))
    recorder = Recorder(network, POINTS, LABELS, layers=layers, validation=(POINTS, LABELS))
    network.double()
    loss = nn.functional.binary_cross_entropy_with_logits(network(POINTS.double()), LABELS.double())
    loss.backward()
    recorder.record(loss)
    metrics = recorder.finish().metrics
    share = float(((network(POINTS.double()) > 0) == LABELS).float().mean())
    assert metrics.accuracy[0] == pytest.approx(share)
    assert metrics.validation_accuracy[0] == pytest.approx(share)


class Unsure(nn.Module):
    """Has a second head, which from some call on fails or is left out where it evaluates."""

    def __init__(self, failure: str) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(2, 2), nn.Linear(2, 2)
        self.failure, self.is_sure = failure, False

    def forward(self, x: Tensor) -> Tensor:
        z = self.first(x)
        if self.is_sure and not self.training:
            if self.failure:
                raise RuntimeError(self.failure)
            return z
        return z + self.second(z.tanh())


@pytest.mark.parametrize("at_the_end", [False, True])
@pytest.mark.parametrize("failure", ["", "out of practice"])
def test_where_a_network_can_no_longer_be_asked_the_steps_before_are_kept(
    failure: str, at_the_end: bool
) -> None:
    torch.manual_seed(0)
    points = torch.randn(12, 2)
    labels = (points[:, 0] > 0).long()
    network = Unsure(failure)
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    recorder = Recorder(network, points, labels, layers=["second"])
    expected, kept = [], 5 if at_the_end else 3

    def train() -> ProbedRecording:
        for step in range(5):
            network.is_sure = step == kept
            loss = nn.functional.cross_entropy(network(points), labels)
            optimizer.zero_grad()
            loss.backward()
            recorder.record(loss)
            expected.append(loss.item())
            optimizer.step()
        network.is_sure = True
        return recorder.finish()

    with pytest.warns(UserWarning, match=f"after step {kept - 1} .*{failure}") as told:
        run = train()
    assert [warning.filename for warning in told] == [__file__]
    assert (run.stopped, run.steps.tolist()) == ("network changed", [*range(kept)])
    np.testing.assert_allclose(run.metrics.loss, expected[:kept], rtol=1e-6)
