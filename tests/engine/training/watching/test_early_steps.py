"""What a loop does to its parameters and gradients between two records is noticed."""

import warnings
from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.func import functional_call, grad_and_value

from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from engine.training.watching.early_steps import PERTURBED, EarlySteps
from engine.training.watching.update_watch import CLEARED, UNCHANGED, UPDATED
from tests.support.plain_loops import LABELS, POINTS, answers, assert_holds, loss_of, make_network

Loop = Callable[[nn.Sequential, Recorder, list[Tensor]], None]


def told(loop: Loop) -> tuple[Recording, list[Tensor], list[str]]:
    """Run a loop, and return what was recorded, what the network answered, and the warnings."""
    network, expected = make_network(), []
    recorder = Recorder(network, POINTS, LABELS)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loop(network, recorder, expected)
        run = recorder.finish()
    assert isinstance(run, Recording)
    assert all(warning.filename == __file__ for warning in caught)
    return run, [*expected, answers(network)], [str(warning.message) for warning in caught]


def sharpness_aware(record_at: str, by_data: bool = False) -> Loop:
    """Minimise sharpness: move up, compute the gradients anew, move back, and update."""

    def loop(network: nn.Sequential, recorder: Recorder, expected: list[Tensor]) -> None:
        parameters = [*network.parameters()]
        optimizer = torch.optim.SGD(parameters, 0.5)
        for _ in range(4):
            expected.append(answers(network))
            loss = loss_of(network)
            loss.backward()
            if record_at == "first":
                recorder.record(loss)
            gradients = [p.grad for p in parameters if p.grad is not None]
            size = torch.stack([g.norm() for g in gradients]).norm()
            before = [p.detach().clone() for p in parameters]
            moves = [0.5 * g / size for g in gradients]
            with torch.no_grad():
                for p, move in zip(parameters, moves, strict=True):
                    p += move
            optimizer.zero_grad()
            perturbed = loss_of(network)
            perturbed.backward()
            if record_at == "second":
                recorder.record(perturbed)
            with torch.no_grad():
                for p, old, move in zip(parameters, before, moves, strict=True):
                    if by_data:
                        p.data = old
                    else:
                        p -= move
            optimizer.step()
            optimizer.zero_grad()
            if record_at == "end":
                recorder.record(loss)

    return loop


@pytest.mark.parametrize("by_data", [False, True])
def test_sharpness_aware_steps_are_recorded_once_each_with_the_loss_of_their_parameters(
    by_data: bool,
) -> None:
    run, expected, sentences = told(sharpness_aware("first", by_data))
    assert sentences == []
    assert_holds(run, expected)


@pytest.mark.parametrize("by_data", [False, True])
def test_parameters_recorded_where_they_are_moved_are_told(by_data: bool) -> None:
    assert told(sharpness_aware("second", by_data))[2] == [PERTURBED]
    assert told(sharpness_aware("end", by_data))[2] == [CLEARED]


def perturbed(moved_back: bool) -> Loop:
    """Compute gradients where the weights are moved at random, and update from there or before."""

    def loop(network: nn.Sequential, recorder: Recorder, expected: list[Tensor]) -> None:
        optimizer = torch.optim.SGD(network.parameters(), 0.3)
        noise = torch.Generator().manual_seed(0)
        for _ in range(5):
            moves = [0.05 * torch.randn(p.shape, generator=noise) for p in network.parameters()]
            with torch.no_grad():
                torch._foreach_add_([*network.parameters()], moves)
            optimizer.zero_grad()
            loss = loss_of(network)
            loss.backward()
            expected.append(answers(network))
            recorder.record(loss)
            if moved_back:
                with torch.no_grad():
                    torch._foreach_sub_([*network.parameters()], moves)
            optimizer.step()

    return loop


def test_weights_that_are_moved_for_good_are_not_told_and_those_moved_back_are() -> None:
    run, expected, sentences = told(perturbed(moved_back=False))
    assert sentences == []
    assert_holds(run, expected)
    assert told(perturbed(moved_back=True))[2] == [PERTURBED]


def by_hand(late: bool, by_data: bool = False) -> Loop:
    """Update by hand with gradients that are kept nowhere."""

    def loop(network: nn.Sequential, recorder: Recorder, expected: list[Tensor]) -> None:
        parameters = [*network.parameters()]
        for _ in range(4):
            expected.append(answers(network))
            loss = loss_of(network)
            gradients = torch.autograd.grad(loss, parameters)
            if not late:
                recorder.record(loss)
            with torch.no_grad():
                for p, gradient in zip(parameters, gradients, strict=True):
                    if by_data:
                        p.data -= 0.3 * gradient
                    else:
                        p -= 0.3 * gradient
            if late:
                recorder.record(loss)

    return loop


def test_updates_by_hand_are_recorded_as_they_are() -> None:
    run, expected, sentences = told(by_hand(late=False))
    assert sentences == []
    assert_holds(run, expected)
    assert np.isnan(run.metrics.gradient_norm).all()


@pytest.mark.parametrize("by_data", [False, True])
def test_an_update_by_hand_before_the_record_is_told(by_data: bool) -> None:
    assert told(by_hand(late=True, by_data=by_data))[2] == [UPDATED]


