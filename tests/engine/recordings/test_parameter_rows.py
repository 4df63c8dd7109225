"""Parameters of a run: at recorded steps, and between them."""

import numpy as np
import pytest
import torch

from engine.recordings.parameter_rows import ParameterRows


@pytest.fixture
def rows() -> ParameterRows:
    """Two parameters at the steps 0, 2 and 6."""
    made = ParameterRows()
    made.steps = np.array([0, 2, 6])
    made.tensors = {"w": torch.tensor([[0.0, 0.0], [2.0, 4.0], [6.0, 0.0]]), "b": torch.arange(3.0)}
    return made


def test_they_are_read_as_they_were_recorded(rows: ParameterRows) -> None:
    assert rows.last_step == 6
    assert rows.rows(1, 3)["w"].tolist() == [[2, 4], [6, 0]]
    assert rows.parameters(2)["w"].tolist() == [2, 4]


def test_between_two_steps_they_lie_on_a_line(rows: ParameterRows) -> None:
    between = rows.parameters(5)
    assert between["w"].tolist() == [5, 1]
    assert between["b"].item() == pytest.approx(1.75)
    assert rows.parameters(99)["w"].tolist() == [6, 0]


def test_some_of_them_are_read_alone(rows: ParameterRows) -> None:
    assert {n: x.tolist() for n, x in rows.parameters(1, names=["b"]).items()} == {"b": 0.5}


def test_the_first_that_is_not_finite_is_found(rows: ParameterRows) -> None:
    assert rows.first_not_finite() is None
    rows.tensors["b"][2] = np.inf
    rows.tensors["w"][1, 0] = np.nan
    assert rows.first_not_finite() == ("w", 2)
