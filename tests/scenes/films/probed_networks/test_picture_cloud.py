"""Small pictures are drawn where they belong, in the colour of their class."""

import numpy as np
import pytest

from scenes.films.probed_networks.picture_cloud import PictureCloud, pictures_of
from scenes.storytelling.stage import Area
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")
AREA = Area(np.array([-4.0, -2.0]), np.array([4.0, 2.0]))


@pytest.mark.parametrize("shape", [(8, 8), (1, 8, 8)])
def test_small_inputs_of_two_axes_are_pictures(shape: tuple[int, ...]) -> None:
    inputs = np.random.default_rng(0).normal(size=(5, 64))
    pictures = pictures_of(inputs, shape)
    assert pictures is not None
    assert pictures.shape == (5, 8, 8)
    assert (pictures.min(), pictures.max()) == (0, 1)


@pytest.mark.parametrize("shape", [(64,), (3, 8, 8), (2, 32), (64, 64)])
def test_others_are_not(shape: tuple[int, ...]) -> None:
    assert pictures_of(np.zeros((2, int(np.prod(shape)))), shape) is None


def test_a_picture_stands_where_it_is_put_and_has_its_colour() -> None:
    cloud = PictureCloud(np.ones((1, 8, 8)), np.array([1]), AREA, 0.4, THEME)
    cloud.place(np.array([[2.0, 1.0]]))
    rows, columns = np.nonzero(cloud.pixel_array[..., 3])
    assert columns.mean() == pytest.approx(cloud.columns * 6 / 8, abs=1)
    assert rows.mean() == pytest.approx(cloud.columns * 1 / 8, abs=1)
    red, green, blue, opaque = cloud.pixel_array[int(rows.mean()), int(columns.mean())]
    assert f"#{red:02x}{green:02x}{blue:02x}" == THEME.colour_of(1).lower()
    assert opaque == 255


def test_a_larger_picture_is_in_front_of_all_others() -> None:
    labels, place = np.array([1, 2]), np.array([[0.0, 0.0], [0.0, 0.0]])
    cloud = PictureCloud(np.ones((2, 8, 8)), labels, AREA, 0.4, THEME).place(place)
    before = np.count_nonzero(cloud.pixel_array[..., 3])
    cloud.place(place, sizes=np.array([1.5, 1.0]))
    assert np.count_nonzero(cloud.pixel_array[..., 3]) == pytest.approx(2.25 * before, rel=0.05)
    assert colour_in_the_middle(cloud) == THEME.colour_of(1).lower()


def test_a_dark_outline_keeps_a_picture_apart_from_what_is_behind() -> None:
    labels = np.array([1, 2])
    dot = np.zeros((8, 8))
    dot[3:5, 3:5] = 1.0
    cloud = PictureCloud(np.stack([np.ones((8, 8)), dot]), labels, AREA, 0.4, THEME)
    cloud.place(np.zeros((2, 2)), sizes=np.array([2.4, 2.4]), seen=np.array([0.9, 1.0]))
    row = cloud.pixel_array[cloud.rows // 2, :, 3]
    middle = cloud.columns // 2
    assert row[middle] == 255
    edge = middle + np.flatnonzero(row[middle:] == 0)[0]
    assert row[edge + 20] == pytest.approx(0.9 * 255, abs=1)


def test_what_is_not_seen_is_not_drawn_and_the_rest_is_as_clear_as_told() -> None:
    labels, place = np.array([1, 2]), np.array([[0.0, 0.0], [2.0, 0.0]])
    cloud = PictureCloud(np.ones((2, 8, 8)), labels, AREA, 0.4, THEME)
    cloud.place(place, seen=np.array([0.5, 0.0]))
    assert colour_in_the_middle(cloud) == THEME.colour_of(1).lower()
    assert cloud.pixel_array[..., 3].max() == pytest.approx(255 / 2, abs=1)
    assert np.nonzero(cloud.pixel_array[..., 3])[1].max() < 0.6 * cloud.columns


def test_a_grown_picture_is_seen_pixel_by_pixel() -> None:
    chequered = np.indices((8, 8)).sum(axis=0)[None] % 2 * 1.0
    cloud = PictureCloud(chequered, np.array([0]), AREA, 0.4, THEME)
    cloud.place(np.zeros((1, 2)), sizes=2.4)
    assert set(np.unique(cloud.pixel_array[..., 3])) == {0, 255}


def colour_in_the_middle(cloud: PictureCloud) -> str:
    middle = cloud.pixel_array[cloud.rows // 2, cloud.columns // 2]
    return "#" + "".join(f"{int(part):02x}" for part in middle[:3])
