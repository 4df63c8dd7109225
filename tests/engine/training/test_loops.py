"""Loops as different engineers write them are recorded as plain PyTorch has them."""

import copy
from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.training.recorder import Recorder
from tests.support.plain_loops import LABELS, POINTS, answers, assert_holds, loss_of, make_network

Loop = Callable[[nn.Module, Recorder, list[Tensor]], None]


def accumulated(network: nn.Module, recorder: Recorder, expected: list[Tensor]) -> None:
    """Add up the gradients of three batches, with a schedule of learning rates."""
    optimizer = torch.optim.SGD(network.parameters(), 0.3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.0, total_steps=5)
    for _ in range(4):
        optimizer.zero_grad()
        total = 0.0
        for points, labels in zip(POINTS.split(20), LABELS.split(20), strict=True):
            loss = nn.functional.cross_entropy(network(points), labels) / 3
            loss.backward()
            total += loss.item()
        expected.append(answers(network))
        recorder.record(total)
        optimizer.step()
        schedule.step()


def closures(network: nn.Module, recorder: Recorder, expected: list[Tensor]) -> None:
    """Let L-BFGS evaluate several times a step."""
    optimizer = torch.optim.LBFGS(network.parameters(), lr=0.1, max_iter=4)

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = loss_of(network)
        loss.backward()
        return loss

    for _ in range(3):
        expected.append(answers(network))
        recorder.record(closure())
        optimizer.step(closure)


def several_optimizers(network: nn.Module, recorder: Recorder, expected: list[Tensor]) -> None:
    """Give weights and biases an optimizer each."""
    weights = [p for p in network.parameters() if p.dim() > 1]
    biases = [p for p in network.parameters() if p.dim() == 1]
    optimizers = torch.optim.SGD(weights, 0.3), torch.optim.Adam(biases, 0.05)
    for _ in range(4):
        loss = loss_of(network)
        network.zero_grad()
        loss.backward()
        expected.append(answers(network))
        recorder.record(loss)
        for optimizer in optimizers:
            optimizer.step()


def started_anew(network: nn.Module, recorder: Recorder, expected: list[Tensor]) -> None:
    """Update by ``.data``, load a checkpoint on the way, and start anew from it."""
    checkpoint = copy.deepcopy(network.state_dict())
    for step in range(6):
        if step == 3:
            network.load_state_dict(checkpoint)
        loss = loss_of(network)
        loss.backward()
        expected.append(answers(network))
        recorder.record(loss)
        for p in network.parameters():
            assert p.grad is not None
            p.data.add_(p.grad, alpha=-0.3)
            p.grad.zero_()


def line_search(network: nn.Module, recorder: Recorder, expected: list[Tensor]) -> None:
    """Halve the step until the loss falls."""
    parameters = [*network.parameters()]
    for _ in range(4):
        loss = loss_of(network)
        gradients = torch.autograd.grad(loss, parameters)
        expected.append(answers(network))
        recorder.record(loss)
        before, rate = [p.detach().clone() for p in parameters], 8.0
        with torch.no_grad():
            while rate > 1e-3:
                for p, old, gradient in zip(parameters, before, gradients, strict=True):
                    p.copy_(old - rate * gradient)
                if loss_of(network) < loss:
                    break
                rate /= 2


def inner_loops(network: nn.Module, recorder: Recorder, expected: list[Tensor]) -> None:
    """Take a step towards where three steps of an inner loop lead."""
    for _ in range(4):
        before = copy.deepcopy(network.state_dict())
        optimizer = torch.optim.SGD(network.parameters(), 0.3)
        expected.append(answers(network))
        for inner in range(3):
            optimizer.zero_grad()
            loss = loss_of(network)
            loss.backward()
            if inner == 0:
                recorder.record(loss)
            optimizer.step()
        after = network.state_dict()
        network.load_state_dict({n: before[n].lerp(value, 0.5) for n, value in after.items()})


