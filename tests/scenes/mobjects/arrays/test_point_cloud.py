"""Point clouds: one outline per class, a marker per point, a shape per class."""

import numpy as np
import pytest

from scenes.mobjects.arrays.point_cloud import MARKERS, PointCloud, class_mark, marker_of
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
LABELS = np.array([0, 2, 1, 0, 2, 2, 0, 2])
PLACES = np.random.default_rng(0).uniform(-3, 3, (8, 2))


def markers(cloud: PointCloud, label: int) -> np.ndarray:
    """Give the markers of a class, array (points, segments, 4, 2)."""
    points = cloud.submobjects[label].points[:, :2]
    return points.reshape(-1, len(marker_of(label)), 4, 2)


@pytest.fixture
def cloud() -> PointCloud:
    cloud = PointCloud(LABELS, THEME, radius=0.1)
    cloud.set_positions(PLACES)
    return cloud


def test_every_class_has_as_many_markers_as_points_each_where_its_point_is(
    cloud: PointCloud,
) -> None:
    assert len(cloud.submobjects) == 3
    for k, count in enumerate(np.bincount(LABELS)):
        drawn = markers(cloud, k)
        assert len(drawn) == count
        middles = drawn - 0.1 * marker_of(k)
        chosen = np.flatnonzero(k == LABELS)
        places = np.broadcast_to(PLACES[chosen][:, None, None], drawn.shape)
        assert middles == pytest.approx(places)


def test_every_class_has_its_own_colour(cloud: PointCloud) -> None:
    colours = [str(outline.get_fill_color()).lower() for outline in cloud]
    assert colours == [THEME.colour_of(k) for k in range(3)]


def test_points_that_are_not_shown_are_left_out(cloud: PointCloud) -> None:
    shown = np.array([True, True, False, False, False, True, False, False])
    cloud.set_positions(PLACES, shown=shown)
    assert [len(markers(cloud, k)) for k in range(3)] == [1, 0, 2]


def test_sizes_scale_the_markers(cloud: PointCloud) -> None:
    cloud.set_positions(PLACES, sizes=np.where(LABELS == 2, 2.0, 0.5))
    assert np.ptp(markers(cloud, 2)[0]) == pytest.approx(2 * 0.1 * np.ptp(marker_of(2)), rel=0.5)
    one = np.ptp(markers(cloud, 0)[0, ..., 0])
    assert one == pytest.approx(0.5 * 0.1 * np.ptp(marker_of(0)[..., 0]))


def area(outline: np.ndarray) -> float:
    """Measure what Béziers (segments, 4, 2) enclose, by many chords."""
    t = np.linspace(0, 1, 50, endpoint=False)[:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    x, y = (weights @ outline).reshape(-1, 2).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def test_markers_are_closed_and_about_equally_large() -> None:
    for marker in MARKERS:
        assert marker[:, 3] == pytest.approx(np.roll(marker[:, 0], -1, axis=0))
        assert marker[:, 0].mean(axis=0) == pytest.approx([0, 0], abs=1e-9)
        assert area(marker) == pytest.approx(3, rel=0.25)


def test_the_first_marker_is_a_disc() -> None:
    t = np.linspace(0, 1, 20)[:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    assert np.linalg.norm(weights @ MARKERS[0], axis=-1) == pytest.approx(1, abs=3e-4)


def test_ten_classes_have_ten_shapes_and_the_eleventh_the_first() -> None:
    shapes = {tuple(np.round(np.sort(m.reshape(-1, 2), axis=0).ravel(), 6)) for m in MARKERS}
    assert len(shapes) == 10
    assert marker_of(10) is marker_of(0)


def test_a_legend_shows_the_same_shape_and_colour_as_the_cloud(cloud: PointCloud) -> None:
    mark = class_mark(1, THEME, radius=0.2)
    assert mark.points[:, :2].reshape(-1, 4, 2) == pytest.approx(0.2 * marker_of(1))
    assert mark.get_fill_color() == cloud.submobjects[1].get_fill_color()
