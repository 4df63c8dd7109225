"""Columns that do not depend on the data: such a network is probed, and every number is right."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.training.recorder import Recorder

POINTS = torch.randn(60, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] > 0).long()


class Widened(nn.Module):
    """Puts a column beside the points."""

    def __init__(self, column: Callable[["Widened", Tensor], Tensor]) -> None:
        super().__init__()
        self.column = column
        self.learned = nn.Parameter(torch.ones(1, 1))
        self.layer = nn.Linear(3, 2)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.layer(torch.cat([x, self.column(self, x)], 1))
        return y


@pytest.mark.parametrize(
    "column",
    [
        lambda net, x: torch.ones(len(x), 1),
        lambda net, x: net.learned.expand(len(x), 1),
        lambda net, x: torch.linspace(0, 1, len(x))[:, None],
    ],
    ids=["ones", "a learned token", "coordinates"],
)
def test_a_column_beside_the_points_is_probed(
    column: Callable[[Widened, Tensor], Tensor],
) -> None:
    torch.manual_seed(0)
    network = Widened(column)
    optimizer = torch.optim.SGD(network.parameters(), 0.5)
    recorder = Recorder(network, POINTS, LABELS)
    assert "cat is no layer" in recorder.reason
    expected = []
    for _ in range(4):
        outputs = network(POINTS)
        expected.append((outputs.argmax(1) == LABELS).float().mean().item())
        loss = F.cross_entropy(outputs, LABELS)
        optimizer.zero_grad()
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    np.testing.assert_allclose(recorder.finish().metrics.accuracy[:4], expected, rtol=1e-6)
