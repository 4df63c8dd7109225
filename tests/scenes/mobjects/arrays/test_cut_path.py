"""A path that leaves its picture and comes back is cut at the edge, and does not look like two."""

import numpy as np
import pytest

from scenes.mobjects.arrays.cut_path import FAR, CutPath

LOW, HIGH = np.array([-4.0, -2.0]), np.array([4.0, 2.0])


def arch(top: float) -> np.ndarray:
    """Return a way up, over, and down again."""
    return np.array([[-1.0, -1], [-1, 1], [0, top], [1, 1], [1, -1]])


def drawn(path: np.ndarray) -> list[tuple[np.ndarray, float]]:
    """Give the corners of each piece that is drawn, the newest first, and its opacity."""
    pieces = CutPath("#ffffff", LOW, HIGH, 4).set_path(path).submobjects
    return [(p.points[:, :2], p.get_stroke_opacity()) for p in pieces if len(p.points)]


def test_a_path_that_stays_inside_is_one_whole_line() -> None:
    ((points, opacity),) = drawn(arch(1.5))
    assert opacity == 1
    np.testing.assert_allclose(points[[0, -1]], [[-1, -1], [1, -1]])


def test_what_came_before_a_far_way_outside_is_gone() -> None:
    (now, bright), (before, faint) = drawn(arch(2 + FAR))
    assert (bright, faint) == pytest.approx((1, 0))
    assert now[0, 1] == pytest.approx(2)
    np.testing.assert_allclose(now[-1], [1, -1])
    np.testing.assert_allclose(before[0], [-1, -1])


def test_it_fades_the_more_the_further_out_the_way_went() -> None:
    opacities = [drawn(arch(2 + FAR * share))[1][1] for share in (0.01, 0.25, 0.5, 2)]
    assert opacities == pytest.approx([0.99, 0.75, 0.5, 0])


def test_a_way_that_has_not_come_back_yet_is_drawn_up_to_the_edge() -> None:
    ((points, opacity),) = drawn(arch(9.0)[:3])
    assert opacity == 1
    assert points[-1, 1] == pytest.approx(2)


@pytest.mark.parametrize("path", [np.empty((0, 2)), np.full((3, 2), 9.0)], ids=("none", "outside"))
def test_without_anything_inside_nothing_is_drawn(path: np.ndarray) -> None:
    assert drawn(path) == []
