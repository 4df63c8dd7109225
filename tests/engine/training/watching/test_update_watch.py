"""A loop that records at the wrong place is told so in one sentence, a right one nothing."""

import copy
import io
import warnings
from collections.abc import Callable, Sequence

import numpy as np
import pytest
import torch
from torch import nn

from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from engine.training.watching.update_watch import CLEARED, UNCHANGED, UPDATED, UpdateWatch

POINTS = torch.randn(30, 2, generator=torch.Generator().manual_seed(0))
LABELS = (POINTS[:, 0] * POINTS[:, 1] > 0).long()
UPDATES: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "sgd": lambda parameters: torch.optim.SGD(parameters, 0.1),
    "one by one": lambda parameters: torch.optim.SGD(parameters, 0.1, foreach=False),
    "momentum": lambda parameters: torch.optim.SGD(parameters, 0.1, momentum=0.9),
    "adamw": lambda parameters: torch.optim.AdamW(parameters, 0.1),
    "fused": lambda parameters: torch.optim.Adam(parameters, 0.1, fused=True),
}
RIGHT = ("zero", "forward", "backward", "record", "step")


def make_network() -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(2, 6), nn.Tanh(), nn.Linear(6, 2))


def run(
    order: Sequence[str],
    update: str = "sgd",
    steps: int = 4,
    to_none: bool = True,
    network: nn.Module | None = None,
) -> Recording:
    """Train with the parts of a loop in some order."""
    network = network or make_network()
    optimizer = UPDATES[update](network.parameters())
    recorder = Recorder(network, POINTS, LABELS)
    loss = torch.zeros(())
    for _ in range(steps):
        for part in order:
            if part == "zero":
                optimizer.zero_grad(set_to_none=to_none)
            elif part == "forward":
                loss = nn.functional.cross_entropy(network(POINTS), LABELS)
            elif part == "backward":
                loss.backward()
            elif part == "record":
                recorder.record(loss.item())
            elif part == "clip":
                nn.utils.clip_grad_norm_(network.parameters(), 0.01)
            else:
                optimizer.step()
    recording = recorder.finish()
    assert isinstance(recording, Recording)
    return recording


