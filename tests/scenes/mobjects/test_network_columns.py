"""Columns of units: inside their box, apart from each other, and honest about what is left out."""

import numpy as np
import pytest

from scenes.mobjects.network_columns import columns_between

LOW, HIGH = np.array([-3.0, -2.0]), np.array([3.0, 2.0])


@pytest.mark.parametrize("widths", [(2, 3, 1), (2, 100, 2), (2, 9, 2), (1, 1), (64, 10, 5)])
def test_circles_are_inside_the_box_and_apart(widths: tuple[int, ...]) -> None:
    columns, radius = columns_between(widths, LOW, HIGH, 9, 0.42)
    assert 0 < radius <= 0.42
    for column in columns:
        assert (column.places >= LOW + radius - 1e-9).all()
        assert (column.places <= HIGH - radius + 1e-9).all()
        gaps = -np.diff(column.places[:, 1])
        assert (gaps > 2 * radius).all()


def test_of_a_wide_layer_the_first_and_the_last_few_are_drawn() -> None:
    (_, wide, _), _ = columns_between((2, 100, 2), LOW, HIGH, 9, 0.42)
    assert wide.units == 100
    assert wide.drawn.tolist() == [0, 1, 2, 3, 96, 97, 98, 99]
    assert wide.gap is not None
    assert wide.place(3)[1] > wide.gap[1] > wide.place(96)[1]


def test_a_layer_that_fits_is_drawn_whole() -> None:
    (column,), _ = columns_between((9,), LOW, HIGH, 9, 0.42)
    assert column.drawn.tolist() == list(range(9))
    assert column.gap is None


def test_columns_stand_where_they_are_told() -> None:
    columns, _ = columns_between((2, 2), LOW, HIGH, 9, 0.42, xs=[-1.0, 2.5])
    assert [column.places[0, 0] for column in columns] == [-1.0, 2.5]


def test_layers_can_follow_one_another_downwards() -> None:
    columns, _ = columns_between(
        (2, 1), LOW, HIGH, 9, 0.42, xs=[1.5, -1.0], roomy=3.0, downwards=True
    )
    (left, right), (last,) = columns[0].places, columns[1].places
    assert left == pytest.approx([-0.63, 1.5])
    assert right == pytest.approx([0.63, 1.5])
    assert last == pytest.approx([0.0, -1.0])
