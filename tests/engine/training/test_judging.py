"""Outputs are judged by the labels as they were given."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import DataError
from engine.training.judging import Judge, cross_entropy, outputs_for
from engine.training.labelled_points import labelled_points

POINTS, LABELS = torch.zeros(4, 2), torch.tensor([0, 1, 1, 0])
JUDGE = Judge(labelled_points(POINTS, LABELS), 0.0)


@pytest.mark.parametrize(
    "outputs",
    [
        torch.tensor([[1.0, 0], [0, 1], [1, 0], [1, 0]]),
        torch.tensor([[-1.0], [2], [-1], [-1]]),
        np.array([-1.0, 2, -1, -1]),
        torch.tensor([[-1.0], [2], [-1], [-1]], dtype=torch.bfloat16, requires_grad=True),
    ],
)
def test_right_points_are_counted_whatever_the_outputs_look_like(outputs: object) -> None:
    right = JUDGE.count_right(outputs)
    assert right is not None
    assert right[0.0] == 3


def test_outputs_of_some_points_are_refused() -> None:
    with pytest.raises(DataError, match="outputs for 3 points, not for all 4"):
        JUDGE.count_right(torch.zeros(3, 2))


def test_a_loss_that_is_not_known_is_nan() -> None:
    assert np.isnan(JUDGE.measure(torch.zeros(4, 2)))


@pytest.mark.parametrize("labels", [LABELS, LABELS[:, None], nn.functional.one_hot(LABELS)])
def test_cross_entropy_takes_labels_however_they_are_written(labels: torch.Tensor) -> None:
    logits = torch.randn(4, 2)
    expected = nn.functional.cross_entropy(logits, LABELS)
    torch.testing.assert_close(cross_entropy(logits, labels), expected)


def test_many_points_go_through_in_parts() -> None:
    network = nn.Sequential(nn.Linear(2, 3), nn.Dropout())
    many = torch.randn(10_000, 2)
    found = outputs_for(network, many, None)
    torch.testing.assert_close(found, network[0](many).detach())
    assert network[1].training


def test_a_single_output_of_unknown_loss_is_counted_by_both_thresholds() -> None:
    outputs = torch.tensor([0.2, 0.7, 0.3, -0.1])
    assert JUDGE.count_right(outputs) == {0.0: 3, 0.5: 3}
    assert JUDGE.count_right(torch.tensor([0.2, 0.7, 0.6, -0.1])) == {0.0: 3, 0.5: 4}
    known = Judge(JUDGE.points, 0.0, nn.BCEWithLogitsLoss())
    assert known.count_right(outputs) == {0.0: 3}


def test_what_is_no_output_of_the_network_is_refused() -> None:
    judge = Judge(labelled_points(POINTS, torch.tensor([0, 1, 2, 0])), 0.0)
    judge.try_out(torch.zeros(4, 3))
    with pytest.raises(DataError, match="outputs of 1 numbers a point, and the network gives 3"):
        judge.count_right(torch.tensor([0, 1, 2, 0]))
