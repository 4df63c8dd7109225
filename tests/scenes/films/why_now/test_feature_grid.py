"""The grid of features shows each of them, wherever it stands."""

import numpy as np
import pytest

from scenes.films.why_now.feature_grid import FeatureGrid, rgb
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

WIDE = Area(np.array([-6.0, -2.0]), np.array([6.0, 3.0]))
SMALL = Area(np.array([2.0, 1.0]), np.array([5.0, 3.0]))


@pytest.mark.parametrize("area", [WIDE, SMALL])
@pytest.mark.parametrize("features", [30, 37, 1_000, 2_000])
def test_all_features_have_their_places_in_the_area(features: int, area: Area) -> None:
    grid = FeatureGrid(features, WIDE, THEMES["dark"]).stand_in(area)
    places = grid.dots.points[:, :2]
    assert len(np.unique(places.round(6), axis=0)) == features
    assert (places - grid.dots.radius > area.low).all()
    assert (places + grid.dots.radius < area.high).all()
    assert grid.foot > area.low[1]


def test_half_way_each_feature_is_half_way() -> None:
    grid = FeatureGrid(300, WIDE, THEMES["dark"])
    start = grid.dots.points.copy()
    end = grid.stand_in(SMALL).dots.points.copy()
    assert grid.stand_between(WIDE, SMALL, 0.5).dots.points == pytest.approx((start + end) / 2)


def test_the_frame_holds_the_features_that_matter() -> None:
    grid = FeatureGrid(1_000, WIDE, THEMES["dark"])
    places, box = grid.dots.points[:, :2], grid.frame.points[:, :2]
    framed = ((places > box.min(axis=0)) & (places < box.max(axis=0))).all(axis=1)
    assert framed.nonzero()[0].tolist() == list(range(10))


def test_values_are_seen_by_sign_and_size() -> None:
    theme = THEMES["dark"]
    grid = FeatureGrid(30, WIDE, theme)
    values = np.zeros(30)
    values[:3] = [9.0, -9.0, 1.25]
    grid.show_values(values)
    assert grid.dots.rgbs[0] == pytest.approx(rgb(theme.positive))
    assert grid.dots.rgbs[1] == pytest.approx(rgb(theme.negative))
    assert grid.dots.rgbs[2] == pytest.approx((rgb(theme.edge) + rgb(theme.positive)) / 2)
    assert grid.dots.rgbs[3] == pytest.approx(rgb(theme.edge))


def test_features_are_lit_in_a_colour() -> None:
    theme = THEMES["light"]
    grid = FeatureGrid(30, WIDE, theme)
    grid.light(np.arange(30) < 4, theme.loss)
    assert (grid.dots.rgbs == rgb(theme.loss)).all(axis=1).tolist() == [True] * 4 + [False] * 26
