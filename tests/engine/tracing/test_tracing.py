"""Anybody's network is read as stages where it is a chain of them, and never read wrongly."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import NetworkError
from engine.networks.heaviside import Heaviside
from engine.networks.nonlinearity import Nonlinearity
from engine.networks.residual_block import ResidualBlock
from engine.networks.stages import (
    Activation,
    Affine,
    Branches,
    Normalisation,
    Residual,
    Scaling,
    Stage,
    through,
)
from engine.tracing.parameter_sources import read
from engine.tracing.tracing import evaluating, read_network
from tests.support.users_networks import (
    EXACT,
    Convolutional,
    FromScratch,
    Functional,
    Skips,
    TwoHeads,
)

POINTS = torch.randn(12, 2, generator=torch.Generator().manual_seed(0))


def stages_of(network: nn.Module) -> tuple[Stage, ...]:
    return read_network(network, POINTS).stages


@pytest.mark.parametrize("build", EXACT.values(), ids=EXACT)
@pytest.mark.parametrize("seed", range(3))
def test_the_stages_compute_what_the_network_does(
    build: Callable[[], nn.Module], seed: int
) -> None:
    torch.manual_seed(seed)
    network = build()
    found = read_network(network, POINTS)
    theta = {name: read(source) for name, source in found.sources.items()}
    others = 5 * torch.randn(50, 2)
    with evaluating(network):
        torch.testing.assert_close(
            through(found.stages, others, theta), network(others), rtol=1e-5, atol=1e-5
        )


def test_functions_methods_and_modules_are_the_same_stages() -> None:
    assert [type(stage) for stage in stages_of(Functional())] == [
        *(Affine, Activation, Affine, Activation, Activation, Affine)
    ]
    leaky = stages_of(Functional())[4]
    assert isinstance(leaky, Activation)
    assert leaky.function == Nonlinearity("LeakyReLU", {"negative_slope": 0.2})


class Converting(FromScratch):
    """A matrix and its bias with a conversion between that changes nothing, as Keras has them."""

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = ((x @ self.W).to("cpu").float() + self.b).relu()
        return (y @ self.V).to(torch.float32) + self.c


def test_a_bias_is_that_of_the_matrix_before_whatever_is_converted_between() -> None:
    stages = stages_of(Converting())
    assert [type(stage) for stage in stages] == [Affine, Activation, Affine]
    assert [stage.bias for stage in stages if isinstance(stage, Affine)] == [True, True]


def test_skip_connections_are_branches_of_which_one_is_empty() -> None:
    stages = stages_of(Skips())
    blocks = [stage for stage in stages if isinstance(stage, Branches)]
    assert [block.is_residual for block in blocks] == [True, True, True, False]
    skipped, inner = blocks[0].paths
    assert skipped == ()
    assert [type(stage) for stage in inner] == [
        *(Normalisation, Affine, Activation, Affine, Scaling)
    ]


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
    stages = stages_of(InItsOwnOrder())
    assert [stage.name for stage in stages] == ["first", "bend.0", "last"]


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
    assert stages_of(network) == (
        Affine("1", 2, 6, bias=False),
        Normalisation("2", 6, 1e-5, running=True, affine=True),
        Activation("3.0", 6, function_of(nn.PReLU(6)), learned=True),
        Normalisation("3.2", 6, 1e-5, running=False, affine=True, bias=False),
        Residual("4", 6, 3, function_of(nn.LeakyReLU(0.3))),
        Affine("5", 6, 3),
        Activation("6", 3, function_of(nn.Softmax(dim=-1))),
    )


def function_of(module: nn.Module) -> Nonlinearity:
    stage = stages_of(nn.Sequential(nn.Linear(2, 6), module))[1]
    assert isinstance(stage, Activation)
    return stage.function


def test_an_activation_that_cannot_be_trained_is_understood_all_the_same() -> None:
    assert function_of(Heaviside()) == Nonlinearity("Heaviside")


@pytest.mark.parametrize("in_place", [nn.ReLU(inplace=True), nn.ELU(0.5, inplace=True)])
def test_modules_that_work_in_place_are_understood(in_place: nn.Module) -> None:
    stages = stages_of(nn.Sequential(nn.Linear(2, 6), in_place, nn.Linear(6, 2)))
    assert [stage.name for stage in stages] == ["0", "1", "2"]


def test_a_layer_used_twice_is_two_stages_with_the_same_parameters() -> None:
    twice = nn.Linear(2, 2)
    found = read_network(nn.Sequential(twice, nn.Tanh(), twice), POINTS)
    assert [stage.name for stage in found.stages] == ["0", "1", "0"]
    assert set(found.sources) == {"0.weight", "0.bias"}


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")  # of torch.compile itself
def test_a_compiled_network_is_read_without_being_compiled() -> None:
    plain = Functional()
    stages = stages_of(torch.compile(plain))  # type: ignore[arg-type]
    assert [type(stage) for stage in stages] == [type(stage) for stage in stages_of(plain)]


def test_looking_at_a_network_leaves_no_trace() -> None:
    network = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.Dropout(), nn.Linear(4, 2))
    network[1].eval()  # somebody froze the statistics
    before = {name: value.clone() for name, value in network.state_dict().items()}
    generator = torch.get_rng_state()
    stages_of(network)
    assert [module.training for module in network] == [True, False, True, True]
    assert all(torch.equal(before[name], value) for name, value in network.state_dict().items())
    assert torch.equal(torch.get_rng_state(), generator)
    assert not any(module._forward_hooks for module in network.modules())


def test_a_network_that_fails_is_left_as_it_was() -> None:
    network = nn.Sequential(nn.Linear(3, 2), nn.Dropout())
    with pytest.raises(RuntimeError, match="shapes"):
        stages_of(network)
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


def test_a_head_of_several_is_a_chain_of_its_own() -> None:
    digits = torch.randn(9, 1, 8, 8)
    stages = read_network(TwoHeads(), digits).stages
    assert [stage.name for stage in stages] == ["code", "network", "classes"]
    assert read_network(TwoHeads(), digits, "picture").stages[-1].outputs == 64


# What is no chain


class Around(nn.Module):
    """Two linear layers with something of one's own between them."""

    def __init__(self, between: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.a, self.b, self.between = nn.Linear(2, 2), nn.Linear(2, 2), between

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.b(self.between(self.a(x)))
        return y


class Tied(nn.Module):
    """One matrix, there and back."""

    def __init__(self) -> None:
        super().__init__()
        self.W = nn.Parameter(torch.randn(2, 3))

    def forward(self, x: Tensor) -> Tensor:
        return (x @ self.W).tanh() @ self.W.T


class TwoBiases(nn.Module):
    """At first they are the same."""

    def __init__(self) -> None:
        super().__init__()
        self.W = nn.Parameter(torch.randn(2, 2))
        self.b, self.c = nn.Parameter(torch.zeros(2)), nn.Parameter(torch.zeros(2))

    def forward(self, x: Tensor) -> Tensor:
        return (x @ self.W + self.b).tanh() @ self.W + self.c


NO_CHAIN: dict[str, tuple[Callable[[], nn.Module], str]] = {
    "a product of units": (lambda: Around(lambda h: h * h), "mul is no layer"),
    "a gate": (lambda: Around(lambda h: h * torch.sigmoid(h)), "mul is no layer"),
    "a softmax over the samples": (lambda: Around(lambda h: h.softmax(0)), "softmax is no layer"),
    "the mean of the batch": (lambda: Around(lambda h: h - h.mean(0)), "sub is no layer"),
    "the spread of the batch as a number": (
        lambda: Around(lambda h: h / h.std().item()),
        "the network computes something that its calls do not show",
    ),
    "a decision": (
        lambda: Around(lambda h: h.relu() if h.sum() > 0 else h),
        r"the network decides by the values of its data \(__bool__\)",
    ),
    "a detour through NumPy": (
        lambda: Around(lambda h: torch.from_numpy(h.numpy().copy())),
        "the network's output does not come from its input by torch alone",
    ),
    "the order of the units": (lambda: Around(lambda h: h.flip(1)), "flip is no layer"),
    "statistics of the batch": (
        lambda: nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2, track_running_stats=False)),
        r"BatchNorm1d \(in 1\) is no layer",
    ),
    "another class of the same name": (
        lambda: nn.Sequential(nn.Linear(2, 2), type("Tanh", (nn.Softmin,), {})(-1)),
        "softmin",
    ),
    "one matrix and two biases": (
        TwoBiases,
        "W is used twice, and not with the same bias",
    ),
    "a matrix in both directions": (Tied, "W is used twice, and not with the same weight"),
    "no layer": (lambda: nn.Sequential(nn.PReLU()), "the network has no linear layer"),
}


