"""A loop is told what it does wrong, and recorded as far as it went."""

import copy
import warnings

import numpy as np
import pytest
import torch

from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from engine.training.watching.update_watch import UPDATED
from tests.support.plain_loops import LABELS, POINTS, answers, loss_of, make_network


@pytest.mark.parametrize("is_updated", [True, False])
def test_a_step_broken_off_before_its_loss_was_known_is_one_if_it_updated(
    is_updated: bool,
) -> None:
    network, expected = make_network(), []
    recorder = Recorder(network, POINTS, LABELS)
    optimizer = torch.optim.SGD(network.parameters(), 0.3)
    for step in range(3):
        optimizer.zero_grad()
        loss = loss_of(network)
        loss.backward()
        recorder.keep_state()
        expected.append(answers(network))
        if step == 2 and not is_updated:
            break
        optimizer.step()
        if step < 2:
            recorder.record(loss)
    run = recorder.finish("interrupted")
    assert isinstance(run, Recording)
    assert run.last_step == 2 + is_updated
    assert np.isfinite(run.metrics.gradient_norm[: run.last_step]).all()
    last = run.parameters(run.last_step, torch.float32)
    assert torch.equal(last["0.weight"], network[0].weight)


def test_other_weights_that_are_evaluated_before_the_record_are_no_update(
    recwarn: pytest.WarningsRecorder,
) -> None:
    network = make_network()
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    recorder = Recorder(network, POINTS, LABELS)
    for _ in range(8):
        optimizer.zero_grad()
        loss = loss_of(network)
        loss.backward()
        own = copy.deepcopy(network.state_dict())
        network.load_state_dict({name: 0.9 * value for name, value in own.items()})
        with torch.no_grad():
            network(POINTS)
        network.load_state_dict(own)
        recorder.record(loss)
        optimizer.step()
    recorder.finish()
    assert not recwarn.list


def test_a_loop_that_updates_too_early_from_some_step_on_is_told() -> None:
    network = make_network()
    optimizer = torch.optim.SGD(network.parameters(), 0.1)
    recorder = Recorder(network, POINTS, LABELS)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for step in range(8):
            optimizer.zero_grad()
            loss = loss_of(network)
            loss.backward()
            if step >= 5:
                optimizer.step()
            recorder.record(loss)
            if step < 5:
                optimizer.step()
        recorder.finish()
    assert [str(warning.message) for warning in caught] == [UPDATED]
