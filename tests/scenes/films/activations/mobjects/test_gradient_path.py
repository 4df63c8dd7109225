"""The path of a gradient goes through the sizes that were measured, as far as it has come."""

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.mobjects.gradient_path import GradientPath, sizes_on_the_way
from scenes.theme.theme import THEMES

ARRIVING, LEFT = np.array([0.5, 1.2, 1.0]), np.array([0.25, 0.3, 0.8])
FLOW = GradientFlow(0, np.ones((3, 2)), ARRIVING, LEFT, LEFT, np.ones((2, 2, 2)))
PLACES = np.column_stack([np.repeat([2.0, 1.0, 0.0], 2), np.arange(6.0)])


def test_sizes_are_those_that_arrive_and_are_left_from_the_last_layer_on() -> None:
    assert sizes_on_the_way(FLOW) == pytest.approx([1.0, 0.8, 1.2, 0.3, 0.5, 0.25])


def test_without_weights_slopes_alone_multiply() -> None:
    slopes = LEFT / ARRIVING
    alone = sizes_on_the_way(FLOW, 0.0)[1::2]
    assert alone == pytest.approx([slopes[2], slopes[2] * slopes[1], slopes.prod()])


def test_nothing_is_left_behind_closed_units() -> None:
    nothing = GradientFlow(
        0, np.zeros((2, 2)), np.array([0.0, 1.0]), np.zeros(2), np.zeros(2), np.ones((1, 2, 2))
    )
    for weighed in (0.0, 1.0):
        assert sizes_on_the_way(nothing, weighed)[1:].max() == 0


@pytest.mark.parametrize(
    ("passed", "drops", "ways", "tip"),
    [(0.0, 1, 0, 0.0), (0.5, 1, 1, 1.0), (1.25, 2, 1, 2.5), (3.0, 3, 2, 5.0)],
)
def test_it_comes_as_far_as_the_gradient_has(
    passed: float, drops: int, ways: int, tip: float
) -> None:
    path = GradientPath(0.1, THEMES["dark"])
    path.draw(PLACES, passed)
    assert len(path.drops.points) == 4 * drops
    assert len(path.ways.points) == 4 * ways
    assert path.tip.get_center()[1] == pytest.approx(tip)


def test_slopes_are_drawn_straight_down() -> None:
    path = GradientPath(0.1, THEMES["dark"])
    path.draw(PLACES, 3.0)
    pieces = path.drops.points.reshape(-1, 4, 3)
    assert np.ptp(pieces[..., 0], axis=1).max() == 0
