"""A network is asked as it is now, and neither it nor the points are changed."""

import torch
from torch import Tensor, nn

from engine.tracing.asking import asked, embeds, fed

POINTS = torch.randn(6, 2, generator=torch.Generator().manual_seed(0))
WORDS = torch.tensor([[0, 3], [1, 2]])


class Scaled(nn.Module):
    """Scales its input where it lies."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.layer(x.mul_(2))


def test_a_forward_may_write_over_its_input() -> None:
    network, points = Scaled(), POINTS.clone()
    first, second = asked(network, points), asked(network, points)
    assert torch.equal(points, POINTS)
    assert torch.equal(first, second)
    assert torch.allclose(first, network.layer(2 * POINTS))


def test_a_network_may_change_its_precision() -> None:
    network = nn.Linear(2, 2)
    assert asked(network, POINTS).dtype == torch.float32
    assert asked(network.double(), POINTS).dtype == torch.float64


def test_points_come_in_the_precision_of_the_network_and_words_as_they_are() -> None:
    assert fed(nn.Linear(2, 2).double(), POINTS).dtype == torch.float64
    assert fed(nn.Linear(2, 2), WORDS).dtype == torch.float32
    assert fed(nn.Sequential(nn.Embedding(4, 2), nn.Linear(2, 2)), WORDS).dtype == torch.int64


def test_a_table_of_words_is_known() -> None:
    assert embeds(nn.Sequential(nn.Embedding(6, 2), nn.Linear(2, 2)))
    assert not embeds(nn.Linear(3, 2))
