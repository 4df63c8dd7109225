"""Labels of a way's ends leave the way free, and never the frame."""

import numpy as np
import pytest

from scenes.films.gradient_descent.mobjects.place_labels import PlaceLabels
from scenes.storytelling.camera_moves import View
from scenes.storytelling.stage import area_of, stage_of_frame
from scenes.theme.theme import THEMES

NAMED = [("start", np.array([28.0, 27.0])), ("minimum", np.array([8.0, 2.0]))]


@pytest.fixture
def labels() -> PlaceLabels:
    return PlaceLabels(NAMED, stage_of_frame(), THEMES["dark"])


def test_the_start_is_named_beyond_it_where_there_is_room(labels: PlaceLabels) -> None:
    labels.stand(np.array([[2.0, 1.0], [-1.0, -1.0]]), View(np.zeros(2), 1.0))
    assert area_of(labels[0]).low[0] > 2.0
    assert area_of(labels[1]).high[0] < -1.0


def test_at_the_edge_of_the_frame_the_start_is_named_inside_it(labels: PlaceLabels) -> None:
    labels.stand(np.array([[6.5, 1.0], [-1.0, -1.0]]), View(np.zeros(2), 1.0))
    assert area_of(labels[0]).high[0] < 6.5


@pytest.mark.parametrize("x", np.linspace(0, 6.9, 24))
def test_it_goes_from_one_side_to_the_other_without_a_jump(labels: PlaceLabels, x: float) -> None:
    placed = []
    for start in (x, x + 0.01):
        labels.stand(np.array([[start, 1.0], [-1.0, -1.0]]), View(np.zeros(2), 1.0))
        placed.append(labels[0].get_center()[0])
    assert abs(placed[1] - placed[0]) < 0.2
    assert area_of(labels[0]).high[0] < 7.11
