"""Answers are kept in half precision, off by no more than is promised."""

import numpy as np
import pytest
import torch

from engine.errors import DataError
from engine.training.answer_log import AnswerLog, scale_of


@pytest.mark.parametrize("size", [1e-30, 1e-6, 1.0, 3e4, 1e9, 1e30])
def test_the_error_stays_below_the_promised_bound_whatever_the_size(size: float) -> None:
    torch.manual_seed(0)
    values = size * torch.randn(50, 7) * torch.logspace(-6, 0, 7)
    log = AnswerLog({"a": (50, 7)}, 1, 10**9)
    assert log.is_due(0)
    log.write("a", values)
    log.keep(0)
    answers, scales = log.stacked()
    kept = answers["a"][0].double() * scales["a"][0].double()
    error = (kept - values.double()).abs()
    bound = 2.0**-11 * values.double().abs() + 2.0**-25 * values.double().abs().max()
    assert (error <= bound).all()


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([0.0], 1.0), ([1.0], 1.0), ([-3.0], 1.0), ([0.3], 0.25), ([2.0**15], 2.0**15),
        ([np.inf], 1.0), ([np.nan], 1.0),
    ],
)  # fmt: skip
def test_the_scale_is_the_power_of_two_below_the_largest_where_there_is_need_of_one(
    values: list, scale: float
) -> None:
    assert scale_of(torch.tensor(values)) == scale


def test_many_steps_are_thinned_out_evenly_and_keep_their_scales() -> None:
    log = AnswerLog({"a": (2, 3), "b": (2, 1)}, 1, budget=6 * 8 * 2)
    for step in range(40):
        if log.is_due(step):
            log.write("a", torch.full((2, 3), step + 1.0))
            log.write("b", torch.full((2, 1), 2.0**step))
            log.keep(step)
    answers, scales = log.stacked()
    assert log.steps == [0, 8, 16, 24, 32]
    for row, step in enumerate(log.steps):
        assert (answers["a"][row] * scales["a"][row] == step + 1).all()
        assert (answers["b"][row] * scales["b"][row] == 2.0**step).all()


def test_an_answer_of_another_shape_or_a_missing_one_is_refused() -> None:
    log = AnswerLog({"a": (2, 3), "b": (2, 1)}, 1, 10**6)
    with pytest.raises(DataError, match=r"'a' returned \(2, 3\) before, and now \(3, 3\)"):
        log.write("a", torch.zeros(3, 3))
    log.write("a", torch.zeros(2, 3))
    log.write("unknown", torch.zeros(9))
    with pytest.raises(
        DataError, match=r"'b' returned \(2, 1\) before, and now none; .* begin another"
    ):
        log.keep(0)
    assert log.steps == []
