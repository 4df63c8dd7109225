"""What a pass costs: counted by hand for layers of known sizes."""

import pytest
import torch
from torch import nn

from engine.landscape.effort import effort_of
from engine.landscape.sampling import PER_PRODUCT, PER_UNIT
from tests.support.probed_networks import KINDS, images


def test_a_perceptron_makes_its_units_and_multiplies_its_weights() -> None:
    network = nn.Sequential(nn.Linear(7, 30), nn.Tanh(), nn.Linear(30, 3))
    effort = effort_of(network, torch.randn(5, 7))
    assert effort.widest == 30
    expected = PER_UNIT * (30 + 30 + 3) + PER_PRODUCT * (7 * 30 + 30 * 3)
    assert effort.cost == pytest.approx(expected)


def test_a_convolution_multiplies_its_weights_at_every_place() -> None:
    effort = effort_of(nn.Conv2d(2, 5, 3, bias=False), torch.randn(4, 2, 8, 8))
    assert effort.widest == 5 * 6 * 6
    products = 5 * 6 * 6 * 2 * 9
    assert effort.cost == pytest.approx(PER_UNIT * 5 * 36 + PER_PRODUCT * products)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_it_does_not_depend_on_how_many_points_there_are(kind: type[nn.Module]) -> None:
    points, _ = images()
    network = kind()
    assert effort_of(network, points) == effort_of(network, points[:1])
    assert network.training
