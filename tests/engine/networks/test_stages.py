"""Stages compute what the torch modules of the same name do, for one step or a thousand."""

import msgspec
import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.networks.activations import ELEMENTWISE
from engine.networks.stages import (
    Activation,
    Affine,
    Nonlinearity,
    Normalisation,
    Residual,
    Stage,
    width_at,
)
from engine.training.networks import ResidualBlock

POINTS = torch.linspace(-2, 2, 30, dtype=torch.float64).reshape(10, 3)

PAIRS: dict[str, tuple[Stage, nn.Module]] = {
    "affine": (Affine("m", 3, 5), nn.Linear(3, 5)),
    "affine without bias": (Affine("m", 3, 2, bias=False), nn.Linear(3, 2, bias=False)),
    "activation": (Activation("m", 3, Nonlinearity("Tanh")), nn.Tanh()),
    "one learned slope": (Activation("m", 3, Nonlinearity("PReLU"), learned=True), nn.PReLU()),
    "learned slopes": (Activation("m", 3, Nonlinearity("PReLU"), learned=True), nn.PReLU(3)),
    "softmax": (Activation("m", 3, Nonlinearity("Softmax", {"dim": -1})), nn.Softmax(dim=-1)),
    "residual": (Residual("m", 3, 7, Nonlinearity("SiLU")), ResidualBlock(3, 7, nn.SiLU())),
    "residual with learned slope": (
        Residual("m", 3, 7, Nonlinearity("PReLU"), learned=True),
        ResidualBlock(3, 7, nn.PReLU()),
    ),
    "batch normalisation": (
        Normalisation("m", 3, 1e-5, running=True, affine=True),
        nn.BatchNorm1d(3),
    ),
    "bare batch normalisation": (
        Normalisation("m", 3, 1e-2, running=True, affine=False),
        nn.BatchNorm1d(3, eps=1e-2, affine=False),
    ),
    "layer normalisation": (
        Normalisation("m", 3, 1e-5, running=False, affine=True),
        nn.LayerNorm(3),
    ),
    "layer normalisation without bias": (
        Normalisation("m", 3, 1e-5, running=False, affine=True, bias=False),
        nn.LayerNorm(3, bias=False),
    ),
    "bare layer normalisation": (
        Normalisation("m", 3, 1e-5, running=False, affine=False),
        nn.LayerNorm(3, elementwise_affine=False),
    ),
}

PAIR = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)


def states(module: nn.Module, count: int) -> list[dict[str, Tensor]]:
    """Give `module` some random states, far from where modules start."""
    generator = torch.Generator().manual_seed(1)
    return [
        {
            name: 0.3 + torch.rand(value.shape, generator=generator, dtype=torch.float64)
            for name, value in module.state_dict().items()
            if value.is_floating_point()
        }
        for _ in range(count)
    ]


def of_module(state: dict[str, Tensor]) -> dict[str, Tensor]:
    return {f"m.{name}": value for name, value in state.items()}


@PAIR
def test_a_stage_computes_what_the_module_does(pair: tuple[Stage, nn.Module]) -> None:
    stage, module = pair
    (state,) = states(module, 1)
    module.double().eval().load_state_dict(state, strict=False)
    torch.testing.assert_close(stage.apply(POINTS, of_module(state)), module(POINTS))


@PAIR
def test_a_stage_names_just_the_parameters_that_the_module_has(
    pair: tuple[Stage, nn.Module],
) -> None:
    stage, module = pair
    assert set(stage.parameters) == set(of_module(states(module, 1)[0]))


@PAIR
def test_one_call_serves_many_steps(pair: tuple[Stage, nn.Module]) -> None:
    stage, module = pair
    many = [of_module(state) for state in states(module, 5)]
    stacked = {name: torch.stack([theta[name] for theta in many]) for name in many[0]}
    at_once = stage.apply(POINTS.expand(5, *POINTS.shape), stacked)
    one_by_one = torch.stack([stage.apply(POINTS, theta) for theta in many])
    torch.testing.assert_close(at_once, one_by_one)


@PAIR
def test_a_stage_survives_being_written_as_json(pair: tuple[Stage, nn.Module]) -> None:
    stage, _ = pair
    assert msgspec.json.decode(msgspec.json.encode(stage), type=Stage) == stage


@PAIR
def test_a_stage_knows_its_widths_and_its_formula(pair: tuple[Stage, nn.Module]) -> None:
    stage, module = pair
    assert stage.inputs == 3
    assert stage.outputs == module.double().eval()(POINTS).shape[1]
    assert "x" in stage.formula


def test_a_residual_stage_tells_the_displacement_alone() -> None:
    stage, module = PAIRS["residual"]
    assert isinstance(stage, Residual)
    theta = of_module(states(module, 1)[0])
    displaced = stage.apply(POINTS, theta) - POINTS
    torch.testing.assert_close(stage.branch(POINTS, theta), displaced)


def test_formulas_say_what_is_there() -> None:
    assert Affine("m", 2, 2).formula == "W x + b"
    assert Affine("m", 2, 2, bias=False).formula == "W x"
    assert Activation("m", 2, Nonlinearity("ReLU")).formula == '"ReLU"(x)'
    assert Residual("m", 2, 4, Nonlinearity("Tanh")).formula == "x + V tanh(U x + b)"
    assert Residual("m", 2, 4, Nonlinearity("Identity")).formula == "x + V (U x + b)"


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_a_nonlinearity_knows_its_entry_in_the_registry(name: str) -> None:
    kind = ELEMENTWISE[name]
    function = Nonlinearity(kind.module, kind.arguments)
    assert function.symbol == kind.symbol
    assert function.is_increasing == kind.increasing
    assert function.is_identity == (name == "identity")
    slope = torch.tensor([0.25], dtype=torch.float64) if name == "prelu" else None
    expected = kind.build().double().eval()(POINTS).detach()
    np.testing.assert_array_equal(function(POINTS, slope), expected)


def test_a_nonlinearity_outside_the_registry_is_called_by_its_class() -> None:
    assert Nonlinearity("Softmax", {"dim": -1}).symbol == '"softmax"'
    assert not Nonlinearity("Softmax", {"dim": -1}).is_increasing


@pytest.mark.parametrize("name", ["Linear", "System", "softmax", "Softmax2d"])
def test_a_class_that_is_no_activation_is_refused(name: str) -> None:
    with pytest.raises(NetworkError, match=f"no activation of the class '{name}'"):
        Nonlinearity(name)
    with pytest.raises(NetworkError, match=f"no activation of the class '{name}'"):
        msgspec.json.decode(f'{{"module": "{name}"}}', type=Nonlinearity)


def test_the_width_at_a_depth_is_that_after_so_many_stages() -> None:
    stages = (Affine("a", 2, 16), Activation("b", 16, Nonlinearity("Tanh")), Affine("c", 16, 3))
    assert [width_at(stages, depth) for depth in range(4)] == [2, 16, 16, 3]
