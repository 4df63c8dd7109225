"""Anybody's chain of modules is understood, and what is none is refused in one sentence."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import NetworkError
from engine.networks.heaviside import Heaviside
from engine.networks.stages import Activation, Affine, Nonlinearity, Normalisation, Residual
from engine.training.networks import ResidualBlock
from engine.training.tracing import evaluating, stages_of

POINTS = torch.randn(12, 2, generator=torch.Generator().manual_seed(0))


def test_an_activation_that_cannot_be_trained_is_understood_all_the_same() -> None:
    network = nn.Sequential(nn.Linear(2, 3), Heaviside(), nn.Linear(3, 2))
    affine, step, last = stages_of(network, POINTS)
    assert step == Activation("1", 3, Nonlinearity("Heaviside"))
    theta = dict(network.state_dict())
    hidden = step.apply(affine.apply(POINTS, theta), theta)
    assert set(hidden.unique().tolist()) == {0, 1}
    torch.testing.assert_close(last.apply(hidden, theta), network(POINTS).detach())


class InItsOwnOrder(nn.Module):
    """Leaves that run in another order than they were made in, one of them not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.last = nn.Linear(6, 2)
        self.spare = nn.Conv1d(1, 1, 1)
        self.first = nn.Linear(2, 6)
        self.bend = nn.Sequential(nn.Tanh(), nn.Dropout(0.5))

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.last(self.bend(self.first(x)))
        return y


def test_stages_are_told_in_the_order_they_run() -> None:
    stages = stages_of(InItsOwnOrder(), POINTS)
    assert [stage.name for stage in stages] == ["first", "bend.0", "last"]
    assert [type(stage) for stage in stages] == [Affine, Activation, Affine]


def test_every_kind_of_module_becomes_its_stage_and_dropout_none() -> None:
    network = nn.Sequential(
        nn.Flatten(),
        nn.Linear(2, 6, bias=False),
        nn.BatchNorm1d(6),
        nn.Sequential(nn.PReLU(6), nn.Dropout(0.2), nn.LayerNorm(6, bias=False)),
        ResidualBlock(6, 3, nn.LeakyReLU(0.3)),
        nn.Linear(6, 3),
        nn.Softmax(dim=1),
    )
    assert stages_of(network, POINTS) == (
        Affine("1", 2, 6, bias=False),
        Normalisation("2", 6, 1e-5, running=True, affine=True),
        Activation("3.0", 6, function_of(nn.PReLU(6)), learned=True),
        Normalisation("3.2", 6, 1e-5, running=False, affine=True, bias=False),
        Residual("4", 6, 3, function_of(nn.LeakyReLU(0.3))),
        Affine("5", 6, 3),
        Activation("6", 3, function_of(nn.Softmax(dim=-1))),
    )


def function_of(module: nn.Module) -> object:
    stage = stages_of(nn.Sequential(nn.Linear(2, 6), module), POINTS)[1]
    assert isinstance(stage, Activation)
    return stage.function


@pytest.mark.parametrize("in_place", [nn.ReLU(inplace=True), nn.ELU(0.5, inplace=True)])
def test_modules_that_work_in_place_are_understood(in_place: nn.Module) -> None:
    stages = stages_of(nn.Sequential(nn.Linear(2, 6), in_place, nn.Linear(6, 2)), POINTS)
    assert [stage.name for stage in stages] == ["0", "1", "2"]


def test_a_layer_used_twice_is_two_stages() -> None:
    twice = nn.Linear(2, 2)
    stages = stages_of(nn.Sequential(twice, nn.Tanh(), twice), POINTS)
    assert [stage.name for stage in stages] == ["0", "1", "0"]


def test_looking_at_a_network_leaves_no_trace() -> None:
    network = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.Dropout(), nn.Linear(4, 2))
    network[1].eval()  # somebody froze the statistics
    before = {name: value.clone() for name, value in network.state_dict().items()}
    generator = torch.get_rng_state()
    stages_of(network, POINTS)
    assert [module.training for module in network] == [True, False, True, True]
    assert all(torch.equal(before[name], value) for name, value in network.state_dict().items())
    assert torch.equal(torch.get_rng_state(), generator)
    assert not any(module._forward_hooks for module in network.modules())


