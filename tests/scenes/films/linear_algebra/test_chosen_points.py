"""Marked points are the letter's and some around it."""

import numpy as np
import pytest

from engine.geometry.plane_maps import plane_points
from scenes.films.linear_algebra.chosen_points import AROUND, about_letter, some_of


def test_all_points_of_the_letter_s_square_are_marked_and_some_around_it() -> None:
    points = plane_points()
    chosen = points[about_letter(points)]
    inside = ((chosen >= 0) & (chosen <= 1)).all(axis=1)
    assert inside.sum() == ((points >= 0) & (points <= 1)).all(axis=1).sum()
    assert (~inside).sum() == AROUND
    assert np.linalg.norm(chosen[~inside] - 0.5, axis=1) == pytest.approx(1.0, abs=0.16)


def test_rows_and_columns_are_chosen_from_edge_to_edge() -> None:
    chosen = some_of(plane_points())
    assert len(chosen) == 16
    assert np.abs(chosen).max() == 2
    assert chosen == pytest.approx(-chosen[::-1])
