"""The point that is followed: an arrow points from its old place to its new one."""

import numpy as np
import pytest

from scenes.films.representation.followed_point import arrow_lines


def test_an_arrow_ends_where_it_points_and_its_tip_is_no_longer_than_it() -> None:
    start, end = np.array([1.0, 2.0]), np.array([4.0, 6.0])
    lines = arrow_lines(start, end, 0.5)
    assert lines[0, 0] == pytest.approx(start)
    assert lines[0, -1] == pytest.approx(end)
    for side in lines[1:]:
        assert side[0] == pytest.approx(end)
        along = (side[-1] - end) @ (end - start) / 5
        assert along == pytest.approx(-0.5)
    short = arrow_lines(start, start + [0.1, 0.0], 0.5)
    assert np.linalg.norm(short[1:, -1] - short[1:, 0], axis=1).max() < 0.12
