"""Runs of any length fit into a budget: evenly spread, from the first step to the last."""

import numpy as np
import pytest
import torch

from engine.training.parameter_log import ParameterLog


def logged(steps: int, every: int = 1, budget: int = 10**9) -> tuple[ParameterLog, np.ndarray]:
    """Log two tensors, 6 numbers in all, that hold the number of the step."""
    weight, bias = torch.zeros(2, 2), torch.zeros(2)
    log = ParameterLog([weight, bias], every, budget)
    for step in range(steps + 1):
        weight.fill_(step)
        bias.fill_(-step)
        if step < steps:
            log.keep(step)
    log.keep_last(steps)
    weights, biases = log.stacked()
    assert weights.shape == (len(log.steps), 2, 2)
    np.testing.assert_array_equal(weights[:, 0, 0], log.steps)
    np.testing.assert_array_equal(biases[:, 1], np.negative(log.steps))
    return log, np.array(log.steps)


@pytest.mark.parametrize(("every", "steps"), [(1, 12), (5, 12), (4, 12), (100, 12)])
def test_every_so_many_steps_and_the_last_are_kept(every: int, steps: int) -> None:
    log, _ = logged(steps, every)
    assert log.steps == sorted({*range(0, steps, every), steps})


@pytest.mark.parametrize("rows", [3, 4, 5, 10, 17, 37, 38, 255, 257, 300])
@pytest.mark.parametrize("steps", [37, 600])
def test_within_a_budget_fewer_steps_are_kept_evenly_spread(rows: int, steps: int) -> None:
    budget = rows * 4 * 6
    log, kept = logged(steps, budget=budget)
    assert (kept[0], kept[-1]) == (0, steps)
    (spacing,) = set(np.diff(kept[:-1]).tolist()) or {0}
    assert kept[-1] - kept[-2] <= spacing
    assert sum(rows.nbytes for rows in log.stacked()) <= budget
    if steps >= rows:
        assert len(kept) > rows // 2
    else:
        assert spacing == 1


def test_three_states_are_kept_at_least() -> None:
    log, _ = logged(100, budget=1)
    assert len(log.steps) == 3
    assert (log.steps[0], log.steps[-1]) == (0, 100)


def test_every_and_budget_work_together() -> None:
    log, _ = logged(100, every=3, budget=8 * 24)
    assert log.steps == [0, 24, 48, 72, 96, 100]


def test_a_last_step_that_is_kept_already_is_not_kept_twice() -> None:
    log, _ = logged(12)
    log.keep_last(12)
    assert log.steps == [*range(13)]


def test_tensors_whose_memory_is_replaced_are_followed() -> None:
    weight = torch.nn.Parameter(torch.zeros(2))
    log = ParameterLog([weight], 1, 10**6)
    for step in range(3):
        log.keep(step)
        weight.data = weight.data + 1
    (rows,) = log.stacked()
    assert rows.tolist() == [[0, 0], [1, 1], [2, 2]]
