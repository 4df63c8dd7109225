"""Contour lines: they lie where the values are at the level, all of them, wherever they are put."""

import numpy as np
import pytest

from scenes.mobjects.arrays.contour_lines import (
    ContourLines,
    level_sets,
)

SIDE = np.linspace(-2, 2, 81)
X, Y = np.meshgrid(SIDE, SIDE)
BOWL = X**2 + Y**2


def test_lines_of_a_bowl_are_circles_around_its_middle() -> None:
    levels = [0.25, 1.0, 2.25]
    for level, lines in zip(levels, level_sets(SIDE, SIDE, BOWL, levels), strict=True):
        (circle,) = lines
        assert np.linalg.norm(circle, axis=1) == pytest.approx(np.sqrt(level), abs=2e-3)
        assert circle[0] == pytest.approx(circle[-1])


def test_a_level_that_is_reached_in_two_places_is_outlined_in_both() -> None:
    wells = np.minimum((X - 1) ** 2, (X + 1) ** 2) + Y**2
    (lines,) = level_sets(SIDE, SIDE, wells, [0.1])
    assert sorted(np.sign(line[:, 0].mean()) for line in lines) == [-1, 1]


def test_nothing_is_traced_where_there_is_no_number() -> None:
    values = np.where(X > 0, np.inf, BOWL)
    ((line,),) = level_sets(SIDE, SIDE, values, [1.0])
    assert line[:, 0].max() <= 0


def test_each_level_is_one_outline_of_its_colour() -> None:
    lines = ContourLines([1.0, 2.0, 3.0], ["#ff0000", "#00ff00"]).set_values(SIDE, SIDE, BOWL)
    assert [line.get_stroke_color().to_hex().lower() for line in lines] == [
        "#ff0000",
        "#00ff00",
        "#00ff00",
    ]
    for level, outline in zip(lines.levels, lines, strict=True):
        anchors = outline.points[::4, :2]
        assert (anchors**2).sum(axis=1) == pytest.approx(level, abs=5e-3)


def test_they_can_be_put_elsewhere_without_being_traced_anew() -> None:
    lines = ContourLines([1.0], ["#ffffff"]).set_values(SIDE, SIDE, BOWL)
    before = lines[0].points.copy()
    lines.put(lambda points: points * [1, 0.5] + [3, 0])
    assert lines[0].points == pytest.approx(before * [1, 0.5, 1] + [3, 0, 0])


def test_a_level_that_is_nowhere_reached_has_no_outline() -> None:
    lines = ContourLines([99.0], ["#ffffff"]).set_values(SIDE, SIDE, BOWL)
    assert lines[0].points.shape == (0, 3)


def test_lines_have_gaps_where_a_place_is_none() -> None:
    lines = ContourLines([1.0, 9.0], ["#ffffff"]).set_values(SIDE, SIDE, BOWL)
    lines.put(lambda points: np.where(points[:, :1] > 0, points, np.nan))
    anchors = lines[0].points[::4, :2]
    assert len(anchors) > 20
    assert (anchors[:, 0] > 0).all()
    assert len(lines[1].points) == 0
