"""Both routes of a vector begin and end together, and go different ways."""

import numpy as np
import pytest

from engine.geometry.linear_stacks import seeded_stack
from engine.geometry.named_maps import VECTOR
from scenes.films.linear_algebra.plane_picture import PlanePicture
from scenes.films.linear_algebra.two_routes import TwoRoutes
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


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
