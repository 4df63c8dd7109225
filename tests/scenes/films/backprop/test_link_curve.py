"""The curve of a link: dot and tangent lie on it, with its own slope."""

import math

import numpy as np
import pytest

from scenes.films.backprop.link_curve import LinkCurve
from scenes.theme.theme import THEMES


def curve() -> LinkCurve:
    size = np.array([2.0, 1.0])
    return LinkCurve(
        math.tanh, lambda x: 1 - math.tanh(x) ** 2, [-3.0, 1.0], 2.2, np.array([4.0, 1.0]), size,
        THEMES["dark"],
    )  # fmt: skip


def test_it_reaches_beyond_its_inputs_and_fills_its_box() -> None:
    drawn = curve()
    assert drawn.reach == pytest.approx(3.6)
    low, high = drawn.curve.points[:, :2].min(axis=0), drawn.curve.points[:, :2].max(axis=0)
    assert low == pytest.approx([3.0, 0.5], abs=1e-6)
    assert high == pytest.approx([5.0, 1.5], abs=1e-6)


def test_the_dot_is_on_the_curve() -> None:
    drawn = curve().dot_at(-0.7)
    middle = drawn.dot.points[:, :2].mean(axis=0)
    assert middle == pytest.approx(drawn.place(np.array([-0.7, math.tanh(-0.7)])), abs=1e-3)


def test_the_tangent_has_the_slope_of_the_function() -> None:
    drawn = curve().touch(0.4)
    start, end = drawn.tangent.points[[0, -1], :2]
    scale = drawn.size / [2 * drawn.reach, drawn.high - drawn.low]
    rise = (end - start) / scale
    assert rise[1] / rise[0] == pytest.approx(1 - math.tanh(0.4) ** 2)
    assert len(drawn.touch(0.4, 0.0).tangent.points) == 0
