"""Single calls are read as the stages that compute the same."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.errors import NetworkError
from engine.networks.residual_block import ResidualBlock
from engine.networks.stages import Activation, Scaling
from engine.tracing.calls import listen
from engine.tracing.operations import Join, Operation, Reader, Single, is_whole

X = torch.randn(6, 3, generator=torch.Generator().manual_seed(0))


class Calls(nn.Module):
    def __init__(self, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


def read(function: Callable[[Tensor], Tensor]) -> Operation:
    network = Calls(function)
    found = listen(network, X, is_whole)
    node = found.node_of(found.result)
    assert node is not None
    return Reader(network).read(node)


@pytest.mark.parametrize(
    ("function", "factor", "shift"),
    [
        (lambda x: 2 * x, 2, 0), (lambda x: x / 4, 0.25, 0), (lambda x: x - 3, 1, -3),
        (lambda x: x + 0.5, 1, 0.5), (lambda x: torch.mul(x, 3), 3, 0),
        (lambda x: torch.add(input=x, other=2), 1, 2), (lambda x: x.sub(other=2), 1, -2),
        (lambda x: torch.mul(other=2, input=x), 2, 0), (lambda x: torch.div(x, other=4), 0.25, 0),
        (lambda x: -x, -1, 0), (lambda x: torch.neg(input=x), -1, 0), (lambda x: 2 - x, -1, 2),
        (lambda x: torch.rsub(x, 2), -1, 2), (lambda x: x.negative(), -1, 0),
        (lambda x: torch.add(x, 2, alpha=1), 1, 2), (lambda x: torch.multiply(x, 2), 2, 0),
    ],
)  # fmt: skip
def test_constants_are_a_scaling(
    function: Callable[[Tensor], Tensor], factor: float, shift: float
) -> None:
    operation = read(function)
    assert isinstance(operation, Single)
    assert isinstance(operation.stage, Scaling)
    assert (operation.stage.factor, operation.stage.shift) == (factor, shift)
    torch.testing.assert_close(operation.stage.apply(X, {}), function(X))


@pytest.mark.parametrize(
    "function",
    [
        lambda x: torch.cat([x], 1),
        lambda x: torch.hstack([x]),
        lambda x: x.view(6, 3),
        lambda x: x.unsqueeze(1),
        lambda x: x.double(),
        lambda x: x + 0,
    ],
)
def test_what_leaves_all_numbers_alone_is_no_stage(function: Callable[[Tensor], Tensor]) -> None:
    assert read(function) == Single(None, {})


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x.softmax(1), lambda x: F.softplus(x, 2.0), lambda x: F.leaky_relu(x, 0.3),
        lambda x: F.elu(x, 0.5), lambda x: torch.softmax(x, -1), lambda x: F.hardtanh(x, -2, 3),
        lambda x: torch.relu(input=x), lambda x: F.elu(input=x, alpha=0.5),
        lambda x: torch.clamp(input=x, min=0), lambda x: torch.softmax(input=x, dim=1),
        lambda x: F.softplus(input=x, beta=2.0), lambda x: torch.clamp(max=1, min=-1, input=x),
    ],
)  # fmt: skip
def test_numbers_after_a_function_are_its_arguments(function: Callable[[Tensor], Tensor]) -> None:
    operation = read(function)
    assert isinstance(operation, Single)
    assert isinstance(operation.stage, Activation)
    torch.testing.assert_close(operation.stage.apply(X, {}), function(X))


def test_values_that_meet_are_joined() -> None:
    assert read(lambda x: x.relu() + x.tanh()) == Join("sum")
    assert read(lambda x: torch.cat([x, x.tanh()], dim=1)) == Join("concatenation")
    assert read(lambda x: torch.hstack([x, x.tanh()])) == Join("concatenation")
    assert read(lambda x: torch.cat(tensors=[x, x], dim=1)) == Join("concatenation")
    assert read(lambda x: torch.concat(axis=-1, tensors=(x, x))) == Join("concatenation")
    assert read(lambda x: torch.hstack(tensors=[x, x])) == Join("concatenation")
    assert read(lambda x: torch.add(input=x, other=x.tanh())) == Join("sum")


@pytest.mark.parametrize(
    "function",
    [
        lambda x: torch.cat([x, torch.ones(len(x), 1)], 1), lambda x: torch.cat([x, x.tanh()]),
        lambda x: torch.hstack([torch.zeros(len(x), 2), x, x]),
        lambda x: torch.hstack([x[:, 0], x[:, 1]]), lambda x: torch.cat(tensors=[x, x]),
        lambda x: torch.add(x, x, alpha=2), lambda x: torch.add(x, 2, alpha=3),
        lambda x: torch.div(x, 2, rounding_mode="floor"), lambda x: torch.softmax(x, axis=0),
        lambda x: x.T.matmul(torch.eye(6)),
    ],
)  # fmt: skip
def test_what_else_a_call_is_given_is_not_passed_over(
    function: Callable[[Tensor], Tensor],
) -> None:
    with pytest.raises(NetworkError, match="is no layer that Warpreel can recompute exactly"):
        read(function)


def test_modules_that_have_stages_count_as_one() -> None:
    whole = (
        nn.Linear(2, 2),
        nn.BatchNorm1d(2),
        nn.GELU(),
        nn.Dropout(),
        ResidualBlock(2, 2, nn.ReLU()),
    )
    assert all(is_whole(module) for module in whole)
    assert not any(
        is_whole(module) for module in (nn.Conv2d(1, 1, 1), nn.Sequential(), nn.LSTM(1, 1))
    )
