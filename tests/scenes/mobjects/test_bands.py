"""Bands: lines with a width, and dashes that fill their line."""

import numpy as np
import pytest

from scenes.mobjects.bands import bands, dashed

STARTS, ENDS = np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([[3.0, 4.0], [-1.0, 1.0]])


def corners(points: np.ndarray) -> np.ndarray:
    return points.reshape(-1, 4, 4, 3)[:, :, 0, :2]


def test_a_band_covers_as_much_as_it_is_long_and_wide() -> None:
    found = corners(bands(STARTS, ENDS, np.array([0.2, 0.5])))
    x, y = found[..., 0], found[..., 1]
    areas = (x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1) / 2
    assert areas == pytest.approx([5 * 0.2, 2 * 0.5])  # both run round the same way
    assert found.mean(axis=1) == pytest.approx((STARTS + ENDS) / 2)


def test_dashes_begin_and_end_with_their_line() -> None:
    lines, starts, ends = dashed(STARTS, ENDS, 0.13, 0.09)
    for line in (0, 1):
        own = lines == line
        assert starts[own][0] == pytest.approx(STARTS[line])
        assert ends[own][-1] == pytest.approx(ENDS[line])
        lengths = np.linalg.norm(ends[own] - starts[own], axis=1)
        assert lengths == pytest.approx(0.13, rel=0.1)


def test_a_line_shorter_than_a_dash_is_one() -> None:
    lines, starts, ends = dashed(np.zeros((1, 2)), np.array([[0.02, 0.0]]), 0.13, 0.09)
    assert lines.tolist() == [0]
    assert ends - starts == pytest.approx(np.array([[0.02, 0.0]]))


def test_no_lines_have_no_points() -> None:
    none = np.zeros((0, 2))
    assert len(bands(none, none, np.zeros(0))) == 0
    assert len(dashed(none, none, 0.1, 0.1)[0]) == 0
