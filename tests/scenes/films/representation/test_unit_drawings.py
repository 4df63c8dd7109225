"""A unit's line is where its weighted sum is 0; its icon shows its activation."""

import numpy as np
import pytest
from manim import DOWN, LEFT, RIGHT, UP

from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.unit_drawings import (
    CURVES,
    unit_icons,
    unit_lines,
    unit_sides,
)
from scenes.mobjects.warp_panel import WarpPanel, Window
from scenes.theme.theme import THEMES

DARK = THEMES["dark"]


def test_dashes_lie_where_the_weighted_sums_are_zero() -> None:
    run = Controls.compute(ControlsSpec()).runs[3]
    panel = WarpPanel(run.data.labels, DARK, np.zeros(2), 14.0, 7.0)
    panel.look(Window(np.zeros(2), 2.0))
    lines = unit_lines(run, run.last_step, panel, DARK)
    points = np.concatenate([line.points for line in lines])
    places = (points[:, :2] - panel.middle) / panel.window.scale + panel.window.centre
    theta = run.parameters(run.last_step)
    weights, biases = theta["0.weight"].numpy(), theta["0.bias"].numpy()
    sums = places @ weights.T + biases
    nearest = np.abs(sums).argmin(axis=1)
    assert set(nearest) == {0, 1, 2}
    assert np.abs(sums).min(axis=1) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("activation", CURVES)
def test_there_is_an_icon_for_each_unit_with_its_graph_inside(activation: str) -> None:
    row = unit_icons(activation, 3, 0.2, DARK)
    assert len(row) == 3
    for circle, graph in row:
        heights = graph.points[:, 1] - circle.get_y()
        assert np.abs(heights).max() < 0.2
        assert heights[-1] > 0
        assert (heights[0] == 0) == (activation == "relu")


@pytest.mark.parametrize("index", [2, 3])
def test_each_unit_is_above_0_where_its_plus_1_stands_and_below_where_minus_1_does(
    index: int,
) -> None:
    run = Controls.compute(ControlsSpec()).runs[index]
    panel = WarpPanel(run.data.labels, DARK, np.zeros(2), 14.0, 7.0)
    panel.look(Window(np.zeros(2), 2.0))
    theta = run.parameters(run.last_step)
    sums = []
    for k, number in enumerate(unit_sides(run, run.last_step, panel, DARK, 20.0)):
        assert (number.points[:, :2] >= panel.low).all()
        assert (number.points[:, :2] <= panel.high).all()
        place = (number.get_center()[:2] - panel.middle) / panel.window.scale + panel.window.centre
        points = panel.place(run.data.features)
        corners = number.get_corner(DOWN + LEFT)[:2], number.get_corner(UP + RIGHT)[:2]
        assert not ((points > corners[0]) & (points < corners[1])).all(axis=1).any()
        unit = k // 2
        row, bias = theta["0.weight"].numpy()[unit], theta["0.bias"].numpy()[unit]
        sums.append(float(row @ place + bias))
    assert len(sums) == 2 * (index if index == 2 else 3)
    assert all(below < 0 < above for below, above in zip(sums[::2], sums[1::2], strict=True))


def test_both_numbers_of_a_line_stand_side_by_side_clear_of_the_points_and_other_lines() -> None:
    run = Controls.compute(ControlsSpec()).runs[3]
    panel = WarpPanel(run.data.labels, DARK, np.zeros(2), 14.0, 7.0)
    panel.look(Window(np.zeros(2), 1.3))
    numbers = unit_sides(run, run.last_step, panel, DARK, 20.0)
    points = panel.place(run.data.features)
    far = np.linalg.norm(points - points.mean(axis=0), axis=1).max()
    theta = run.parameters(run.last_step)
    weights, biases = theta["0.weight"].numpy(), theta["0.bias"].numpy()
    for unit, (one, other) in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
        apart = other.get_center()[:2] - one.get_center()[:2]
        normal = weights[unit] / np.linalg.norm(weights[unit])
        assert apart / np.linalg.norm(apart) == pytest.approx(normal, abs=1e-6)
        for number in (one, other):
            middle = number.get_center()[:2]
            assert np.linalg.norm(middle - points.mean(axis=0)) > far
            place = (middle - panel.middle) / panel.window.scale + panel.window.centre
            sums = (weights @ place + biases) / np.linalg.norm(weights, axis=1)
            assert np.abs(sums).min() * panel.window.scale > 0.8 * number.height / 2
