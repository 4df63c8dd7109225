"""The area of the figure that is drawn is the loss, and its edge the gradient."""

import numpy as np
import pytest

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.areas.error_area import ErrorArea, Ground
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
CASES = [
    (LossFunction("mse", 1.0), 4.0), (LossFunction("mse", 1.0), -1.0),
    (LossFunction("mae", 1.0), 3.5), (LossFunction("huber", 1.0, 0.8), -2.0),
    (LossFunction("cross-entropy"), 0.3), (LossFunction("hinge"), -1.5),
]  # fmt: skip


def ground_of(ceiling: float = 100.0) -> Ground:
    """Return a ground on which a unit is 0.5 long and high."""

    def place(x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
        return 0.5 * np.stack(np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float)), -1)

    return Ground(place, 4.0, ceiling)


def drawn_area(area: ErrorArea) -> float:
    corners = area.figure.points[::4, :2]
    x, y = corners.T
    return abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))) / 2


@pytest.mark.parametrize(("loss", "x"), CASES)
def test_its_area_is_the_loss(loss: LossFunction, x: float) -> None:
    area = ErrorArea(THEME.loss, THEME)
    area.draw(loss, x, ground_of())
    assert drawn_area(area) / 0.25 == pytest.approx(float(loss(x)), rel=0.005)


@pytest.mark.parametrize(("loss", "x"), CASES)
def test_its_edges_are_as_long_as_the_gradient(loss: LossFunction, x: float) -> None:
    area = ErrorArea(THEME.loss, THEME)
    area.draw(loss, x, ground_of(), edges=1.0)
    long = area.edge.height
    if area.roof.get_stroke_opacity():
        assert loss.name == "mse"
        long += area.roof.width
    assert long / 0.5 == pytest.approx(abs(float(loss.gradient(x))))
    assert area.edge.points[:, 0] == pytest.approx(0.5 * x)


def test_cells_count_the_area() -> None:
    area = ErrorArea(THEME.loss, THEME)
    area.draw(LossFunction("mse", 1.0), 4.0, ground_of())
    assert len(area.cells.points) == 4 * 4  # two lines across, two upright
    area.draw(LossFunction("hinge"), -2.0, ground_of())
    assert sorted(set(area.cells.points[:, 0].round(6))) == [-0.5, 0.0]


def test_what_is_too_high_ends_at_the_ceiling() -> None:
    area = ErrorArea(THEME.loss, THEME)
    area.draw(LossFunction("cross-entropy"), 0.01, ground_of(3.0), edges=1.0)
    assert area.figure.points[:, 1].max() == area.edge.points[:, 1].max() == 3.0


def test_half_bent_it_is_half_way() -> None:
    area, before, after = (
        ErrorArea(THEME.loss, THEME),
        *(LossFunction(n, 1.0) for n in ("mse", "mae")),
    )
    area.draw(after, 4.0, ground_of(), before=before, bent=0.5, edges=1.0)
    assert drawn_area(area) / 0.25 == pytest.approx((9 + 3) / 2)
    assert area.roof.get_stroke_opacity() == pytest.approx(0.5)


def test_nothing_is_left_where_nothing_is_to_be_paid() -> None:
    area = ErrorArea(THEME.loss, THEME)
    area.draw(LossFunction("hinge"), 2.0, ground_of(), edges=1.0)
    assert drawn_area(area) == pytest.approx(0)
    assert area.edge.get_stroke_opacity() == 0
    assert not len(area.bar.points)


def test_what_is_gained_is_what_the_larger_figure_has_more() -> None:
    area, smaller = (ErrorArea(THEME.loss, THEME) for _ in range(2))
    loss = LossFunction("mse", 1.0)
    smaller.draw(loss, 4.0, ground_of())
    area.draw(loss, 4.5, ground_of())
    whole = drawn_area(area)
    first = len(area.figure.points)
    area.leave_out(smaller)
    x, y = area.figure.points[first::4, :2].T
    hole = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2
    x, y = area.figure.points[:first:4, :2].T
    outer = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2
    assert abs(outer) == pytest.approx(whole)
    assert abs(outer + hole) / 0.25 == pytest.approx(3.5**2 - 3**2)
    assert not len(area.bar.points)
    assert not len(area.cells.points)


def test_a_square_that_is_poured_is_a_line_as_high_as_its_loss() -> None:
    area, loss = ErrorArea(THEME.loss, THEME), LossFunction("mse", 1.0)
    area.draw(loss, 3.0, ground_of(), edges=1.0, poured=0.5)
    assert area.figure.width == pytest.approx(0.5 * 1.0)
    area.draw(loss, 3.0, ground_of(), edges=1.0, poured=1.0)
    for part in (area.figure, area.cells, area.edge, area.roof):
        assert part.points[:, 0] == pytest.approx(0.5 * 3.0)
    assert area.edge.height == pytest.approx(0.5 * float(loss(3.0)))
