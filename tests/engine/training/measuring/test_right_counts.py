"""Points are counted as each step's outputs classify them, however many are counted at once."""

import numpy as np
import torch

from engine.training.judging import PROBABILITY, Judge
from engine.training.labelled_points import labelled_points
from engine.training.measuring.right_counts import MOST_STEPS, RightCounts

LABELS = torch.tensor([0, 1, 2, 1, 0])
JUDGE = Judge(labelled_points(torch.zeros(5, 2), LABELS), 0.0)
ONE = Judge(labelled_points(torch.zeros(4, 2), torch.tensor([0, 1, 1, 0])), 0.0)


def test_many_steps_are_counted_as_each_was() -> None:
    counts, expected = RightCounts(JUDGE), []
    outputs = torch.empty(5, 3)
    for _ in range(2 * MOST_STEPS + 3):
        outputs.normal_()  # written over at each step, as a loop may do
        counts.add(outputs)
        expected.append((outputs.argmax(1) == LABELS).float().mean().item())
    assert len(counts) == len(expected)
    np.testing.assert_allclose(counts.shares(0.0), expected)


def test_steps_that_are_not_counted_lie_among_the_others() -> None:
    counts = RightCounts(ONE)
    counts.add([-1.0, 2, -1, -1])
    counts.skip()
    counts.add(torch.tensor([-1.0, 2, 1, -1]))
    np.testing.assert_array_equal(counts.shares(0.0), [0.75, np.nan, 1])
    counts.cut(2)
    np.testing.assert_array_equal(counts.shares(0.0), [0.75, np.nan])


def test_both_thresholds_are_counted_until_one_is_known() -> None:
    counts = RightCounts(ONE)
    counts.add(torch.tensor([0.2, 0.7, 0.6, -0.1]))
    assert counts.shares(0.0).tolist() == [0.75]
    assert counts.shares(PROBABILITY).tolist() == [1]


def test_outputs_of_another_precision_keep_it() -> None:
    counts = RightCounts(Judge(labelled_points(torch.zeros(4, 2), torch.tensor([1, 1, 1, 0])), 0.0))
    near = torch.tensor([[1, 1 + 1e-12]] * 4, dtype=torch.float64)
    counts.add(near.float())  # all are alike, so that the first class is taken
    counts.add(near)
    np.testing.assert_array_equal(counts.shares(0.0), [0.25, 0.75])


def test_outputs_of_a_regression_are_neither_right_nor_wrong() -> None:
    points = labelled_points(torch.zeros(3, 1), torch.rand(3), "regression")
    counts = RightCounts(Judge(points, 0.0))
    counts.add(torch.rand(3, 1))
    assert len(counts) == 0
