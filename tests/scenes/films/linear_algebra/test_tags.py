"""Names at the tips of arrows stand free of arrows and of each other."""

import numpy as np
import pytest

from scenes.films.linear_algebra.tags import (
    beside_square,
    free_angles,
    name_outline,
    swapped,
    turned_towards,
)

AWAY = 0.3
CASES = {
    "as they lie": [[1.0, 0.0], [0.0, 1.0], [0.83, 0.51]],
    "turned": [[0.9, 0.3], [-0.5, 0.8], [0.49, 0.66]],
    "sheared": [[1.0, 0.5], [0.0, 1.0], [0.83, 0.925]],
    "mirrored": [[1.0, 0.0], [0.0, -1.0], [0.83, -0.51]],
}


def spots(ends: np.ndarray) -> np.ndarray:
    angles = free_angles(np.zeros(2), ends, AWAY)
    return ends + AWAY * np.column_stack([np.cos(angles), np.sin(angles)])


@pytest.mark.parametrize("ends", CASES.values(), ids=list(CASES))
def test_names_keep_away_from_arrows_and_from_each_other(ends: list[list[float]]) -> None:
    tips = np.array(ends)
    names = spots(tips)
    along = np.linspace(0, 1, 50)[:, None, None] * tips
    assert np.linalg.norm(along[:, :, None] - names, axis=3).min() > 0.6 * AWAY
    apart = np.linalg.norm(names[:, None] - names, axis=2)[~np.eye(3, dtype=bool)]
    assert apart.min() > 0.8 * AWAY


def test_names_keep_away_from_what_else_is_drawn() -> None:
    tip = np.array([[0.0, 2.0]])
    above = np.array([[-0.5, 2.3], [0.5, 2.3], [0.5, 2.6], [-0.5, 2.6]])
    angle = free_angles(np.zeros(2), tip, AWAY, above)[0]
    assert 2.0 + AWAY * np.sin(angle) < 2.3 - 0.4 * AWAY


def test_a_single_name_goes_on_as_its_arrow_does() -> None:
    assert free_angles(np.zeros(2), np.array([[0.0, 2.0]]), AWAY) == pytest.approx(np.pi / 2)


def test_directions_turn_the_shorter_way() -> None:
    start, end = np.radians([170.0, 10.0]), np.radians([-170.0, 20.0])
    half_way = np.degrees(turned_towards(start, end, 0.5)) % 360
    assert half_way == pytest.approx([180, 15])
    assert np.cos(turned_towards(start, end, 1.0)) == pytest.approx(np.cos(end))


def test_a_name_is_about_the_origin_and_wider_with_more_letters() -> None:
    short, long = name_outline("v"), name_outline("W v")
    for outline in (short, long):
        assert outline.min(axis=0) == pytest.approx(-outline.max(axis=0))
    assert np.ptp(long[:, 0]) > 2 * np.ptp(short[:, 0])


def test_a_name_comes_only_when_the_one_before_it_has_gone() -> None:
    assert swapped(0.0) == (1.0, 0.0)
    assert swapped(0.5) == (1.0, 0.0)
    assert swapped(1.0) == (0.0, 1.0)
    assert all(min(swapped(share)) == 0 for share in np.linspace(0, 1, 101).tolist())


@pytest.mark.parametrize("matrix", [[[0.9, -0.5], [0.3, 0.8]], [[1.0, 0.0], [0.0, -1.0]]])
def test_a_name_stands_outside_the_square_by_the_tip(matrix: list[list[float]]) -> None:
    square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]) @ np.array(matrix).T
    tip = np.array(matrix) @ [0.83, 0.51]
    outline = 0.15 * name_outline("W v + b")
    moved = beside_square(outline, square, tip, 0.05)
    assert moved is not None
    assert moved - moved[0] == pytest.approx(outline - outline[0])
    back = moved @ np.linalg.inv(np.array(matrix)).T
    assert not ((back > -0.01) & (back < 1.01)).all(axis=1).any()
    assert np.linalg.norm(moved - tip, axis=1).min() < 0.5


def test_a_square_that_has_collapsed_has_no_outside() -> None:
    line = np.array([[0.0, 0.0], [1.0, 1.0], [3.0, 3.0], [2.0, 2.0]])
    assert beside_square(name_outline("v"), line, np.ones(2), 0.1) is None
