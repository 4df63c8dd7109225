"""Marked points are the letter's and some around it."""

import numpy as np
import pytest

from engine.geometry.plane_maps import plane_points
from scenes.films.linear_algebra.chosen_points import AROUND, AWAY, about_letter, some_of


def test_all_points_of_the_letter_s_square_are_marked_and_some_around_it() -> None:
    points = plane_points()
    chosen = points[about_letter(points)]
    inside = ((chosen >= 0) & (chosen <= 1)).all(axis=1)
    assert inside.sum() == ((points >= 0) & (points <= 1)).all(axis=1).sum()
    assert (~inside).sum() == AROUND
    assert np.linalg.norm(chosen[~inside] - 0.5, axis=1) == pytest.approx(AWAY, abs=0.16)


def test_chosen_rows_and_columns_stand_for_equal_parts_of_the_square() -> None:
    chosen = some_of(plane_points())
    assert len(chosen) == 16
    parts = np.floor((chosen + 2) / 1).astype(int)
    assert len({tuple(part) for part in parts.tolist()}) == 16
    assert chosen == pytest.approx(-chosen[::-1])
