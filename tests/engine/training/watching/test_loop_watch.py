"""A loop that is broken off, or mends nothing, is recorded as far as it went."""

import numpy as np
import pytest
import torch

from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
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
