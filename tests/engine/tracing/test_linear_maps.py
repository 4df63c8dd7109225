"""Whatever computes x Wᵀ + b is read as W and b, and nothing else is."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engine.recordings.recording import Recording
from engine.tracing.calls import listen
from engine.tracing.linear_maps import weight_and_bias
from engine.tracing.operations import is_whole
from engine.training.recorder import Recorder
from tests.support.users_networks import Parts, Turned

X = torch.randn(6, 3, generator=torch.Generator().manual_seed(0))
W = torch.randn(4, 3, generator=torch.Generator().manual_seed(1))
B = torch.randn(4, generator=torch.Generator().manual_seed(2))


class Calls(nn.Module):
    def __init__(self, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


def read(function: Callable[[Tensor], Tensor]) -> tuple[Tensor, Tensor | None] | None:
    found = listen(Calls(function), X, is_whole)
    node = found.node_of(found.result)
    assert node is not None
    return weight_and_bias(node)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: F.linear(x, W), lambda x: F.linear(bias=B, weight=W, input=x),
        lambda x: x @ W.T, lambda x: torch.matmul(other=W.mT, input=x), lambda x: x.mm(mat2=W.t()),
        lambda x: torch.addmm(B, x, W.T), lambda x: torch.addmm(mat1=x, mat2=W.T, input=B),
        lambda x: B.addmm(x, W.T, alpha=1),
        lambda x: torch.einsum("bi,oi->bo", x, W), lambda x: torch.einsum("ij, jk -> ik", x, W.T),
        lambda x: torch.einsum("oi,bi->bo", [W, x]),
        lambda x: torch.einsum("...i,oi->...o", x, W),
    ],
)  # fmt: skip
def test_a_linear_map_is_its_matrix_and_bias(function: Callable[[Tensor], Tensor]) -> None:
    found = read(function)
    assert found is not None
    weight, bias = found
    expected = X.numpy() @ weight.numpy().T + (0 if bias is None else bias.numpy())
    assert weight.shape == (4, 3)
    np.testing.assert_allclose(function(X).numpy(), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: torch.addmm(B, x, W.T, beta=2), lambda x: torch.addmm(B, x, W.T, alpha=0.5),
        lambda x: torch.matmul(W, x.T), lambda x: torch.einsum("bi,oi->ob", x, W),
        lambda x: torch.einsum("bi,bo->io", x, torch.ones(6, 2)), lambda x: x @ W[0],
        lambda x: torch.einsum("bi,oi->b", x, W), lambda x: torch.einsum("bi->bi", x),
        lambda x: torch.einsum("bi,bi->bi", x, x), lambda x: torch.einsum("ib,oi->bo", x.mT, W),
    ],
)  # fmt: skip
def test_what_is_no_such_map_is_not_read(function: Callable[[Tensor], Tensor]) -> None:
    assert read(function) is None


@pytest.mark.parametrize("build", [Turned, Parts])
def test_the_training_of_such_maps_is_recorded_as_it_was(build: Callable[[], nn.Module]) -> None:
    torch.manual_seed(0)
    network, points = build(), torch.randn(40, 2)
    labels = (points[:, 0] * points[:, 1] > 0).long()
    optimizer = torch.optim.SGD(network.parameters(), 0.5)
    recorder = Recorder(network, points, labels, validation=(points, labels))
    assert recorder.reason == ""
    expected = []
    for _ in range(8):
        optimizer.zero_grad()
        loss = F.cross_entropy(network(points), labels)
        loss.backward()
        expected.append(loss.item())
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    assert isinstance(run, Recording)
    with torch.no_grad():
        expected.append(F.cross_entropy(network(points), labels).item())
    assert run.metrics.validation_loss is not None  # computed from the recorded matrices
    np.testing.assert_allclose(run.metrics.validation_loss, expected, rtol=1e-4)
    assert min(abs(np.diff(expected))) > 1e-4
