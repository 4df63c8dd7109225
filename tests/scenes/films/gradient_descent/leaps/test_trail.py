"""A trail leaps straight from the place of each step to the next."""

import numpy as np
import pytest

from scenes.films.gradient_descent.leaps.trail import LONGEST, SHORTEST, Trail
from scenes.theme.theme import THEMES

PLACES = np.array([[0.0, 0], [4, 2], [-2, 1], [1, 0]])


@pytest.fixture
def trail() -> Trail:
    return Trail(3, "#ffffff", THEMES["dark"], 1.0)


def test_it_lands_on_every_step_and_ends_on_the_last(trail: Trail) -> None:
    steps = [trail.step_at(end / trail.seconds) for end in trail.ends]
    assert steps == pytest.approx([0, 1, 2, 3])
    assert np.diff(trail.ends).min() >= SHORTEST
    assert (np.diff([trail.step_at(p) for p in np.linspace(0, 1, 200)]) >= 0).all()


@pytest.mark.parametrize("step", [0.0, 0.5, 1.0, 2.25, 3.0])
def test_its_head_is_on_the_chord_and_the_line_ends_there(trail: Trail, step: float) -> None:
    trail.draw(PLACES, step)
    whole = min(int(step), 2)
    expected = PLACES[whole] + (step - whole) * (PLACES[whole + 1] - PLACES[whole])
    assert trail.head.get_center()[:2] == pytest.approx(expected)
    assert trail.leaps.points[-1, :2] == pytest.approx(expected)


def test_marks_are_smaller_where_the_camera_is_closer(trail: Trail) -> None:
    far = trail.draw(PLACES, 1.0).head.width
    assert trail.draw(PLACES, 1.0, zoom=2.0).head.width == pytest.approx(far / 2)


def test_many_leaps_last_no_longer_than_can_be_watched() -> None:
    many = Trail(171, "#ffffff", THEMES["dark"], 1.0)
    assert many.seconds == pytest.approx(LONGEST)
    assert (np.diff(many.ends) > 0).all()