def test_new_parameters_at_every_step_are_recorded_as_they_are() -> None:
    def loop(network: nn.Sequential, recorder: Recorder, expected: list[Tensor]) -> None:
        for _ in range(4):
            expected.append(answers(network))
            loss = loss_of(network)
            names, parameters = zip(*network.named_parameters(), strict=True)
            gradients = torch.autograd.grad(loss, parameters)
            recorder.record(loss)
            for name, p, gradient in zip(names, parameters, gradients, strict=True):
                home, _, last = name.rpartition(".")
                new = nn.Parameter(p.detach() - 0.3 * gradient)
                setattr(network.get_submodule(home), last, new)

    run, expected, sentences = told(loop)
    assert sentences == []
    assert_holds(run, expected)


def functional(copied_back: bool) -> Loop:
    """Train a dict of parameters that the network is called with."""

    def loop(network: nn.Sequential, recorder: Recorder, expected: list[Tensor]) -> None:
        def cost(parameters: dict[str, Tensor]) -> Tensor:
            outputs = functional_call(network, parameters, (POINTS,))
            return nn.functional.cross_entropy(outputs, LABELS)

        parameters = {name: p.detach().clone() for name, p in network.named_parameters()}
        for _ in range(5):
            gradients, loss = grad_and_value(cost)(parameters)
            if copied_back:
                network.load_state_dict(parameters)
            expected.append(answers(network))
            recorder.record(loss)
            parameters = {name: p - 0.3 * gradients[name] for name, p in parameters.items()}
        if copied_back:
            network.load_state_dict(parameters)

    return loop


def test_functional_parameters_that_are_copied_back_are_recorded() -> None:
    run, expected, sentences = told(functional(copied_back=True))
    assert sentences == []
    assert_holds(run, expected)


def test_functional_parameters_that_are_never_copied_back_are_told() -> None:
    assert told(functional(copied_back=False))[2] == [UNCHANGED]


def scaled(unscaled: bool) -> Loop:
    """Train with a gradient scaler, as half precision needs it."""

    def loop(network: nn.Sequential, recorder: Recorder, expected: list[Tensor]) -> None:
        optimizer, scaler = torch.optim.SGD(network.parameters(), 0.3), torch.amp.GradScaler("cpu")
        for _ in range(5):
            optimizer.zero_grad()
            expected.append(answers(network))
            loss = loss_of(network)
            scaler.scale(loss).backward()
            if unscaled:
                scaler.unscale_(optimizer)
            recorder.record(loss)
            scaler.step(optimizer)
            scaler.update()

    return loop


def test_a_state_that_is_kept_inside_of_a_step_is_right() -> None:
    def loop(network: nn.Sequential, recorder: Recorder, expected: list[Tensor]) -> None:
        optimizer = torch.optim.SGD(network.parameters(), 0.3)

        def closure() -> Tensor:
            optimizer.zero_grad()
            loss = loss_of(network)
            loss.backward()
            expected.append(answers(network))
            recorder.keep_state()
            return loss

        for _ in range(5):
            recorder.record(optimizer.step(closure))

    run, expected, sentences = told(loop)
    assert sentences == []
    assert_holds(run, expected)


def test_scaled_gradients_are_told_and_unscaled_ones_are_right() -> None:
    (sentence,) = told(scaled(unscaled=False))[2]
    assert "were 65,536 times those at optimizer.step()" in sentence
    run, expected, sentences = told(scaled(unscaled=True))
    assert sentences == []
    assert_holds(run, expected)
    network = make_network()
    loss_of(network).backward()
    norm = sum(float((p.grad**2).sum()) for p in network[0].parameters()) ** 0.5
    assert run.metrics.gradient_norm[0, 0] == pytest.approx(norm)


def test_recording_every_tenth_step_or_clipping_is_not_told_anything() -> None:
    def loop(network: nn.Sequential, recorder: Recorder, expected: list[Tensor]) -> None:
        optimizer = torch.optim.SGD(network.parameters(), 0.3, weight_decay=0.1)
        for step in range(40):
            optimizer.zero_grad()
            loss = loss_of(network)
            loss.backward()
            if step % 10 == 0:
                expected.append(answers(network))
                recorder.record(loss)
            nn.utils.clip_grad_norm_(network.parameters(), 0.01)
            optimizer.step()

    run, expected, sentences = told(loop)
    assert sentences == []
    assert_holds(run, expected)


def test_nothing_is_listened_to_after_a_few_steps() -> None:
    network = make_network()
    early = EarlySteps(network.parameters())
    assert network[0].weight._backward_hooks
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    for _ in range(3):
        loss_of(network).backward()
        early.record(is_checked=True)
        optimizer.step()
    assert not network[0].weight._backward_hooks
    assert early.sentences == []


def test_several_networks_are_recorded_side_by_side() -> None:
    networks = [make_network(seed) for seed in range(3)]
    recorders = [Recorder(network, POINTS, LABELS) for network in networks]
    expected: list[list[Tensor]] = [[] for _ in networks]
    optimizers = [torch.optim.SGD(network.parameters(), 0.3) for network in networks]
    for _ in range(6):
        for network, recorder, outputs, optimizer in zip(
            networks, recorders, expected, optimizers, strict=True
        ):
            optimizer.zero_grad()
            loss = loss_of(network)
            loss.backward()
            outputs.append(answers(network))
            recorder.record(loss)
            optimizer.step()
    for network, recorder, outputs in zip(networks, recorders, expected, strict=True):
        assert_holds(recorder.finish(), [*outputs, answers(network)])
