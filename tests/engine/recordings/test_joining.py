"""Recordings of one training are joined at the step that a network is in."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.errors import RecordingError
from engine.recordings.joining import joined, require_same_points, row_of_state
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from tests.support.plain_loops import LABELS, POINTS, make_network, train

AMPLE = 10**9
"""More bytes than all steps need."""


@pytest.fixture
def pieces() -> tuple[Recording, Recording]:
    """Return a run of five steps, and one of three that goes on from where it ended."""
    network = make_network()
    before, after = train(network, 5), train(network, 3)
    assert isinstance(before, Recording)
    assert isinstance(after, Recording)
    return before, after


@pytest.mark.parametrize("row", [0, 2, 5])
def test_a_state_is_found_among_the_recorded_steps(
    pieces: tuple[Recording, Recording], row: int
) -> None:
    before, _ = pieces
    state = {name: rows[row].clone() for name, rows in before.tensors.items()}
    assert row_of_state(before, state) == row
    nudged = {name: value + 1e-3 * value.abs().max() for name, value in state.items()}
    assert row_of_state(before, nudged) is None


def test_the_state_of_another_network_is_none_of_them(pieces: tuple[Recording, Recording]) -> None:
    before, _ = pieces
    state = {name: rows[0] for name, rows in before.tensors.items()}
    assert row_of_state(before, {**state, "more": torch.zeros(3)}) is None
    assert row_of_state(before, {name: value[:1] for name, value in state.items()}) is None


@pytest.mark.parametrize("row", [3, 5])
def test_what_follows_takes_the_place_of_the_steps_after_the_joint(
    pieces: tuple[Recording, Recording], row: int
) -> None:
    before, after = pieces
    run = joined(before, row, after, AMPLE)
    assert isinstance(run, Recording)
    assert run.steps.tolist() == list(range(row + 4))
    for name, rows in run.tensors.items():
        expected = torch.cat([before.tensors[name][:row], after.tensors[name][:]])
        assert torch.equal(rows[:], expected)
    losses = np.concatenate([before.metrics.loss[:row], after.metrics.loss])
    assert run.metrics.loss == pytest.approx(losses)


def test_steps_are_dropped_evenly_until_the_rest_fits(pieces: tuple[Recording, Recording]) -> None:
    before, after = pieces
    row_bytes = sum(4 * rows[0].numel() for rows in before.tensors.values())
    run = joined(before, 5, after, 5 * row_bytes)
    assert run.steps.tolist() == [0, 2, 4, 6, 8]
    assert len(run.metrics.loss) == 9


def test_other_points_are_refused_with_what_to_do(pieces: tuple[Recording, Recording]) -> None:
    before, _ = pieces
    require_same_points(before, before.data)
    other = Recorder(make_network(), POINTS + 1, LABELS).data
    with pytest.raises(RecordingError, match="give the Recorder the points and labels"):
        require_same_points(before, other)
