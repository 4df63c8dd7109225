"""A training that was broken off goes on in the same recording."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.errors import RecordingError
from engine.recordings.opening import open_recording
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from tests.support.plain_loops import LABELS, POINTS, answers, assert_holds, make_network, train

KINDS = pytest.mark.parametrize("layers", [None, ["0", "2"]], ids=["exact", "probed"])


@KINDS
def test_a_run_resumed_from_a_checkpoint_is_the_run_that_was_never_broken_off(
    layers: list[str] | None, tmp_path: Path
) -> None:
    network, path = make_network(), tmp_path / "run.safetensors"
    held = POINTS[:10] + 0.1, LABELS[:10]
    whole = train(make_network(), 7, layers=layers, validation=held)
    expected: list[Tensor] = []
    train(network, 3, expected, layers=layers, validation=held).save(path)
    again = make_network(9)
    again.load_state_dict(network.state_dict())
    run = train(again, 4, expected, layers=layers, validation=held, resume=path)
    assert_holds(run, [*expected, answers(again)])
    for name in ("loss", "accuracy", "gradient_norm", "validation_loss", "validation_accuracy"):
        np.testing.assert_allclose(
            getattr(run.metrics, name), getattr(whole.metrics, name), rtol=1e-5, err_msg=name
        )
    run.save(path)
    assert_holds(open_recording(path), [*expected, answers(again)])


@KINDS
def test_steps_after_the_checkpoint_are_left_out(layers: list[str] | None) -> None:
    network, expected = make_network(), list[Tensor]()
    train(network, 4, expected, layers=layers)
    checkpoint = {name: value.clone() for name, value in network.state_dict().items()}
    first = train(make_network(), 6, layers=layers)
    network.load_state_dict(checkpoint)
    run = train(network, 3, expected, layers=layers, resume=first)
    assert_holds(run, [*expected, answers(network)])


def test_parameters_are_joined_too() -> None:
    network, states = make_network(), []
    options: dict[str, Any] = {"layers": ["0"], "parameters": True}
    before = train(network, 2, **options)
    states.append(network[0].weight.detach().clone())
    run = train(network, 1, resume=before, **options)
    states.append(network[0].weight.detach().clone())
    assert isinstance(run, ProbedRecording)
    assert torch.equal(run.tensors["0.weight"][2:4], torch.stack(states))


def test_pieces_that_are_joined_again_and_again_stay_within_the_budget() -> None:
    network, run = make_network(), None
    budget = 8 * 4 * sum(p.numel() for p in network.parameters())
    for _ in range(10):
        run = train(network, 4, budget=budget, resume=run)
    assert isinstance(run, Recording)
    assert run.steps.tolist() == [0, 8, 16, 24, 32, 40]
    assert len(run.metrics.loss) == 41
    assert np.isfinite(run.metrics.loss).all()
    whole = train(make_network(), 40)
    np.testing.assert_allclose(run.metrics.loss, whole.metrics.loss, rtol=1e-5)


def test_another_state_network_or_data_is_refused_with_what_to_do() -> None:
    network = make_network()
    before = train(network, 3)
    with pytest.raises(RecordingError, match="none of the steps of the recording to resume; load"):
        Recorder(make_network(5), POINTS, LABELS, resume=before)
    with pytest.raises(RecordingError, match="of another network, or of other layers"):
        Recorder(nn.Linear(2, 2), POINTS, LABELS, resume=before)
    with pytest.raises(RecordingError, match="of another network, or of other layers"):
        Recorder(network, POINTS, LABELS, layers=["0"], resume=before)
    with pytest.raises(RecordingError, match="has other points"):
        Recorder(network, POINTS[:50], LABELS[:50], resume=before)
    with pytest.raises(RecordingError, match="has other points"):
        Recorder(network, POINTS, 1 - LABELS, resume=before)


def test_a_resumed_run_may_add_nothing() -> None:
    network = make_network()
    before = train(network, 3)
    run = train(network, 0, resume=before)
    assert run.steps.tolist() == [0, 1, 2, 3]
    np.testing.assert_allclose(run.metrics.loss[:3], before.metrics.loss[:3])
