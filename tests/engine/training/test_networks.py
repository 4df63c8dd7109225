"""Networks are built as the specification says, and anybody's chain of modules is understood."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import NetworkError, RecordingError
from engine.geometry.warps import Warp
from engine.networks.activations import ELEMENTWISE, PICTURED, ActivationKind
from engine.networks.heaviside import Heaviside
from engine.networks.stages import Activation, Affine, Nonlinearity, Normalisation, Residual
from engine.recordings.recording import load
from engine.recordings.run_spec import RunSpec
from engine.training.networks import ResidualBlock, build_network, evaluating, stages_of
from engine.training.recorder import Recorder
from engine.training.training import train

POINTS = torch.randn(12, 2, generator=torch.Generator().manual_seed(0))


# Building


def test_an_untrained_residual_network_leaves_space_as_it_is() -> None:
    *blocks, classifier = build_network(RunSpec(), 2, 2)
    assert len(blocks) == 8
    assert all(torch.equal(block(POINTS), POINTS) for block in blocks)
    assert isinstance(classifier, nn.Linear)


def test_a_residual_block_adds_its_branch_to_the_point() -> None:
    block = ResidualBlock(2, 5, nn.Tanh())
    nn.init.normal_(block.outer.weight)
    U, b, V = block.inner.weight, block.inner.bias, block.outer.weight
    torch.testing.assert_close(block(POINTS), POINTS + torch.tanh(POINTS @ U.T + b) @ V.T)


def test_plain_layers_have_the_widths_asked_for() -> None:
    network = build_network(RunSpec(hidden=(16, 5), activation="relu"), 3, 4)
    linears = [m for m in network if isinstance(m, nn.Linear)]
    widths = [(layer.in_features, layer.out_features) for layer in linears]
    assert widths == [(3, 16), (16, 5), (5, 4)]
    assert [type(m).__name__ for m in network] == ["Linear", "ReLU", "Linear", "ReLU", "Linear"]


def test_the_seed_decides_the_weights() -> None:
    torch.manual_seed(3)
    first = build_network(RunSpec(), 2, 2).state_dict()
    torch.manual_seed(3)
    again = build_network(RunSpec(), 2, 2).state_dict()
    other = build_network(RunSpec(), 2, 2).state_dict()
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_a_gain_draws_weights_of_that_spread_and_no_biases() -> None:
    network = build_network(RunSpec(hidden=(200, 100), gain=3.0), 50, 2)
    layers = [layer for layer in network if isinstance(layer, nn.Linear)]
    assert len(layers) == 3
    for layer in layers:
        spread = float(layer.weight.detach().std()) * layer.in_features**0.5
        assert spread == pytest.approx(3.0, rel=0.2)
        assert not layer.bias.any()


# Understanding


def test_an_activation_that_cannot_be_trained_is_understood_all_the_same() -> None:
    network = nn.Sequential(nn.Linear(2, 3), Heaviside(), nn.Linear(3, 2))
    affine, step, last = stages_of(network, POINTS)
    assert step == Activation("1", 3, Nonlinearity("Heaviside"))
    theta = dict(network.state_dict())
    hidden = step.apply(affine.apply(POINTS, theta), theta)
    assert set(hidden.unique().tolist()) == {0, 1}
    torch.testing.assert_close(last.apply(hidden, theta), network(POINTS).detach())


@pytest.fixture
def snake(monkeypatch: pytest.MonkeyPatch) -> ActivationKind:
    """Add an activation to the registry for the length of a test."""
    kind = ActivationKind(
        "Snake",
        '"snake"',
        "x + sin^2(a x) \\/ a",
        "Liu et al. 2020",
        arguments={"a": 0.5},
        home="tests.support.own_activation",
    )
    monkeypatch.setitem(ELEMENTWISE._entries, "snake", kind)
    return kind


def test_one_entry_makes_an_activation_train_record_and_trace(
    snake: ActivationKind, tmp_path: Path
) -> None:
    assert PICTURED["snake"] is snake
    spec = RunSpec(architecture="mlp", hidden=(5,), activation="snake", samples=24, steps=8)
    recording = load(train(spec).save(tmp_path / "snake.safetensors"))
    assert recording.stages[1] == Activation("1", 5, Nonlinearity("Snake", {"a": 0.5}))
    theta = {name: value.numpy() for name, value in recording.parameters(8).items()}
    points = POINTS.numpy().astype(float)
    inner = points @ theta["0.weight"].T + theta["0.bias"]
    expected = inner + np.sin(0.5 * inner) ** 2 / 0.5
    np.testing.assert_allclose(Warp(recording).trace(points, 8)[2], expected, atol=1e-12)


def test_constants_of_an_own_activation_that_is_not_the_entry_s_are_kept(
    snake: ActivationKind,
) -> None:
    network = nn.Sequential(nn.Linear(2, 2), snake.load_class()(a=3.0))
    assert stages_of(network, POINTS)[1] == Activation("1", 2, Nonlinearity("Snake", {"a": 3.0}))


def test_without_its_entry_a_recording_says_what_is_missing(
    snake: ActivationKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = RunSpec(architecture="mlp", hidden=(3,), activation="snake", samples=20, steps=2)
    path = (
        Recorder(build_network(spec, 2, 2), POINTS, torch.arange(12) % 2)
        .finish()
        .save(tmp_path / "snake.safetensors")
    )
    monkeypatch.delitem(ELEMENTWISE._entries, "snake")
    with pytest.raises(RecordingError, match="there is no activation of the class 'Snake'; add it"):
        load(path)


def test_a_learned_parameter_that_is_no_slope_of_prelu_is_refused(
    snake: ActivationKind,
) -> None:
    activation = snake.build()
    activation.a = nn.Parameter(torch.ones(()))
    with pytest.raises(NetworkError, match=r"Snake \(1\) has parameters of its own"):
        stages_of(nn.Sequential(nn.Linear(2, 2), activation), POINTS)


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
