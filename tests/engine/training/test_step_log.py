"""Rows are kept evenly spread within a budget, in blocks of bounded size."""

import pytest
import torch

from engine.training.step_log import BLOCK_BYTES, StepLog


@pytest.mark.parametrize("dtype", [torch.float16, torch.float32])
def test_rows_come_back_as_they_were_added(dtype: torch.dtype) -> None:
    log = StepLog(5, 2, 10**6, dtype)
    for step in range(9):
        if log.is_due(step):
            log.add(step, [torch.full((2,), step, dtype=dtype), torch.zeros(3, dtype=dtype)])
    assert log.steps == [0, 2, 4, 6, 8]
    counted, zeros = log.columns([2, 3])
    assert counted.shape == (5, 2)
    assert zeros.shape == (5, 3)
    assert counted[:, 1].tolist() == log.steps


def test_memory_is_taken_in_small_blocks_where_rows_are_large() -> None:
    log = StepLog(BLOCK_BYTES, 1, 10**12)
    assert log.is_due(0)
    log.add(0, [torch.zeros(BLOCK_BYTES)])
    assert sum(block.nbytes for block in log._blocks) == 4 * BLOCK_BYTES
