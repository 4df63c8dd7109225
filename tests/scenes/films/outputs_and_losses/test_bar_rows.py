"""Bars are as long as their values, and stacked ones add up."""

import numpy as np
import pytest

from scenes.films.outputs_and_losses.bar_rows import BarRows, StackedBar

COLOURS = ["#ff0000", "#00ff00", "#0000ff"]


def rows(ends: tuple[float, float]) -> BarRows:
    return BarRows(COLOURS, -3.0, 2.0, 5.0, 1.0, ends, "#ffffff")


def spans(drawn: BarRows) -> np.ndarray:
    return np.array([[b.points[:, 0].min(), b.points[:, 0].max()] for b in drawn.bars])


def test_bars_grow_from_zero_to_their_values_in_either_direction() -> None:
    drawn = rows((-1.0, 3.0)).display(np.array([3.0, -1.0, 0.5]), ["3", "-1", "0.5"])
    zero = drawn.place(0.0)
    assert spans(drawn) == pytest.approx(
        np.array([[zero, 2.0], [drawn.start, zero], [zero, zero + drawn.room / 8]])
    )
    assert drawn.axis.points[:, 0] == pytest.approx(zero)


def test_bars_stay_within_the_ends() -> None:
    drawn = rows((0.0, 1.0)).display(np.array([7.0, -7.0, 1.0]), ["7", "-7", "1"])
    assert spans(drawn).min() == pytest.approx(drawn.start)
    assert spans(drawn).max() == pytest.approx(drawn.start + drawn.room)


def test_rows_lie_below_one_another_with_numbers_left_of_the_bars() -> None:
    drawn = rows((0.0, 1.0)).display(np.array([0.1, 0.5, 1.0]), ["0.100", "1,234", ""])
    assert drawn.heights.tolist() == [2, 1, 0]
    for i, bar in enumerate(drawn.bars):
        assert bar.get_center()[1] == pytest.approx(2 - i)
    first, second, third = drawn.numbers
    assert first.get_center()[1] == pytest.approx(2, abs=0.05)
    assert first.get_right()[0] == pytest.approx(second.get_right()[0], abs=0.05)
    assert -3.0 <= second.get_left()[0] < second.get_right()[0] < drawn.start
    assert len(third.points) == 0


def test_bars_can_stand_aside() -> None:
    drawn = rows((0.0, 1.0))
    values, texts = np.array([0.1, 0.5, 1.0]), ["1", "2", "3"]
    home = spans(drawn.display(values, texts))
    assert spans(drawn.display(values, texts, np.array([0, -1, 2]))) - home == pytest.approx(
        np.array([[0, 0], [-1, -1], [2, 2]])
    )


def test_parts_lie_end_to_end_within_the_whole() -> None:
    bar = StackedBar(COLOURS, np.array([1.0, 0.0]), np.array([3.0, 0.4]), "#ffffff")
    bar.display(np.array([0.25, 0.0, 0.75]))
    ends = [(p.points[:, 0].min(), p.points[:, 0].max()) for p in bar.parts]
    assert ends == [pytest.approx(pair) for pair in [(1, 1.5), (1.5, 1.5), (1.5, 3)]]
    assert bar.outline.width == pytest.approx(2)