def compiled(network: nn.Module, recorder: Recorder, expected: list[Tensor]) -> None:
    """Compile the network once it is recorded."""
    several_optimizers(torch.compile(network, backend="eager"), recorder, expected)  # type: ignore[arg-type]


def in_parallel(network: nn.Module, recorder: Recorder, expected: list[Tensor]) -> None:
    """Wrap the network for several devices."""
    several_optimizers(nn.DataParallel(network), recorder, expected)


LOOPS: tuple[Loop, ...] = (
    accumulated, closures, several_optimizers, started_anew, line_search, inner_loops, compiled,
    in_parallel,
)  # fmt: skip


@pytest.mark.parametrize("layers", [None, ["0", "2"]], ids=["exact", "probed"])
@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.__name__)
def test_a_loop_is_recorded_as_it_is(loop: Loop, layers: list[str] | None) -> None:
    network, expected = make_network(), list[Tensor]()
    recorder = Recorder(network, POINTS, LABELS, layers=layers)
    loop(network, recorder, expected)
    assert_holds(recorder.finish(), [*expected, answers(network)])


@pytest.mark.parametrize("wrap", [nn.DataParallel, lambda n: torch.compile(n, backend="eager")])
def test_a_network_may_be_wrapped_before_it_is_recorded(
    wrap: Callable[[nn.Module], nn.Module],
) -> None:
    network, expected = wrap(make_network()), list[Tensor]()
    recorder = Recorder(network, POINTS, LABELS)
    several_optimizers(network, recorder, expected)
    assert recorder.reason == ""
    assert_holds(recorder.finish(), [*expected, answers(network)])


def test_sparse_gradients_have_the_norms_of_dense_ones() -> None:
    words = torch.randint(0, 50, (60, 5), generator=torch.Generator().manual_seed(0))
    runs = []
    for sparse in (True, False):
        torch.manual_seed(0)
        network = nn.Sequential(nn.EmbeddingBag(50, 4, sparse=sparse), nn.Linear(4, 2))
        recorder = Recorder(network, words, LABELS)
        optimizer = torch.optim.SGD(network.parameters(), 0.3)
        for _ in range(5):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(network(words), LABELS)
            loss.backward()
            recorder.record(loss)
            optimizer.step()
        runs.append(recorder.finish().metrics)
    np.testing.assert_allclose(runs[0].gradient_norm, runs[1].gradient_norm, rtol=1e-5)
    np.testing.assert_allclose(runs[0].loss, runs[1].loss, rtol=1e-5)


@pytest.mark.filterwarnings("ignore:the gradients were gone")
def test_optimizers_that_step_inside_backward_are_recorded_before_it() -> None:
    network, expected = make_network(), []
    recorder = Recorder(network, POINTS, LABELS)
    optimizers = {p: torch.optim.SGD([p], 0.3) for p in network.parameters()}

    def update(parameter: Tensor) -> None:
        optimizers[parameter].step()  # type: ignore[index]
        optimizers[parameter].zero_grad()  # type: ignore[index]

    for p in network.parameters():
        p.register_post_accumulate_grad_hook(update)
    for _ in range(5):
        loss = loss_of(network)
        expected.append(answers(network))
        recorder.record(loss)
        loss.backward()
    run = recorder.finish()
    assert_holds(run, [*expected, answers(network)])
    assert np.isnan(run.metrics.gradient_norm).all()


@pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor")  # which Dynamo looks at
def test_a_network_that_is_compiled_with_its_whole_step_is_recorded() -> None:
    network, expected = make_network(), []
    recorder = Recorder(network, POINTS, LABELS)
    optimizer = torch.optim.SGD(network.parameters(), 0.3)

    @torch.compile(backend="eager")
    def step() -> Tensor:
        loss = loss_of(network)
        loss.backward()
        return loss

    for _ in range(5):
        optimizer.zero_grad()
        loss = step()
        expected.append(answers(network))
        recorder.record(loss)
        optimizer.step()
    run = recorder.finish()
    assert_holds(run, [*expected, answers(network)])
    assert np.isfinite(run.metrics.gradient_norm[:-1]).all()
