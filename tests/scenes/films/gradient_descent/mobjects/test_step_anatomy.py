"""The parts of a step are those of its rule: they lead where the step leads."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.geometry.box import Box
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.step_anatomy import StepAnatomy
from scenes.theme.theme import THEMES

AREA = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
FOCUS = Box(np.array([0.0, -1.5]), np.array([3.5, 1.6]))


def anatomy(rule: str) -> StepAnatomy:
    spec = DescentSpec(surface="beale", optimizer=rule, steps=6)
    view = OpenMap(spec.loss_surface, AREA, FOCUS, THEMES["dark"])
    return StepAnatomy(view, descend(spec), THEMES["dark"], THEMES["dark"].text)


@pytest.mark.parametrize("rule", ["momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"])
def test_the_parts_lead_from_where_a_step_begins_to_where_it_ends(rule: str) -> None:
    made = anatomy(rule)
    for step in range(5):
        (first, middle), (again, last) = made.parts_of(step)
        np.testing.assert_allclose(first, made.descent.path[step])
        np.testing.assert_allclose(middle, again)
        np.testing.assert_allclose(last, made.descent.path[step + 1])


def test_momentum_keeps_nine_tenths_of_its_last_step() -> None:
    made = anatomy("momentum")
    path = made.descent.path
    for step in range(1, 5):
        (here, kept), _ = made.parts_of(step)
        np.testing.assert_allclose(kept - here, 0.9 * (path[step] - path[step - 1]), atol=1e-12)


def test_momentum_s_step_stands_beside_its_parts_in_its_length() -> None:
    made = anatomy("momentum")
    ways = made.ways_of(2, 1.0, 1.0)
    start, end = ways["step"]
    np.testing.assert_allclose(ways["part"][1], ways["push"][0])
    np.testing.assert_allclose(end - start, ways["push"][1] - ways["part"][0], atol=1e-9)
    aside = start - ways["part"][0]
    assert np.linalg.norm(aside) > 0.1
    assert abs(aside @ (end - start)) < 1e-9


def test_each_coordinate_has_a_step_of_its_own() -> None:
    (here, corner), (_, after) = anatomy("rmsprop").parts_of(2)
    assert corner[1] == here[1]
    assert corner[0] == after[0]


def test_adam_s_mean_is_what_its_step_is_made_of() -> None:
    made = anatomy("adam")
    remembered = made.descent.state["exp_avg"]
    for step in range(5):
        expected = remembered[step] / (1 - 0.9 ** (step + 1))
        np.testing.assert_allclose(made.mean_of(step), expected, rtol=1e-9)
        made.draw(step, 1.0, 1.0, 1.0, 1.0)
        shown = np.ptp(made.mean.points[:, :2], axis=0).max()
        assert shown > 0
        assert (np.ptp(made.legs.points[:, :2], axis=0) > 0).all()
    plain = anatomy("rmsprop")
    np.testing.assert_array_equal(plain.mean_of(3), plain.descent.gradient[3])


def test_newton_s_method_goes_to_where_its_model_is_level() -> None:
    made = anatomy("newton")
    for step in range(3):
        here = made.descent.path[step]
        bend = made.view.surface.hessian(here)
        slope = made.descent.gradient[step] + bend @ (made.level_point(step) - here)
        np.testing.assert_allclose(slope, 0, atol=1e-9)


def test_what_is_drawn_into_a_step_fades() -> None:
    made = anatomy("newton")
    made.draw(0, 1.0, 1.0, 1.0, 1.0, 0.25)
    assert made.stride.get_fill_opacity() == 0.25
    assert made.level.get_fill_opacity() == 0.25


@pytest.mark.parametrize("rule", ["rmsprop", "adagrad", "adam"])
def test_sizes_are_those_by_which_torch_divided(rule: str) -> None:
    made = anatomy(rule)
    path, rates = made.descent.path, made.descent.rate
    for step in range(5):
        times = (path[step] - path[step + 1]) / rates[step]
        np.testing.assert_allclose(made.mean_of(step) / made.size_of(step), times, rtol=1e-5)


def test_the_gradient_s_arrow_is_at_right_angles_to_the_line_of_equal_loss() -> None:
    made = anatomy("gradient-descent")
    made.draw(1, 1.0, 0.0, 0.0, 1.0)
    here = made.descent.path[1]
    start = made.view.place(here)
    tip = max(made.uphill.points[:, :2], key=lambda place: np.linalg.norm(place - start))
    along = tip - start
    across = 1e-4 * np.array([-along[1], along[0]])
    changes = made.view.surface.value(
        here + np.array([across, 1e-4 * along])
    ) - made.view.surface.value(here)
    assert abs(changes[0]) < 1e-2 * changes[1]
    assert len(made.stride.points) == len(made.parts[0].points) == 0


def test_where_the_model_is_level_is_marked_before_the_step_goes_there() -> None:
    made = anatomy("newton")
    made.draw(0, 1.0, 0.5, 0.0, 1.0)
    assert not len(made.level.points)
    made.draw(0, 1.0, 1.0, 0.0, 1.0)
    centre = made.view.place(made.level_point(0))
    np.testing.assert_allclose(made.level.get_center()[:2], centre, atol=1e-6)
    assert made.level.get_fill_opacity() == 1
