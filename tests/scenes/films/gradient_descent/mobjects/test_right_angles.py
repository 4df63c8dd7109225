"""Right angles are marked where steps begin, and they are right."""

import numpy as np

from scenes.films.gradient_descent.mobjects.right_angles import SHARES, SIDE, right_angles
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


def test_marks_stand_where_steps_begin_across_and_along_them() -> None:
    angles = np.linspace(0, 1.2, 80)
    places = 6 * np.column_stack([np.cos(angles), np.sin(angles)]) + 0.5
    marks = right_angles(places, 0.5, THEME)
    assert len(marks) == len(SHARES)
    for mark in marks:
        line, first, second = (mark.points[4 * k : 4 * k + 4, :2] for k in range(3))
        corner = (line[0] + line[-1]) / 2
        k = int(np.linalg.norm(places - corner, axis=1).argmin())
        np.testing.assert_allclose(corner, places[k], atol=1e-9)
        step = (places[k + 1] - places[k]) / np.linalg.norm(places[k + 1] - places[k])
        for piece, along in ((line, 0.0), (first, 1.0), (second, 0.0)):
            way = (piece[-1] - piece[0]) / np.linalg.norm(piece[-1] - piece[0])
            np.testing.assert_allclose(abs(way @ step), along, atol=1e-9)
        np.testing.assert_allclose(np.linalg.norm(first[-1] - first[0]), 0.5 * SIDE)


def test_where_there_is_no_way_to_speak_of_nothing_is_marked() -> None:
    assert len(right_angles(np.array([[0.0, 0.0], [0.1, 0.0]]), 1.0, THEME)) == 0
    assert len(right_angles(np.full((2, 2), np.nan), 1.0, THEME)) == 0
    assert len(right_angles(np.array([[0.0, 0.0], [9.0, 0.0]]), 1.0, THEME)) <= 1