def told(order: Sequence[str], **options: object) -> list[str]:
    """Return what a loop is warned of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        run(order, **options)  # type: ignore[arg-type]
    assert all(warning.filename == __file__ for warning in caught)
    return [str(warning.message) for warning in caught]


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize(
    "order",
    [
        RIGHT,
        ("forward", "backward", "record", "step", "zero"),
        ("forward", "zero", "backward", "clip", "record", "step"),
        ("forward", "backward", "record", "forward", "backward", "record", "step", "zero"),
    ],
)
def test_a_right_loop_is_not_told_anything(order: Sequence[str], update: str) -> None:
    assert told(order, update=update) == []
    assert told(order, update=update, to_none=False) == []


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize("to_none", [True, False])
@pytest.mark.parametrize(
    "order",
    [
        ("zero", "forward", "backward", "step", "record"),
        ("record", "zero", "forward", "backward", "step"),
        ("forward", "record", "zero", "backward", "step"),
    ],
)
def test_a_loss_recorded_after_the_update_is_told_once(
    order: Sequence[str], to_none: bool, update: str
) -> None:
    assert told(order, update=update, to_none=to_none) == [UPDATED]


@pytest.mark.parametrize("to_none", [True, False])
@pytest.mark.parametrize(
    "order",
    [
        ("forward", "backward", "zero", "record"),
        ("forward", "backward", "step", "zero", "record"),
        ("zero", "forward", "record", "backward", "step"),
    ],
)
def test_gradients_that_are_gone_are_told_once_and_their_norms_unknown(
    order: Sequence[str], to_none: bool
) -> None:
    assert told(order, to_none=to_none)[0] == CLEARED
    assert len(told(order, to_none=to_none)) == 1 + ("step" not in order)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        norms = run(order, to_none=to_none).metrics.gradient_norm
    assert np.isnan(norms).all()


def test_gradients_that_are_zero_are_told_as_zero() -> None:
    network = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 2))
    nn.init.constant_(network[0].bias, -100)
    with warnings.catch_warnings(record=True) as caught:
        recording = run(RIGHT, network=network)
    assert caught == []
    assert (recording.metrics.gradient_norm[:-1, 0] == 0).all()


@pytest.mark.parametrize("order", [("zero", "forward", "backward", "record")])
def test_a_loop_without_an_update_is_told_in_the_end(order: Sequence[str]) -> None:
    assert told(order) == [UNCHANGED]
    assert told(order, steps=1) == []


def test_a_loop_whose_optimizer_has_another_network_is_told() -> None:
    network, other = make_network(), make_network()
    optimizer = torch.optim.SGD(other.parameters(), 0.1)
    recorder = Recorder(network, POINTS, LABELS)
    for _ in range(3):
        loss = nn.functional.cross_entropy(network(POINTS), LABELS)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    with pytest.warns(UserWarning, match="no parameter changed from the first recorded step"):
        recorder.finish()


def test_heads_that_are_trained_in_turn_are_right() -> None:
    network = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2)])
    watch = UpdateWatch(network.parameters())
    optimizer = torch.optim.Adam(network.parameters(), 0.1)
    for step in range(4):
        optimizer.zero_grad(set_to_none=False)
        network[step % 2](POINTS).square().mean().backward()
        assert not watch.updated
        assert not watch.cleared
        watch.next_step()
        optimizer.step()
    assert not watch.unchanged


def test_a_loss_that_comes_after_the_update_belongs_to_the_state_that_was_kept() -> None:
    network, states = make_network(), []
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    recorder = Recorder(network, POINTS, LABELS)
    for _ in range(3):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(POINTS), LABELS)
        loss.backward()
        assert recorder.due
        recorder.keep_state()
        states.append(network[0].weight.detach().clone())
        optimizer.step()
        optimizer.zero_grad()
        recorder.keep_state()
        recorder.record(loss)
    recording = recorder.finish()
    assert isinstance(recording, Recording)
    assert recording.steps.tolist() == [0, 1, 2, 3]
    for step, state in enumerate([*states, network[0].weight.detach()]):
        assert torch.equal(recording.parameters(step, torch.float32)["0.weight"], state)
    assert (recording.metrics.gradient_norm[:-1] > 0).all()


def test_nothing_is_left_on_the_network_and_it_can_be_copied_meanwhile() -> None:
    network = make_network()
    recorder = Recorder(network, POINTS, LABELS)
    weight = network[0].weight
    assert weight._post_accumulate_grad_hooks
    copied = copy.deepcopy(network)
    assert not copied[0].weight._post_accumulate_grad_hooks
    torch.save(network, io.BytesIO())
    recorder.record(0.5)
    recorder.finish()
    assert not weight._post_accumulate_grad_hooks


def test_a_network_that_answers_nan_after_the_last_update_has_diverged() -> None:
    network = make_network()
    recorder = Recorder(network, POINTS, LABELS)
    recorder.record(0.7)
    nn.init.constant_(network[2].weight, float("nan"))
    assert recorder.finish().stopped == "diverged"


def test_a_lost_step_on_the_way_is_kept_as_it_was() -> None:
    network = make_network()
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    recorder = Recorder(network, POINTS, LABELS)
    for factor in (1, float("nan"), 1):
        optimizer.zero_grad()
        loss = factor * nn.functional.cross_entropy(network(POINTS), LABELS)
        loss.backward()
        recorder.record(loss)
        if torch.isfinite(loss):
            optimizer.step()
    recording = recorder.finish()
    assert recording.stopped == "all steps done"
    assert np.isnan(recording.metrics.loss).tolist()[:3] == [False, True, False]
    assert np.isnan(recording.metrics.gradient_norm[1]).all()


def test_small_updates_of_short_numbers_are_noticed() -> None:
    network = make_network().bfloat16()
    watch = UpdateWatch(network.parameters())
    watch.next_step()
    with torch.no_grad():
        network[0].weight[0, 0] *= 1.01
    watch.next_step()
    assert not watch.unchanged
    watch.close()


def by_data(parts: Sequence[str], steps: int = 6) -> tuple[Recording, list[str]]:
    """Train by ``parameter.data``, which PyTorch does not count as changes."""
    network = make_network()
    recorder = Recorder(network, POINTS, LABELS)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in range(steps):
            loss = nn.functional.cross_entropy(network(POINTS), LABELS)
            loss.backward()
            for part in parts:
                for p in network.parameters():
                    assert p.grad is not None
                    if part == "step":
                        p.data -= 0.1 * p.grad.data
                    elif part == "zero":
                        p.grad.data.zero_()
                if part == "record":
                    recorder.record(loss)
        recording = recorder.finish()
    assert isinstance(recording, Recording)
    return recording, [str(warning.message) for warning in caught]


def test_updates_by_data_are_noticed_too() -> None:
    assert by_data(("record", "step", "zero"))[1] == []
    assert by_data(("step", "record", "zero"))[1] == [UPDATED]
    recording, warned = by_data(("step", "zero", "record"))
    assert warned == [CLEARED]
    assert np.isnan(recording.metrics.gradient_norm).all()


def test_a_layer_that_is_no_longer_trained_has_no_gradient() -> None:
    network = make_network()
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    recorder = Recorder(network, POINTS, LABELS)
    for step in range(4):
        if step == 2:
            network[0].requires_grad_(False)
        loss = nn.functional.cross_entropy(network(POINTS), LABELS)
        for parameter in network[2].parameters():
            parameter.grad = None
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    norms = recorder.finish().metrics.gradient_norm
    assert np.isfinite(norms[:4, 1]).all()
    assert np.isfinite(norms[:2, 0]).all()
    assert np.isnan(norms[2:, 0]).all()


def test_a_layer_that_is_trained_later_counts_as_a_change() -> None:
    network = make_network()
    network[0].requires_grad_(False)
    recorder = Recorder(network, POINTS, LABELS)
    network[0].requires_grad_(True)
    network[2].requires_grad_(False)
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in range(3):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(network(POINTS), LABELS)
            loss.backward()
            recorder.record(loss)
            optimizer.step()
        recorder.finish()
    assert [str(warning.message) for warning in caught] == []