def test_a_network_that_fails_is_left_as_it_was() -> None:
    network = nn.Sequential(nn.Linear(3, 2), nn.Dropout())
    with pytest.raises(RuntimeError, match="shapes"):
        stages_of(network, POINTS)
    assert network.training
    assert not any(module._forward_hooks for module in network.modules())


def test_evaluation_is_without_gradients_and_ends_as_every_part_began() -> None:
    network = nn.Sequential(nn.Linear(2, 2), nn.Dropout(), nn.Dropout().eval())

    def fail() -> None:
        with evaluating(network):
            assert not any(module.training for module in network.modules())
            assert not network(POINTS).requires_grad
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [m.training for m in network.modules()] == [True, True, True, False]


# Refusing


class Chain(nn.Module):
    """Two linear layers with something of one's own between and around them."""

    def __init__(
        self,
        between: Callable[[Tensor], Tensor] = lambda h: h,
        after: Callable[[Tensor, Tensor], Tensor] = lambda y, x: y,
    ) -> None:
        super().__init__()
        self.a, self.b = nn.Linear(2, 2), nn.Linear(2, 2)
        self.between, self.after = between, after

    def forward(self, x: Tensor) -> Tensor:
        return self.after(self.b(self.between(self.a(x))), x)


class Rescaled(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.layer(3 * x)
        return y


class Convolved(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Conv1d(1, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.layer(x.unsqueeze(1)).squeeze(1)
        return y


class Squared(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x * x


COMPUTES = "the network computes something that no module of its own does"

REFUSED: dict[str, tuple[Callable[[], nn.Module], str]] = {
    "a functional activation": (
        lambda: Chain(between=F.relu),
        f"between Linear and Linear {COMPUTES}; use modules that run one after another",
    ),
    "a functional softmax": (
        lambda: Chain(after=lambda y, x: y.softmax(-1)),
        f"between Linear and the output {COMPUTES}",
    ),
    "a skip connection": (
        lambda: Chain(after=lambda y, x: y + x),
        f"between Linear and the output {COMPUTES}",
    ),
    "a rescaled input": (
        Rescaled,
        f"between the input and Linear {COMPUTES}",
    ),
    "a convolution of images": (
        lambda: nn.Sequential(nn.Unflatten(1, (1, 2)), nn.Conv1d(1, 1, 1), nn.Flatten()),
        "Unflatten (0) has no picture yet; Warpreel follows nn.Linear",
    ),
    "a convolution": (Convolved, f"between the input and Conv1d {COMPUTES}"),
    "no layer": (
        lambda: nn.Sequential(nn.Tanh()),
        "the network has no nn.Linear layer, so there is nothing to record",
    ),
    "statistics of the batch": (
        lambda: nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2, track_running_stats=False)),
        "BatchNorm1d (1) has no picture yet",
    ),
    "a softmax over the samples": (
        lambda: nn.Sequential(nn.Linear(2, 2), nn.Softmax(dim=0)),
        "Softmax runs over the samples; give it dim=-1, over the units",
    ),
    "another class of the same name": (
        lambda: nn.Sequential(nn.Linear(2, 2), type("Tanh", (Squared,), {})()),
        "Tanh (1) has no picture yet",
    ),
    "a kind of a known activation": (
        lambda: nn.Sequential(nn.Linear(2, 2), type("Softer", (nn.Softmax,), {})(-1)),
        "Softer (1) has no picture yet",
    ),
    "an unknown activation in a block": (
        lambda: nn.Sequential(ResidualBlock(2, 3, Squared()), nn.Linear(2, 2)),
        "Squared (0.activation) has no picture yet",
    ),
    "a module of one's own": (
        lambda: nn.Sequential(nn.Linear(2, 2), Squared()),
        "Squared (1) has no picture yet",
    ),
}


@pytest.mark.parametrize(("build", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_chain_of_known_stages_is_refused_in_one_sentence(
    build: Callable[[], nn.Module], message: str
) -> None:
    network = build()
    with pytest.raises(NetworkError) as caught:
        stages_of(network, POINTS)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("seed", range(20))
def test_a_functional_activation_is_noticed_whatever_the_first_weights(seed: int) -> None:
    torch.manual_seed(seed)
    with pytest.raises(NetworkError, match=r"nn\.ReLU\(\) instead of F\.relu"):
        stages_of(Chain(between=F.relu), POINTS[:2])
