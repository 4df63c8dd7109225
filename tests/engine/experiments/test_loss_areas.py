"""The area of a loss's figure is the loss, and its edge is as high as its gradient is large."""

import numpy as np
import pytest

from engine.experiments.loss_areas import breadth, free_from, heights, is_square
from engine.experiments.loss_curves import LossFunction

CASES = [
    (LossFunction("mse", 1.0), (-2.0, 0.5, 1.7, 4.0)),
    (LossFunction("mae", -3.0), (-7.0, -3.2, -1.0)),
    (LossFunction("huber", 1.0, 0.7), (-2.0, 0.8, 1.4, 4.0)),
    (LossFunction("cross-entropy"), (0.05, 0.4, 0.97)),
    (LossFunction("hinge"), (-3.0, 0.0, 0.9)),
]


@pytest.mark.parametrize(("loss", "predictions"), CASES, ids=lambda case: getattr(case, "name", ""))
def test_the_area_is_the_loss(loss: LossFunction, predictions: tuple[float, ...]) -> None:
    end = free_from(loss)
    assert end is not None
    assert float(loss(end)) == pytest.approx(0)
    for x in predictions:
        places = breadth(loss, x, end, 4001)
        assert places[[0, -1]] == pytest.approx([x, end])
        area = abs(float(np.trapezoid(heights(loss, x, places), places)))
        assert area == pytest.approx(float(loss(x)), rel=1e-3)


def test_the_area_over_a_score_is_what_is_lost_to_there() -> None:
    loss = LossFunction("cross-entropy", of_score=True)
    assert free_from(loss) is None
    places = breadth(loss, -2.0, 5.0, 4001)
    area = float(np.trapezoid(heights(loss, -2.0, places), places))
    assert area == pytest.approx(float(loss(-2.0) - loss(5.0)), rel=1e-5)


@pytest.mark.parametrize(("loss", "predictions"), CASES, ids=lambda case: getattr(case, "name", ""))
def test_the_edge_is_the_gradient(loss: LossFunction, predictions: tuple[float, ...]) -> None:
    sides = 2 if is_square(loss) else 1
    for x in predictions:
        (edge,) = heights(loss, x, np.array([x]))
        assert sides * edge == pytest.approx(abs(float(loss.gradient(x))))


def test_beyond_the_margin_there_is_no_figure() -> None:
    loss = LossFunction("hinge")
    places = breadth(loss, -1.0, 3.0, 101)
    found = heights(loss, -1.0, places)
    assert set(found[places < 1]) == {1.0}
    assert set(found[places > 1]) == {0.0}
