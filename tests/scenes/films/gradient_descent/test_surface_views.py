"""Pictures of surfaces: a relief and a curve show points where they are."""

import numpy as np
import pytest

from engine.descent.surfaces import SURFACES
from scenes.films.gradient_descent.mobjects.curve_view import CurveView
from scenes.films.gradient_descent.mobjects.relief import Relief
from scenes.films.gradient_descent.mobjects.relief_view import ReliefView
from scenes.mobjects.arrays.orbit import Orbit
from scenes.theme.theme import THEMES

LOW, HIGH = np.array([-3.0, -2.0]), np.array([1.0, 2.0])
THEME = THEMES["dark"]


@pytest.fixture(scope="module")
def relief_view() -> ReliefView:
    relief = Relief.of(SURFACES["bowl"])
    return ReliefView(relief, np.array([1.0, 0.5]), 4.0, 2.0, THEME, ("a", "b"))


def test_seen_from_above_a_relief_is_a_map(relief_view: ReliefView) -> None:
    relief_view.turn(Orbit(0, 0))
    points = np.array([[-30, -30], [30, 30], [8, 2]], float)
    places, hidden = relief_view.see(points)
    np.testing.assert_allclose(places, np.array([1, 0.5]) + 4 * points / 60, atol=1e-9)
    assert not hidden.any()


def test_from_above_no_second_set_of_lines_shines_through(relief_view: ReliefView) -> None:
    relief_view.turn(Orbit(0, 0.9))
    assert relief_view.floor_lines[0].get_stroke_opacity() == 1
    relief_view.turn(Orbit(0, 0), above=1.0)
    assert {line.get_stroke_opacity() for line in relief_view.floor_lines} == {0}
    assert relief_view.lines[0].get_stroke_opacity() > 0.5


def test_a_relief_hides_what_lies_behind_its_near_wall(relief_view: ReliefView) -> None:
    relief_view.turn(Orbit(0, 1.45))
    near_wall, bottom, top_of_far_wall = [8, -25], [8, 5], [8, 29]
    hidden = relief_view.see(np.array([near_wall, bottom, top_of_far_wall], float))[1]
    assert hidden.tolist() == [False, True, False]


def test_lines_of_equal_loss_lie_on_the_surface_and_not_behind_it(relief_view: ReliefView) -> None:
    relief_view.turn(Orbit(0, 0))
    from_above = sum(len(line.points) for line in relief_view.lines)
    for level, line in zip(relief_view.lines.levels, relief_view.lines, strict=True):
        points = (line.points[::4, :2] - [1, 0.5]) * 60 / 4
        losses = SURFACES["bowl"].value(points)
        assert losses == pytest.approx(level, abs=3)
    relief_view.turn(Orbit(0, 1.45))
    assert sum(len(line.points) for line in relief_view.lines) < 0.9 * from_above


def test_a_higher_loss_is_seen_higher(relief_view: ReliefView) -> None:
    relief_view.turn(Orbit(0, np.pi / 2))
    heights = relief_view.see(np.array([[8, 2], [-30, -30], [8, 30]], float))[0][:, 1]
    assert heights[1] - heights[0] == pytest.approx(2.0)
    values = SURFACES["bowl"].value(np.array([[8, 2], [-30, -30], [8, 30]]))
    share = (values[2] - values[0]) / (values[1] - values[0])
    assert heights[2] - heights[0] == pytest.approx(2 * share)


@pytest.mark.parametrize("name", ["bowl", "rosenbrock"])
def test_a_tangent_touches_the_surface(name: str) -> None:
    relief = Relief.of(SURFACES[name])
    view = ReliefView(relief, np.zeros(2), 4.0, 2.0, THEME, ("x", "y"))
    view.turn(Orbit(0.4, 0.9))
    point = np.array(SURFACES[name].start, float)
    for direction in ([1.0, 0.0], [0.0, 1.0]):
        gaps = []
        for reach in (1e-3, 1e-4):
            offset = reach * np.array([direction])
            gap = view.see_tangent(point, offset) - view.see(point + offset)[0]
            gaps.append(np.linalg.norm(gap))
        assert gaps[1] < 0.02 * gaps[0] + 1e-12


def test_a_curve_shows_its_values_and_its_tangent() -> None:
    surface = SURFACES["two-valleys"]
    view = CurveView(surface, LOW, HIGH, THEME, ("x", "loss"))
    points = np.array([[-2.0], [1.0], [5.0]])
    places = view.see(points)[0]
    np.testing.assert_allclose(places[:2], view.chart.place(points[:2, 0], [-1, -5 / 32]))
    assert np.isnan(places[2]).all()
    at_minimum = view.see_tangent(np.array([1.0]), np.array([[-0.5], [0.5]]))
    assert at_minimum[0, 1] == pytest.approx(at_minimum[1, 1])
