"""Stages compute what the torch modules of the same name do, for one step or a thousand."""

import msgspec
import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.networks.activations import ELEMENTWISE
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
)

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


@pytest.mark.parametrize(
    ("module", "arguments"),
    [("LeakyReLU", {"negative_slope": -0.5}), ("LeakyReLU", {"negative_slope": 0.0})]
    + [("ELU", {"alpha": -1.0}), ("Softplus", {"beta": -1.0}), ("RReLU", {"lower": -0.2})],
)
def test_a_constant_that_folds_or_flattens_a_function_keeps_it_from_increasing(
    module: str, arguments: dict[str, float]
) -> None:
    function = Nonlinearity(module, arguments)
    assert not function.is_increasing
    assert Nonlinearity(module, {"inplace": False} if module != "Softplus" else {}).is_increasing


def test_a_nonlinearity_outside_the_registry_is_called_by_its_class() -> None:
    assert Nonlinearity("Softmax", {"dim": -1}).symbol == '"softmax"'
    assert not Nonlinearity("Softmax", {"dim": -1}).is_increasing


BRANCH = (Affine("u", 3, 5), Activation("t", 5, Nonlinearity("Tanh")), Affine("v", 5, 3))
WEIGHTS = {
    name: torch.randn(4, *shape, generator=torch.Generator().manual_seed(len(name)))
    for name, shape in {
        "u.weight": (5, 3), "u.bias": (5,), "v.weight": (3, 5), "v.bias": (3,)
    }.items()
}  # fmt: skip


def by_hand(x: Tensor, step: int) -> Tensor:
    u, b, v, c = (values[step] for values in WEIGHTS.values())
    return torch.tanh(x @ u.T + b) @ v.T + c


@pytest.mark.parametrize("join", ["sum", "concatenation"])
@pytest.mark.parametrize("batched", [False, True])
def test_branches_add_up_or_stand_side_by_side(join: str, batched: bool) -> None:
    stage = Branches("b", 3, 3 if join == "sum" else 6, ((), BRANCH), join)  # type: ignore[arg-type]
    x = torch.randn(7, 3)
    made = stage.apply(x.expand(4, 7, 3) if batched else x, WEIGHTS)
    for step in range(4):
        branch = by_hand(x, step)
        whole = x + branch if join == "sum" else torch.cat([x, branch], dim=1)
        torch.testing.assert_close(made[step], whole)
    assert stage.is_residual is (join == "sum")
    assert stage.formula == ("x + f(x)" if join == "sum" else "(x, f(x))")


def test_constants_scale_and_shift() -> None:
    stage = Scaling("s", 3, 0.5, -1.0)
    x = torch.randn(7, 3)
    torch.testing.assert_close(stage.apply(x, {}), x / 2 - 1)
    assert stage.formula == "0.5 x - 1"
    assert Scaling("s", 3, 2.0).formula == "2 x"


def test_branches_come_back_from_json() -> None:
    stages = (Branches("b", 3, 3, ((), (*BRANCH, Scaling("s", 3, 0.5)))),)
    assert msgspec.json.decode(msgspec.json.encode(stages), type=tuple[Stage, ...]) == stages
