"""The line y = x bends to a function."""

import numpy as np
import pytest
from manim import RIGHT

from scenes.films.linear_algebra.bending.bending_line import BendingLine
from scenes.theme.theme import THEMES


@pytest.fixture
def line() -> BendingLine:
    x = np.linspace(-4, 4, 81)
    return BendingLine(x, np.tanh(x), (-1, 1), 60, 2.0, THEMES["dark"])


def test_it_begins_as_the_diagonal_and_ends_as_the_function(line: BendingLine) -> None:
    points = line.line.points
    assert points[:, 0] == pytest.approx(points[:, 1])
    assert line.dot.get_center()[:2] == pytest.approx([0.5, 0.5])
    line.bend(1.0)
    points = line.line.points[::4]
    assert points[:, 1] == pytest.approx(np.tanh(points[:, 0] / 0.25) * 0.25)
    assert line.dot.get_center()[:2] == pytest.approx([0.5, 0.25 * np.tanh(2)])


def test_it_bends_wherever_it_has_been_put(line: BendingLine) -> None:
    line.shift(3 * RIGHT)
    line.bend(1.0)
    assert line.dot.get_center()[:2] == pytest.approx([3.5, 0.25 * np.tanh(2)])


def test_lines_stand_at_its_limits(line: BendingLine) -> None:
    assert {round(y, 6) for y in line.limits.points[:, 1]} == {-0.25, 0.25}


def test_without_limits_there_are_none() -> None:
    x = np.linspace(-4, 4, 81)
    assert not len(BendingLine(x, x, None, 40, 2.0, THEMES["dark"]).limits.points)


def test_what_leaves_the_box_is_cut() -> None:
    x = np.linspace(-4, 4, 81)
    steep = BendingLine(x, 3 * x, None, 80, 2.0, THEMES["dark"])
    steep.bend(1.0)
    assert np.abs(steep.line.points).max() <= 1 + 1e-6
    assert np.abs(steep.dot.get_center()).max() <= 1 + 1e-6
