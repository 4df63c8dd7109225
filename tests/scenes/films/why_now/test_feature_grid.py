"""The grid of features shows each of them, wherever it stands."""

import numpy as np
import pytest

from scenes.films.why_now.feature_grid import FeatureGrid, rgb
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

WIDE = Area(np.array([-6.0, -2.0]), np.array([6.0, 3.0]))
SMALL = Area(np.array([2.0, 1.0]), np.array([5.0, 3.0]))
HIGH = Area(np.array([4.0, -3.0]), np.array([6.0, 3.0]))


@pytest.mark.parametrize("area", [WIDE, SMALL, HIGH])
@pytest.mark.parametrize("features", [30, 37, 1_000, 2_000])
def test_all_features_have_their_places_in_the_area(features: int, area: Area) -> None:
    grid = FeatureGrid(features, WIDE, THEMES["dark"]).stand_in(area)
    places = grid.dots.points[:, :2]
    assert len(np.unique(places.round(6), axis=0)) == features
    grid.wear(grid.weights(np.full(features, 9.0), "#ffffff"))
    assert grid.dots.sizes is not None
    radii = (grid.dots.radius * grid.dots.sizes)[:, None]
    assert (places - radii > area.low).all()
    assert (places + radii < area.high).all()
    low, high = grid.extent
    assert (places - radii > low).all()
    assert (places + radii < high).all()
    assert ((low > area.low - 1e-9) & (high < area.high + 1e-9)).all()


def test_no_dots_touch() -> None:
    grid = FeatureGrid(1_000, WIDE, THEMES["dark"])
    grid.wear(grid.weights(np.full(1_000, 9.0), "#ffffff"))
    places, sizes = grid.dots.points[:, :2], grid.dots.sizes
    assert sizes is not None
    apart = np.linalg.norm(places[:, None] - places, axis=-1)
    together = grid.dots.radius * (sizes[:, None] + sizes)
    np.fill_diagonal(apart, np.inf)
    assert (apart > together).all()


def test_it_turns_where_there_is_more_room_so() -> None:
    grid = FeatureGrid(1_000, WIDE, THEMES["dark"])
    assert grid.pose_in(WIDE).angle == 0
    assert grid.pose_in(HIGH).angle == pytest.approx(-np.pi / 2)
    grid.stand_in(HIGH)
    first = grid.dots.points[:10, :2]
    assert np.ptp(first[:, 0]) == pytest.approx(0, abs=1e-9)
    assert (np.diff(first[:, 1]) < 0).all()
    assert first[:, 0].min() > grid.dots.points[10:, 0].max()  # what was above is at the right


def test_on_its_way_it_leaves_from_one_place_and_arrives_at_the_other() -> None:
    grid = FeatureGrid(300, WIDE, THEMES["dark"])
    start, end = grid.pose_in(WIDE), grid.pose_in(HIGH)
    for progress, pose in ((0.0, start), (1.0, end)):
        passed = start.towards(end, progress)
        assert passed.step == pytest.approx(pose.step)
        assert passed.angle == pytest.approx(pose.angle)
        assert passed.centre == pytest.approx(pose.centre)
    assert start.towards(end, 0.5).step < min(start.step, end.step) * 1.1


def test_the_frame_holds_the_features_that_matter() -> None:
    grid = FeatureGrid(1_000, WIDE, THEMES["dark"])
    for area in (WIDE, HIGH):
        grid.stand_in(area)
        places, box = grid.dots.points[:, :2], grid.frame.points[:, :2]
        framed = ((places > box.min(axis=0)) & (places < box.max(axis=0))).all(axis=1)
        assert framed.nonzero()[0].tolist() == list(range(10))


def test_values_are_seen_by_sign_and_size() -> None:
    theme = THEMES["dark"]
    grid = FeatureGrid(30, WIDE, theme)
    values = np.zeros(30)
    values[:3] = [9.0, -9.0, 1.25]
    grid.wear(grid.values(values))
    assert grid.dots.rgbs[0] == pytest.approx(rgb(theme.positive))
    assert grid.dots.rgbs[1] == pytest.approx(rgb(theme.negative))
    assert grid.dots.rgbs[2] == pytest.approx((rgb(theme.edge) + rgb(theme.positive)) / 2)
    assert grid.dots.rgbs[3] == pytest.approx(rgb(theme.edge))


def test_weights_are_seen_by_their_size_alone() -> None:
    theme = THEMES["light"]
    grid = FeatureGrid(30, WIDE, theme)
    weights = np.zeros(30)
    weights[:5] = [1.0, -1.0, 0.25, 3.0, 50.0]
    look = grid.weights(weights, theme.loss)
    full, none = rgb(theme.loss), rgb(theme.edge)
    assert look.rgbs[[0, 1, 3, 4]] == pytest.approx(np.tile(full, (4, 1)))
    assert look.rgbs[2] == pytest.approx((full + none) / 2)
    assert look.rgbs[5] == pytest.approx(none)
    assert look.sizes[0] == look.sizes[1] == 1
    assert look.sizes[5] < look.sizes[2] < 1 < look.sizes[3] == look.sizes[4]
    dark = grid.weights(np.zeros(30), theme.loss)
    grid.blend(dark, look, 0.5)
    assert grid.dots.rgbs[0] == pytest.approx((full + none) / 2)
