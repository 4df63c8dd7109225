"""Both routes of a vector begin and end together, and go different ways."""

import numpy as np
import pytest

from engine.geometry.linear_stacks import LinearStack, seeded_stack
from engine.geometry.named_maps import VECTOR
from scenes.films.linear_algebra.plane_picture import PlanePicture
from scenes.films.linear_algebra.two_routes import GAP, LAYERED, TwoRoutes, curved
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def routes_of(count: int, seed: int = 4) -> tuple[LinearStack, PlanePicture, TwoRoutes]:
    theme, stack = THEMES["dark"], seeded_stack(count, seed)
    picture = PlanePicture(stage_of_frame(), theme, np.array(VECTOR), np.zeros(2))
    routes = TwoRoutes(stack, picture, theme)
    for layer in routes.layers:
        picture.present(layer, 1.0)
    return stack, picture, routes


@pytest.mark.parametrize("seed", [4, 9])
def test_the_vectors_between_are_where_the_layers_carry_them(seed: int) -> None:
    stack, picture, routes = routes_of(3, seed)
    routes.progress = 1.0
    picture.draw(lambda points: points)
    at = np.array(VECTOR)
    for each, arrow in zip(stack.maps, [*routes.between, routes.runner], strict=True):
        at = each.matrix @ at
        tips = np.linalg.norm(arrow.points[:, :2] - picture.place(at), axis=1)
        assert tips.min() == pytest.approx(0, abs=1e-9)
    assert at == pytest.approx(stack.whole.matrix @ np.array(VECTOR))


def test_the_product_is_drawn_after_the_layers_from_the_first_tip_to_the_last() -> None:
    _, picture, routes = routes_of(3)
    routes.progress = LAYERED
    picture.draw(lambda points: points)
    assert not len(routes.whole.points)
    routes.progress = 1.0
    picture.draw(lambda points: points)
    ends, drawn = picture.place(routes.stops[[0, -1]]), routes.whole.points[:, :2]
    for tip in ends:
        assert np.linalg.norm(drawn - tip, axis=1).min() == pytest.approx(GAP, abs=0.03)
    middle = ends.mean(axis=0)
    assert np.linalg.norm(drawn - middle, axis=1).min() > 0.1  # no difference of the two


def test_ways_between_tips_bulge_away_from_the_origin() -> None:
    start, end = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    way = curved(start, end, np.zeros(2), 0.1)
    assert np.linalg.norm(way, axis=1).min() > 0.9
    assert np.linalg.norm(way[0] - start) == pytest.approx(0.1, abs=0.01)
    assert np.linalg.norm(way[-1] - end) == pytest.approx(0.1, abs=0.01)


def test_each_layer_has_its_name_once_the_vector_has_come_through_it() -> None:
    _, picture, routes = routes_of(3)
    assert routes.texts == ["v", "W₁", "W₂", "W₃", "W"]
    seen = []
    for routes.progress in (0.0, 0.5 * LAYERED, 1.0):
        picture.draw(lambda points: points)
        seen.append([name.get_fill_opacity() > 0.99 for name in routes.names])
    assert seen[0] == [True, False, False, False, False]
    assert seen[1] == [True, True, True, False, False]
    assert all(seen[2])


def test_many_layers_are_not_named_one_by_one() -> None:
    _, picture, routes = routes_of(6)
    routes.progress = 1.0
    picture.draw(lambda points: points)
    assert routes.texts == ["v", "W"]
