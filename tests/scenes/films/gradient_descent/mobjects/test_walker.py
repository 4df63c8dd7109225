"""Whoever walks down: on the path, dashed where hidden, marked at the steps."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.geometry.box import Box
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.relief import Relief
from scenes.films.gradient_descent.mobjects.relief_view import ReliefView
from scenes.films.gradient_descent.mobjects.walker import KNOTS, Route, Walker
from scenes.mobjects.arrays.orbit import Orbit
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
SPEC = DescentSpec(surface="booth", steps=40)
LOW, HIGH = np.array([-3.0, -2.0]), np.array([1.0, 2.0])


@pytest.fixture(scope="module")
def route() -> Route:
    return Route(descend(SPEC).path, SPEC.loss_surface.domain)


@pytest.fixture
def flat() -> OpenMap:
    low, high = np.transpose(SPEC.loss_surface.domain)
    return OpenMap(SPEC.loss_surface, Box(LOW, HIGH), Box(low, high), THEME)


def anchors(outline: np.ndarray) -> np.ndarray:
    return outline.reshape(-1, 4, 3)[:, [0, 3], :2].reshape(-1, 2)


def test_a_route_goes_through_every_step(route: Route) -> None:
    assert np.array_equal(route.points_at(np.arange(41)), route.path)
    half = route.point_at(2.5)
    np.testing.assert_allclose(half, (route.path[2] + route.path[3]) / 2)
    assert np.array_equal(route.up_to(7)[-1], route.path[7])


def test_a_route_of_very_many_steps_is_thinned_out() -> None:
    angle = np.linspace(0, 400, 20_000)
    path = np.column_stack([np.cos(angle), np.sin(angle)])
    assert len(Route(path, ((-2, 2), (-2, 2))).samples) < 3 * KNOTS


def test_a_route_that_leaves_for_good_is_still_one() -> None:
    path = np.array([[0, 0], [1, 1], [1e9, 0], [np.nan, np.inf]])
    route = Route(path, ((-2, 2), (-2, 2)))
    assert np.isfinite(route.distance).all()
    assert route.up_to(1.0)[-1].tolist() == [1, 1]


def test_the_line_lies_on_the_path_and_ends_at_the_head(route: Route, flat: OpenMap) -> None:
    walker = Walker(flat, route, THEME, "#ffffff").walk_to(5.5)
    line = anchors(walker.line.points)
    expected = flat.see(route.up_to(5.5))[0]
    np.testing.assert_allclose(line[0], expected[0])
    np.testing.assert_allclose(line[-1], expected[-1])
    assert walker.head.get_center()[:2] == pytest.approx(expected[-1], abs=1e-6)
    assert len(walker.behind.points) == 0


def test_of_a_path_with_a_tail_only_the_last_steps_are_drawn_in_full(
    route: Route, flat: OpenMap
) -> None:
    walker = Walker(flat, route, THEME, "#ffffff")
    walker.tail = 3.0
    walker.walk_to(9.0)
    line, old = anchors(walker.line.points), anchors(walker.behind.points)
    np.testing.assert_allclose(line[-1], flat.place(route.path[9]))
    np.testing.assert_allclose(old[0], flat.place(route.path[0]))
    np.testing.assert_allclose(old[-1], line[0])
    reached = np.linalg.norm(line[0] - flat.place(route.point_at(6.0)))
    assert reached < 0.1


def test_what_the_surface_hides_is_dashed() -> None:
    spec = DescentSpec(start=(28, 27))
    route = Route(descend(spec).path, spec.loss_surface.domain)
    view = ReliefView(Relief.of(spec.loss_surface), np.zeros(2), 4, 2, THEME, ("a", "b"))
    view.turn(Orbit(0, 1.45))
    walker = Walker(view, route, THEME, "#ffffff").walk_to(route.last)
    hidden = view.see(route.up_to(route.last))[1]
    assert 10 < hidden.sum() < len(hidden) - 10
    dashes, whole = len(walker.behind.points) // 4, len(walker.line.points) // 4
    assert 0.3 * hidden.sum() < dashes < 0.7 * hidden.sum()
    assert whole == pytest.approx(len(hidden) - 1 - (hidden[:-1] & hidden[1:]).sum())


def test_nothing_is_drawn_far_out_of_the_frame(flat: OpenMap) -> None:
    path = np.array([[0.0, 0.0], [5, 5], [5e4, 5e4]])
    walker = Walker(flat, Route(path, SPEC.loss_surface.domain), THEME, "#ffffff").walk_to(2)
    line = anchors(walker.line.points)
    assert len(line) > 0
    assert np.abs(line).max() < 100
    assert len(walker.head.points) == 0


def test_arrows_point_up_the_gradient_and_along_the_step(route: Route, flat: OpenMap) -> None:
    walker = Walker(flat, route, THEME, "#ffffff").walk_to(0)
    gradient = np.array([-3.0, -4.0])
    walker.point_along(gradient, 0.8, -gradient, 1.0)
    start = flat.see(route.path[:1])[0][0]
    for arrow, length, sign in ((walker.uphill, 0.8, -1), (walker.stride, 1.0, 1)):
        farthest = max(arrow.points[:, :2], key=lambda place: np.linalg.norm(place - start))
        np.testing.assert_allclose(farthest - start, sign * length * np.array([0.6, 0.8]))
    walker.point_along(gradient, 0, 0 * gradient, 1.0)
    assert len(walker.uphill.points) == len(walker.stride.points) == 0


def test_a_step_may_be_drawn_so_many_times_as_long(route: Route, flat: OpenMap) -> None:
    walker = Walker(flat, route, THEME, THEME.highlight).walk_to(0)
    after, lengths = route.path[1], []
    for times in (1.0, 3.0):
        shape = walker.point_to(after, 1.0, times).stride.get_all_points()[:, :2]
        lengths.append(np.linalg.norm(shape - flat.place(route.path[0]), axis=1).max())
    seen = float(np.linalg.norm(flat.place(after) - flat.place(route.path[0])))
    assert lengths == pytest.approx([seen, 3 * seen], rel=0.1)


def test_of_many_steps_only_every_so_manieth_is_marked(route: Route, flat: OpenMap) -> None:
    walker = Walker(flat, route, THEME, THEME.highlight)
    walker.every = 3
    few = walker.walk_to(2).dots.points
    assert np.array_equal(few, walker.walk_to(0).dots.points)
    assert len(walker.walk_to(3).dots.points) == 2 * len(few)


def test_a_piece_of_the_tangent_is_never_huge(route: Route, flat: OpenMap) -> None:
    walker = Walker(flat, route, THEME, "#ffffff").walk_to(3)
    walker.touch(5.0)
    assert np.ptp(walker.tangent.points[:, 0]) < 2
    walker.touch(0.0)
    assert len(walker.tangent.points) == 0