@pytest.mark.parametrize(("build", "message"), NO_CHAIN.values(), ids=NO_CHAIN)
@pytest.mark.parametrize("seed", range(4))
def test_what_is_no_chain_of_stages_is_not_read_as_one(
    build: Callable[[], nn.Module], message: str, seed: int
) -> None:
    torch.manual_seed(seed)
    with pytest.raises(NetworkError, match=message) as caught:
        stages_of(build())
    assert "\n" not in str(caught.value)


def test_convolutions_are_no_chain() -> None:
    with pytest.raises(NetworkError, match="max_pool2d works on 6 × 4 × 4 numbers a point"):
        read_network(Convolutional(), torch.randn(5, 1, 8, 8))


@pytest.mark.parametrize("seed", range(20))
def test_an_activation_is_noticed_whatever_the_first_weights(seed: int) -> None:
    torch.manual_seed(seed)
    assert [type(s) for s in stages_of(Around(F.relu))] == [Affine, Activation, Affine]


def test_words_enter_no_stage() -> None:
    network = nn.Sequential(nn.Embedding(5, 4), nn.Flatten(), nn.Linear(8, 2))
    with pytest.raises(NetworkError, match="whole numbers"):
        read_network(network, torch.randint(5, (6, 2)))


def test_a_network_that_takes_only_some_inputs_is_not_read() -> None:
    class Roots(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.linear = nn.Linear(2, 2)

        def forward(self, x: Tensor) -> Tensor:
            assert x.abs().max() < 10, "points are expected to be standardised"
            return self.linear(x)

    with pytest.raises(NetworkError, match=r"values of its data|only some inputs"):
        read_network(Roots(), POINTS.clamp(-3, 3))
