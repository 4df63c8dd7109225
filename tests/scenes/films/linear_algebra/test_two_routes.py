"""Both routes of a vector begin and end together, and go different ways."""

import numpy as np
import pytest

from engine.geometry.linear_stacks import seeded_stack
from engine.geometry.named_maps import VECTOR
from scenes.films.linear_algebra.plane_picture import PlanePicture
from scenes.films.linear_algebra.two_routes import TwoRoutes
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

DIGITS = str.maketrans("₁₂₃", "123")


def test_both_ways_end_where_the_product_carries_the_vector() -> None:
    theme, stack = THEMES["dark"], seeded_stack(3, 4)
    picture = PlanePicture(stage_of_frame(), theme, np.array(VECTOR), np.zeros(2))
    routes = TwoRoutes(stack, picture, theme)
    end = stack.whole.matrix @ np.array(VECTOR)
    for way in routes.ways:
        assert way[0] == pytest.approx(VECTOR)
        assert way[-1] == pytest.approx(end)
    assert np.abs(routes.ways[0] - routes.ways[1]).max() > 0.1
    routes.progress = 1.0
    picture.draw(lambda points: points)
    for head, trail in zip(routes.heads, routes.trails, strict=True):
        middle = (head.points[:, :2].max(axis=0) + head.points[:, :2].min(axis=0)) / 2
        assert middle == pytest.approx(picture.place(end), abs=0.02)
        assert trail.points[-1, :2] == pytest.approx(picture.place(end))


def test_each_layer_has_its_name_once_the_vector_has_come_through_it() -> None:
    theme, stack = THEMES["dark"], seeded_stack(3, 4)
    picture = PlanePicture(stage_of_frame(), theme, np.array(VECTOR), np.zeros(2))
    routes = TwoRoutes(stack, picture, theme)
    for layer in routes.layers:
        picture.present(layer, 1.0)
    assert [text for text, *_ in routes.named] == ["v", "W₁", "W₂", "W₃", "W"]
    seen = []
    for routes.progress in (0.0, 0.5, 1.0):
        picture.draw(lambda points: points)
        seen.append([name.get_fill_opacity() > 0.99 for name in routes.names])
    assert seen[0] == [True, False, False, False, False]
    assert seen[1][:3] == [True, True, False]
    assert all(seen[2])
    for text, middle, _ in routes.named[1:-1]:
        begun = stack.one_by_one(np.array([VECTOR]), int(text[1:].translate(DIGITS)) - 0.5)[0]
        assert middle == pytest.approx(begun)


def test_many_layers_are_not_named_one_by_one() -> None:
    theme, stack = THEMES["dark"], seeded_stack(6, 4)
    picture = PlanePicture(stage_of_frame(), theme, np.array(VECTOR), np.zeros(2))
    assert [text for text, *_ in TwoRoutes(stack, picture, theme).named] == ["v"]
