"""A loss that another network computed is told from one of the recorded network."""

import copy

import pytest
import torch
from torch import nn
from torch.func import functional_call
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from engine.training.watching.loss_source import is_from_elsewhere
from tests.support.plain_loops import LABELS, POINTS, answers, assert_holds, loss_of, make_network


def test_a_loss_of_the_network_is_its_own() -> None:
    network, other = make_network(), make_network(2)
    assert not is_from_elsewhere(loss_of(network), network.parameters())
    assert not is_from_elsewhere(loss_of(network) + loss_of(other), network.parameters())
    assert not is_from_elsewhere(loss_of(other).item(), network.parameters())
    assert not is_from_elsewhere(loss_of(other).detach(), network.parameters())


def test_a_loss_of_another_network_is_not() -> None:
    network, other = make_network(), make_network(2)
    assert is_from_elsewhere(loss_of(other), network.parameters())


def test_a_loss_of_copies_with_the_same_numbers_is() -> None:
    network = make_network()
    assert not is_from_elsewhere(loss_of(copy.deepcopy(network)), network.parameters())
    copies = {name: p.detach().clone().requires_grad_() for name, p in network.named_parameters()}
    outputs = functional_call(network, copies, (POINTS,))
    assert not is_from_elsewhere(outputs.square().mean(), network.parameters())


def test_a_graph_too_large_to_look_through_tells_nothing() -> None:
    network, other = make_network(), make_network(2)
    loss = loss_of(other)
    for _ in range(20_001):
        loss = loss + 1
    assert not is_from_elsewhere(loss, network.parameters())


def averaged(own_loss: bool) -> tuple[Recording, list[torch.Tensor]]:
    """Record an exponential moving average of the weights that are trained."""
    network, expected = make_network(), []
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(0.5))
    optimizer = torch.optim.SGD(network.parameters(), 0.5)
    recorder = Recorder(average, POINTS, LABELS)
    for _ in range(5):
        optimizer.zero_grad()
        loss = loss_of(network)
        loss.backward()
        expected.append(answers(average))
        recorder.record(loss_of(average).item() if own_loss else loss)
        optimizer.step()
        average.update_parameters(network)
    run = recorder.finish()
    assert isinstance(run, Recording)
    return run, [*expected, answers(average)]


def test_averaged_weights_are_recorded_with_their_own_loss() -> None:
    assert_holds(*averaged(own_loss=True))


def test_the_loss_of_the_network_that_is_averaged_is_told() -> None:
    with pytest.warns(UserWarning, match="computed by another network's parameters") as told:
        averaged(own_loss=False)
    assert [warning.filename for warning in told] == [__file__]


def test_a_loop_that_trains_another_network_is_told_at_once() -> None:
    network, other = make_network(), make_network(2)
    recorder = Recorder(network, POINTS, LABELS)
    with pytest.warns(UserWarning, match="computed by another network's parameters"):
        recorder.record(loss_of(other))


def test_one_of_two_networks_that_are_trained_in_turn_is_recorded_as_it_is() -> None:
    torch.manual_seed(0)
    generator, judge = nn.Linear(2, 2), nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 1))
    optimizers = [torch.optim.Adam(n.parameters(), 0.01) for n in (judge, generator)]
    recorder, expected = Recorder(judge, POINTS, LABELS), []
    cost = nn.functional.binary_cross_entropy_with_logits
    for _ in range(4):
        noise = torch.randn(60, 2)
        optimizers[0].zero_grad()
        loss = cost(judge(POINTS), torch.ones(60, 1))
        loss = loss + cost(judge(generator(noise).detach()), torch.zeros(60, 1))
        loss.backward()
        expected.append(copy.deepcopy(judge.state_dict()))
        recorder.record(loss)
        optimizers[0].step()
        optimizers[1].zero_grad()
        cost(judge(generator(noise)), torch.ones(60, 1)).backward()
        optimizers[1].step()
    run = recorder.finish()
    assert isinstance(run, Recording)
    for step, state in enumerate(expected):
        theta = run.parameters(step, torch.float32)
        assert all(torch.equal(theta[name], state[name]) for name in state)
