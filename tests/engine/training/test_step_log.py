"""Rows are kept evenly spread within a budget, and memory is used as they are written."""

import numpy as np
import psutil
import pytest

from engine.training import step_log
from engine.training.step_log import ROOM_BYTES, StepLog


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_rows_come_back_as_they_were_added(dtype: type[np.floating]) -> None:
    log = StepLog(5, 2, 10**6, dtype)
    for step in range(9):
        if log.is_due(step):
            log.add(step, [np.full(2, step, dtype), np.zeros(3, dtype)])
    assert log.steps == [0, 2, 4, 6, 8]
    counted, zeros = log.columns([2, 3])
    assert counted.shape == (5, 2)
    assert zeros.shape == (5, 3)
    assert counted[:, 1].tolist() == log.steps


def test_when_the_budget_is_used_up_every_second_row_is_dropped() -> None:
    log = StepLog(2, 1, 5 * 8)
    for step in range(20):
        if log.is_due(step):
            log.add(step, [np.array([step, -step], np.float32)])
    assert log.steps == [0, 8, 16]
    log.add(19, [np.array([19.0, -19.0], np.float32)])
    assert log.columns([2])[0].tolist() == [[0, 0], [8, -8], [16, -16], [19, -19]]


def test_memory_that_is_not_written_to_is_not_used() -> None:
    before = psutil.Process().memory_info().rss
    logs = [StepLog(1000, 1, 10**12) for _ in range(4)]
    assert psutil.Process().memory_info().rss - before < ROOM_BYTES / 10
    assert [log.is_due(0) for log in logs] == [True] * 4


def test_a_budget_beyond_the_room_that_is_taken_at_once_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(step_log, "ROOM_BYTES", 16)
    log = StepLog(2, 1, 10**6)
    for step in range(7):
        assert log.is_due(step)
        log.add(step, [np.array([step, 1.0], np.float32)])
    assert log.columns([1, 1])[0][:, 0].tolist() == [*range(7)]
