"""A panel of decisions: colours and border stand where the probability says."""

import numpy as np
import pytest

from scenes.films.representation.decision_panel import CELLS, DecisionPanel
from scenes.theme.theme import THEMES

LOW, HIGH = np.array([0.5, -0.5]), np.array([6.5, 2.5])
POINTS = np.array([[-1.0, -2.0], [3.0, 0.0], [1.0, 1.0]])


@pytest.fixture
def panel() -> DecisionPanel:
    labels = np.array([0, 1, 1])
    return DecisionPanel(POINTS, labels, THEMES["dark"], LOW, HIGH)


def test_points_lie_inside_and_keep_their_proportions(panel: DecisionPanel) -> None:
    places = panel.place(POINTS)
    assert ((places > panel.low) & (places < panel.high)).all()
    scale = np.diff(places, axis=0) / np.diff(POINTS, axis=0)
    assert scale == pytest.approx(scale[0, 0])


def test_the_border_is_where_the_probability_is_a_half(panel: DecisionPanel) -> None:
    centre, radius = np.array([1.0, -0.5]), 1.2
    distances = np.linalg.norm(panel.places - centre, axis=1)
    panel.decide(1 / (1 + np.exp(3 * (distances - radius))))
    drawn = panel.border.points[:, :2]
    middle, cell = panel.place(centre), 6.0 / CELLS
    wanted = radius * 6.0 / panel.box.size[0]
    assert np.linalg.norm(drawn - middle, axis=1) == pytest.approx(wanted, abs=cell)


def test_either_side_has_its_class_s_colour(panel: DecisionPanel) -> None:
    panel.decide((panel.places[:, 1] > 0).astype(float))
    pixels = panel.region.pixel_array
    low, high = panel.region.colours(np.array([0.0, 1.0]))
    assert (pixels[0, 0] == high).all()  # the first row of pixels is the upper one
    assert (pixels[-1, -1] == low).all()


def test_where_nothing_changes_there_is_no_border(panel: DecisionPanel) -> None:
    panel.decide(np.full(len(panel.places), 0.9))
    assert len(panel.border.points) == 0


def test_points_that_are_all_alike_are_no_trouble() -> None:
    panel = DecisionPanel(np.ones((3, 2)), np.array([0, 1, 1]), THEMES["dark"], LOW, HIGH)
    assert np.isfinite(panel.place(np.ones((3, 2)))).all()


def test_rings_stand_round_mistakes_alone(panel: DecisionPanel) -> None:
    panel.mark(np.array([0.0, 1.0, 0.0]))
    drawn = panel.rings.points[:, :2]
    assert drawn.mean(axis=0) == pytest.approx(panel.place(POINTS[1]), abs=0.02)
    panel.mark(np.zeros(3))
    assert len(panel.rings.points) == 0
