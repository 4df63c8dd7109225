"""What a loop tells is taken from any framework, and refused where it cannot be meant."""

import numpy as np
import pytest
import torch

from engine.errors import DataError
from engine.training.told_answers import as_array, refuse_answers, validation_outputs


@pytest.mark.parametrize(
    "values",
    [
        [[1, 2.5]],
        np.array([[1.0, 2.5]]),
        torch.tensor([[1.0, 2.5]], dtype=torch.bfloat16, requires_grad=True),
    ],
    ids=["list", "array", "tensor"],
)
def test_arrays_of_any_framework_become_float32(values: object) -> None:
    found = as_array("layers['hidden']", values)
    assert found.dtype == np.float32
    assert found.tolist() == [[1.0, 2.5]]


@pytest.mark.parametrize("values", [[["a"]], {"a": 1}, [[1], [2, 3]]])
def test_what_is_no_array_of_numbers_is_named(values: object) -> None:
    with pytest.raises(DataError, match=r"layers\['hidden'\] is no array of numbers"):
        as_array("layers['hidden']", values)


@pytest.mark.parametrize(
    ("outputs", "sentence"),
    [
        (None, "need its outputs for them"),
        (np.zeros((3, 2)), r"the shape \(3, 2\); give one row for each of the 4"),
        (1.0, r"the shape \(\)"),
    ],
)
def test_outputs_are_wanted_for_each_validation_point(outputs: object, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        validation_outputs(outputs, 4)
    assert validation_outputs(np.zeros((4, 2)), 4).shape == (4, 2)


def test_answers_are_refused_by_name_where_there_is_a_network() -> None:
    refuse_answers(layers=None, validation=None)
    with pytest.raises(DataError, match=r"record\(…, validation=…\) is for a Recorder without"):
        refuse_answers(layers=None, validation=[0])
