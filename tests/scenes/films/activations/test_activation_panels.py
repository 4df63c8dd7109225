"""Curves stand where their values are; the plane lies where the function has carried it."""

import numpy as np
import pytest
from manim import ManimColor

from engine.experiments.activated_plane import ActivatedPlane
from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_panels import (
    VIEW,
    ActivatedPlanePanel,
    CurvePanel,
    curve_panel,
    room_for,
)
from scenes.mobjects.arrays.colour_map import to_linear
from scenes.theme.position_colours import visible_colours
from scenes.theme.theme import THEMES

LOW, HIGH = np.array([-4.0, -1.0]), np.array([2.0, 3.0])
DARK, LIGHT = THEMES["dark"], THEMES["light"]


def panel(name: str, *, of_slope: bool = False) -> CurvePanel:
    facts = ActivationFacts(PICTURED[name])
    return curve_panel(facts, LOW, HIGH, DARK, "", of_slope=of_slope)


def plane(name: str) -> ActivatedPlanePanel:
    return ActivatedPlanePanel(ActivatedPlane(PICTURED[name]), np.array([1.0, 0.5]), 4.0, DARK)


# Curves


def test_an_axis_has_some_air_around_what_it_shows() -> None:
    low, high = room_for(np.array([0.2, np.nan, 1.0]), 0.0)
    assert -0.2 < low < 0
    assert 1 < high < 1.2


@pytest.mark.parametrize("name", PICTURED)
def test_a_curve_is_drawn_whole_or_in_part(name: str) -> None:
    drawn = panel(name)
    whole = drawn.line.points
    assert whole[0, 0] == pytest.approx(LOW[0])
    assert whole[-1, 0] == pytest.approx(HIGH[0])
    assert (whole[:, 1] > LOW[1]).all()
    assert (whole[:, 1] < HIGH[1]).all()
    assert drawn.draw_to(0.3).line.points[:, 0].max() <= drawn.chart.place(0.3, 0)[0] + 1e-9


def test_the_point_stands_on_the_curve_and_tells_its_height() -> None:
    drawn = panel("tanh")
    assert drawn.point_at(-0.7) == pytest.approx(np.tanh(-0.7))
    assert drawn.dot.get_center()[:2] == pytest.approx(drawn.chart.place(-0.7, np.tanh(-0.7)))
    slope = panel("tanh", of_slope=True)
    assert slope.point_at(-0.7) == pytest.approx(1 - np.tanh(-0.7) ** 2)


def test_all_slopes_up_to_1_can_be_compared() -> None:
    for name in ("sigmoid", "tanh", "heaviside"):
        chart = panel(name, of_slope=True).chart
        assert (chart.y.low, chart.y.high) == pytest.approx((-0.08, 1.08))


def test_flat_parts_are_shaded_and_dead_ones_hatched_too() -> None:
    left, right = panel("sigmoid").flats
    assert (left.low[0], right.high[0]) == pytest.approx((LOW[0], HIGH[0]))
    assert left.high[0] == pytest.approx(panel("sigmoid").chart.place(-2.887, 0)[0], abs=1e-3)
    (dead,) = panel("relu").flats
    assert len(left.submobjects) == 1
    assert len(dead.submobjects) == 2
    hatching = dead.submobjects[1].points[:, :2]
    assert (hatching >= dead.low - 1e-9).all()
    assert (hatching <= dead.high + 1e-9).all()
    assert panel("leaky-relu").flats == []


# Planes


def test_points_lie_where_the_function_has_carried_them() -> None:
    drawn = plane("relu")
    before = drawn.coloured.points[:, :2].copy()
    assert before[0] == pytest.approx([1 - 4 / VIEW, 0.5 - 4 / VIEW])
    after = drawn.activate(1, 1).coloured.points[:, :2]
    assert after[0] == pytest.approx(drawn.middle)
    assert after[-1] == pytest.approx(before[-1])
    half = drawn.activate(1, 0).coloured.points[:, :2]
    assert half[0] == pytest.approx([drawn.middle[0], before[0, 1]])


@pytest.mark.parametrize("name", PICTURED)
def test_everything_stays_inside(name: str) -> None:
    drawn = plane(name).activate(1, 1)
    for points in (drawn.coloured.points, *(family.points for family in drawn.grid)):
        assert (points[:, :2] >= drawn.low).all()
        assert (points[:, :2] <= drawn.high).all()


def test_the_lines_of_a_torn_plane_are_torn() -> None:
    whole, torn = plane("relu"), plane("heaviside")
    assert len(whole.activate(1, 1).grid[0].points) == len(plane("relu").grid[0].points)
    assert len(torn.activate(1, 1).grid[0].points) < len(plane("heaviside").grid[0].points)
    spans = np.ptp(torn.grid[0].points.reshape(-1, 4, 3), axis=1)
    assert spans.max() < 0.2


def test_points_can_be_put_elsewhere() -> None:
    places = np.zeros((400, 2))
    assert plane("rrelu").put(places).coloured.points[7, :2] == pytest.approx([1.0, 0.5])


def luminance(rgb: np.ndarray) -> np.ndarray:
    light: np.ndarray = to_linear(np.asarray(rgb)) @ [0.2126, 0.7152, 0.0722]
    return light


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_points_stand_out_against_either_background(theme: object) -> None:
    colours = visible_colours(theme, ActivatedPlane(PICTURED["relu"]).points(0, 0))
    ground = luminance(ManimColor(theme.panel).to_rgb())
    bright = np.maximum(luminance(colours), ground)
    dark = np.minimum(luminance(colours), ground)
    assert ((bright + 0.05) / (dark + 0.05)).min() >= 2.7
