"""Calls of activation functions are the classes of torch that compute the same."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.networks.nonlinearity import Nonlinearity
from engine.tracing.functions import called_nonlinearity, module_nonlinearity

X = torch.linspace(-4, 4, 40).reshape(8, 5)

CALLS: dict[str, tuple[Callable[..., Tensor], tuple, dict]] = {
    "F.relu": (F.relu, (X,), {}),
    "method": (Tensor.relu, (X,), {}),
    "in place": (torch.tanh_, (X,), {}),
    "a constant by place": (F.leaky_relu, (X, 0.3), {}),
    "a constant by name": (F.elu, (X,), {"alpha": 0.5}),
    "of a built-in": (F.softplus, (X, 2.0), {}),
    "of another": (F.gelu, (X,), {"approximate": "tanh"}),
    "hardtanh": (F.hardtanh, (X, -0.5, 2.0), {}),
    "softshrink": (F.softshrink, (X, 0.2), {}),
    "logsigmoid": (F.logsigmoid, (X,), {}),
    "hardswish": (F.hardswish, (X,), {}),
    "softmax": (F.softmax, (X, 1), {}),
    "log softmax": (Tensor.log_softmax, (X,), {"dim": -1}),
    "clamped below": (torch.clamp, (X,), {"min": 0}),
    "clamped": (torch.clamp, (X, -1.0, 0.5), {}),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_read_as_what_it_computes(name: str) -> None:
    function, arguments, keywords = CALLS[name]
    read = called_nonlinearity(function, arguments, keywords)
    assert read is not None
    expected = function(arguments[0].clone(), *arguments[1:], **keywords)
    torch.testing.assert_close(read(X), expected)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (torch.sin, (X,)), (torch.clamp, (X, 1.0)), (F.softmax, (X, 0)), (F.rrelu, (X,)),
        (Tensor.__mul__, (X, X)), (torch.clamp, (X, 1.0, 0.0)),
    ],
)  # fmt: skip
def test_other_calls_are_not_read(function: Callable[..., Tensor], arguments: tuple) -> None:
    assert called_nonlinearity(function, arguments, {}) is None


def test_modules_are_read_by_their_class_and_constants() -> None:
    assert module_nonlinearity(nn.ELU(0.5)) == Nonlinearity("ELU", {"alpha": 0.5})
    assert module_nonlinearity(nn.Softmax(dim=0)) is None
    assert module_nonlinearity(nn.Linear(2, 2)) is None
    assert module_nonlinearity(type("Tanh", (nn.Identity,), {})()) is None
