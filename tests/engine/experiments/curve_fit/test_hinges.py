"""The curve of a ReLU network is straight between its hinges, and they are known exactly."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.experiments.curve_fit.hinges import Hinges, is_hinged
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder

X = torch.linspace(-2, 2, 9)[:, None]


def recorded(network: nn.Module) -> Recording:
    recorder = Recorder(network, X, X.sin(), task="regression")
    recorder.record(1.0)
    run = recorder.finish()
    assert isinstance(run, Recording)
    return run


@pytest.fixture(params=[True, False], ids=["with biases", "without biases"])
def network(request: pytest.FixtureRequest) -> nn.Sequential:
    torch.manual_seed(3)
    bias = request.param
    return nn.Sequential(nn.Linear(1, 20, bias=bias), nn.ReLU(), nn.Linear(20, 1, bias=bias))


def test_the_output_is_that_of_the_network(network: nn.Sequential) -> None:
    hinges = Hinges.of(recorded(network), 0)
    x = torch.linspace(-3, 3, 500)
    with torch.no_grad():
        expected = network(x[:, None])[:, 0]
    np.testing.assert_allclose(hinges.output(x.double().numpy()), expected, atol=1e-5)
    parts = sum(hinges.unit(i, x.double().numpy()) for i in range(20))
    np.testing.assert_allclose(parts + hinges.offset, expected, atol=1e-5)


def test_it_is_straight_between_its_corners(network: nn.Sequential) -> None:
    hinges = Hinges.of(recorded(network), 0)
    corners, heights = hinges.corners(-2.0, 2.0)
    assert (corners[0], corners[-1]) == (-2.0, 2.0)
    assert (np.diff(corners) >= 0).all()
    x = torch.linspace(-2, 2, 2_001)
    with torch.no_grad():
        expected = network(x[:, None])[:, 0]
    between = np.interp(x.double().numpy(), corners, heights)
    np.testing.assert_allclose(between, expected, atol=1e-5)


def test_the_slope_changes_at_a_hinge_by_what_its_unit_says(network: nn.Sequential) -> None:
    hinges = Hinges.of(recorded(network), 0)
    double = network.double()
    for i in np.flatnonzero(np.abs(hinges.places) < 2)[:5]:
        place = torch.tensor([[hinges.places[i]]]) + torch.tensor([[-1e-7], [1e-7]])
        place.requires_grad_()
        (slopes,) = torch.autograd.grad(double(place).sum(), place)
        together = np.isclose(hinges.places, hinges.places[i], atol=1e-6)
        turn = (hinges.heights * np.abs(hinges.weights))[together].sum()
        assert float(slopes[1] - slopes[0]) == pytest.approx(turn, rel=1e-3, abs=1e-6)


def test_a_unit_without_slope_has_no_hinge() -> None:
    hinges = Hinges(np.array([0.0, 2.0]), np.array([1.0, 1.0]), np.ones(2), 0.0)
    assert hinges.places.tolist() == [np.inf, -0.5]
    assert hinges.corners(-1, 1)[0].tolist() == [-1, -0.5, 1]


@pytest.mark.parametrize(
    ("layers", "hinged"),
    [
        ((nn.Linear(1, 4), nn.ReLU(), nn.Linear(4, 1)), True),
        ((nn.Linear(1, 4), nn.Tanh(), nn.Linear(4, 1)), False),
        ((nn.Linear(1, 4), nn.ReLU(), nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 1)), False),
        ((nn.Linear(1, 1),), False),
    ],
    ids=["ReLU", "tanh", "two hidden layers", "none"],
)
def test_hinges_are_known_of_one_hidden_layer_of_relu(
    layers: tuple[nn.Module, ...], hinged: bool
) -> None:
    assert is_hinged(recorded(nn.Sequential(*layers))) == hinged


def test_units_are_added_so_that_their_sum_is_soon_near() -> None:
    rng = np.random.default_rng(0)
    units = Hinges(*(rng.normal(size=12) for _ in range(3)), 0.5)
    x = np.linspace(-1, 1, 50)
    order = units.adding_order(x)
    assert sorted(order.tolist()) == list(range(12))
    off = []
    for count in range(13):
        shares = np.isin(np.arange(12), order[:count]).astype(float)
        off.append(np.sum((units.output(x, shares) - units.output(x)) ** 2))
    alone = [np.sum((0.5 + units.unit(i, x) - units.output(x)) ** 2) for i in range(12)]
    assert off[1] == pytest.approx(min(alone))
    assert off[-1] == pytest.approx(0, abs=1e-20)
