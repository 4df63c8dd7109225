"""An area is as large as is written in it, all the way."""

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.named_maps import EXAMPLE, VECTOR
from engine.geometry.plane_maps import plane_map
from scenes.films.linear_algebra.areas.moved_area import MovedArea
from scenes.films.linear_algebra.exact_digits import determinant_places
from scenes.films.linear_algebra.plane_picture import PlanePicture
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


@pytest.fixture
def moved() -> MovedArea:
    with tempconfig({"frame_height": 8.0}):
        picture = PlanePicture(stage_of_frame(), THEMES["dark"], np.array(VECTOR), np.eye(2))
    places = determinant_places(np.reshape(EXAMPLE, (2, 2)))
    return MovedArea(picture, THEMES["dark"], *places)


def corners(moved: MovedArea) -> np.ndarray:
    return (moved.area.points[::4, :2] - moved.picture.centre) / moved.picture.unit


def test_the_number_is_the_area_that_is_drawn(moved: MovedArea) -> None:
    way = plane_map(np.reshape(EXAMPLE, (2, 2))).at
    for fraction in np.linspace(0, 1, 9).tolist():
        moved.matrix = way(fraction)
        moved.draw(1.0)
        x, y = corners(moved).T
        drawn = 0.5 * float(x @ np.roll(y, -1) - y @ np.roll(x, -1))
        assert float(moved.text) == pytest.approx(drawn, abs=0.02)
    assert moved.text == "0.87"


def test_it_begins_where_the_square_lay_and_has_the_number_in_it(moved: MovedArea) -> None:
    moved.draw(1.0)
    assert moved.text == "1.00"
    assert moved.area.points == pytest.approx(moved.outline.points)
    low, high = moved.picture.place(np.array([[0.0, 0.0], [1.0, 1.0]]))
    number = moved.number.points[:, :2]
    assert (number > low).all()
    assert (number < high).all()
