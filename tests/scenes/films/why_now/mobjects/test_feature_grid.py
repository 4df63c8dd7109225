"""The grid of features shows each of them, wherever it stands."""

import numpy as np
import pytest

from scenes.films.why_now.mobjects.feature_grid import FeatureGrid, Pose, rgb
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

WIDE = Area(np.array([-6.0, -2.0]), np.array([6.0, 3.0]))
SMALL = Area(np.array([2.0, 1.0]), np.array([5.0, 3.0]))
HIGH = Area(np.array([4.0, -3.0]), np.array([6.0, 3.0]))


def poses(grid: FeatureGrid) -> tuple[tuple[Pose, Area], ...]:
    return tuple((grid.field_in(area), area) for area in (WIDE, SMALL, HIGH))


@pytest.mark.parametrize("features", [30, 37, 1_000, 2_000])
def test_all_features_have_their_places_in_the_area(features: int) -> None:
    grid = FeatureGrid(features, WIDE, THEMES["dark"])
    for pose, area in poses(grid):
        grid.stand(pose)
        places = grid.dots.points[:, :2]
        assert len(np.unique(places.round(6), axis=0)) == features
        grid.wear(grid.weights(np.full(features, 9.0), "#ffffff"))
        assert grid.dots.sizes is not None
        radii = (grid.dots.radius * grid.dots.sizes)[:, None]
        for bounds in (area, pose.extent):
            assert (places - radii > bounds.low).all()
            assert (places + radii < bounds.high).all()
        assert (pose.extent.low > area.low - 1e-9).all()
        assert (pose.extent.high < area.high + 1e-9).all()


@pytest.mark.parametrize("features", [30, 1_000])
def test_the_ten_leave_room_at_their_left_where_it_is_asked_for(features: int) -> None:
    grid = FeatureGrid(features, WIDE, THEMES["dark"])
    pose = grid.field_in(WIDE, 2.0)
    left, right = pose.extent.low[0], pose.extent.high[0]
    assert pose.low[0] == pytest.approx(left + 2)
    assert pose.high[0] == pytest.approx(right)
    assert np.ptp(pose.rooms[:10]) == pytest.approx(0)
    assert 10 * pose.rooms[0] == pytest.approx(right - left - 2)


def test_no_dots_touch() -> None:
    grid = FeatureGrid(1_000, WIDE, THEMES["dark"])
    grid.wear(grid.weights(np.full(1_000, 9.0), "#ffffff"))
    places, sizes = grid.dots.points[:, :2], grid.dots.sizes
    assert sizes is not None
    apart = np.linalg.norm(places[:, None] - places, axis=-1)
    together = grid.dots.radius * (sizes[:, None] + sizes)
    np.fill_diagonal(apart, np.inf)
    assert (apart > together).all()


def test_on_its_way_each_dot_goes_straight_from_its_place_to_the_other() -> None:
    grid = FeatureGrid(300, WIDE, THEMES["dark"])
    (start, _), (end, _), _ = poses(grid)
    for progress, pose in ((0.0, start), (1.0, end)):
        for ours, theirs in zip(start.towards(end, progress), pose, strict=True):
            assert ours == pytest.approx(theirs)
    grid.stand(start.towards(end, 0.5))
    assert grid.dots.points[:, :2] == pytest.approx((start.places + end.places) / 2)


def test_gathered_all_are_one_small_dot() -> None:
    grid = FeatureGrid(300, WIDE, THEMES["dark"])
    size = grid.dots.radius
    grid.stand(grid.gathered(np.array([1.0, 2.0])))
    assert grid.dots.points[:, :2] == pytest.approx(np.tile([1.0, 2.0], (300, 1)))
    assert grid.frame.points[:, :2] == pytest.approx(np.tile([1.0, 2.0], (16, 1)))
    assert 0 < grid.dots.radius < size / 10


def test_the_frame_holds_the_features_that_matter() -> None:
    grid = FeatureGrid(1_000, WIDE, THEMES["dark"])
    for pose, _ in poses(grid):
        grid.stand(pose)
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
    assert grid.dots.rgbs[2] == pytest.approx((grid.rest + rgb(theme.positive)) / 2)
    assert grid.dots.rgbs[3] == pytest.approx(grid.rest)


def test_weights_are_seen_by_their_size_and_those_below_0_are_hollow() -> None:
    theme = THEMES["light"]
    grid = FeatureGrid(30, WIDE, theme)
    weights = np.zeros(30)
    weights[:5] = [1.0, -1.0, 0.125, 3.0, 50.0]
    look = grid.weights(weights, theme.loss)
    full, none = rgb(theme.loss), grid.rest
    assert look.rgbs[[0, 1, 3, 4]] == pytest.approx(np.tile(full, (4, 1)))
    assert look.rgbs[2] == pytest.approx((full + none) / 2)
    assert look.rgbs[5] == pytest.approx(none)
    assert look.sizes[0] == look.sizes[1] == 1
    assert look.sizes[5] < look.sizes[2] < 1 < look.sizes[3] == look.sizes[4]
    grid.wear(look)
    assert grid.holes.points[:, :2] == pytest.approx(grid.dots.points[[1], :2])
    assert grid.holes.rgbs == pytest.approx(rgb(theme.background)[None])
    assert 0 < grid.holes.sizes[0] < 0.8 * grid.dots.sizes[1]
    dark = grid.weights(np.zeros(30), theme.loss)
    grid.blend(dark, look, 0.5)
    assert grid.dots.rgbs[0] == pytest.approx((full + none) / 2)
