"""A fan of steps: each leads where its sample's step does, and the mean to their mean."""

import numpy as np
import pytest

from engine.descent.surfaces import SURFACES
from engine.geometry.box import Box
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.step_fan import StepFan
from scenes.theme.theme import THEMES

AREA = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
POINT = np.array([1.0, 0.5])
STEPS = np.array([[1.0, 0.0], [0.0, 1.0], [-0.4, 0.5]])


@pytest.fixture(scope="module")
def fan() -> StepFan:
    view = OpenMap(SURFACES["booth"], AREA, Box(-np.ones(2), 3 * np.ones(2)), THEMES["dark"])
    return StepFan(view, THEMES["dark"])


def test_each_step_ends_where_it_leads(fan: StepFan) -> None:
    fan.lay(POINT, STEPS, 1.0)
    ends = fan.shafts.points.reshape(-1, 4, 3)[:, [0, 3], :2]
    np.testing.assert_allclose(ends[:, 0], np.tile(fan.view.place(POINT), (3, 1)))
    np.testing.assert_allclose(ends[:, 1], fan.view.place(POINT + STEPS))


def test_the_mean_arrow_ends_at_the_mean_of_all(fan: StepFan) -> None:
    fan.lay(POINT, STEPS, 1.0, mean=1.0)
    start = fan.view.place(POINT)
    tip = max(fan.mean.points[:, :2], key=lambda place: np.linalg.norm(place - start))
    np.testing.assert_allclose(tip, fan.view.place(POINT + STEPS).mean(axis=0))
    fan.lay(POINT, STEPS, 1.0)
    assert len(fan.mean.points) == 0


def test_half_drawn_steps_are_half_as_long(fan: StepFan) -> None:
    fan.lay(POINT, STEPS, 1.0, share=0.5)
    ends = fan.shafts.points.reshape(-1, 4, 3)[:, 3, :2]
    np.testing.assert_allclose(ends, fan.view.place(POINT + STEPS / 2))


def test_the_spread_is_a_circle_around_the_mean_in_the_units_of_the_map(fan: StepFan) -> None:
    fan.lay(POINT, STEPS, 1.0, spread=0.5)
    circle = fan.spread.points[:, :2]
    middle = fan.view.place(POINT + STEPS.mean(axis=0))
    away = np.linalg.norm(circle[::4] - middle, axis=1)
    np.testing.assert_allclose(away, 0.5 * fan.view.unit, rtol=0.01)
    fan.lay(POINT, STEPS, 1.0)
    assert len(fan.spread.points) == 0
