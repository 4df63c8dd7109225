"""The parabola on Newton's step has the loss's slope and curvature, and is level where it ends."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.geometry.box import Box
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.step_anatomy import StepAnatomy
from scenes.films.gradient_descent.race.newton_section import (
    REACH,
    NewtonSection,
    section_corners,
)
from scenes.theme.theme import THEMES

AREA = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
FOCUS = Box(np.array([0.0, -1.5]), np.array([3.5, 1.6]))
THEME = THEMES["dark"]


def anatomy() -> StepAnatomy:
    spec = DescentSpec(surface="beale", optimizer="newton", steps=6)
    view = OpenMap(spec.loss_surface, AREA, FOCUS, THEME)
    return StepAnatomy(view, descend(spec), THEME, THEME.highlight)


def test_the_parabola_touches_the_loss_and_is_level_where_the_step_ends() -> None:
    made = NewtonSection(anatomy(), 0, 1.0, THEME, THEME.highlight)
    steps = np.diff(made.fitted)
    assert made.fitted[:4] == pytest.approx(made.losses[:4], rel=1e-2)
    bend = np.diff(steps)
    assert bend == pytest.approx(bend[0] * np.ones(len(bend)), rel=1e-6)
    assert int(np.abs(steps).argmin()) / len(steps) == pytest.approx(1 / REACH, abs=0.03)
    assert made.level == pytest.approx(made.fitted.min(), abs=0.1)


def test_it_stands_on_the_step_and_its_lowest_point_over_where_the_step_ends() -> None:
    of = anatomy()
    made = NewtonSection(of, 0, 1.0, THEME, THEME.highlight)
    start, end = of.view.place(of.descent.path[:2])
    corners = section_corners(of, 0, 1.0)
    assert corners[0] == pytest.approx(start)
    assert corners[1] == pytest.approx(start + REACH * (end - start))
    made.draw(1.0, 1.0)
    assert made.stem.points[-1, :2] == pytest.approx(end)
    rise = made.stem.points[0, :2] - end
    assert rise @ (end - start) == pytest.approx(0, abs=1e-9)
    assert rise[1] > 0


def test_nothing_is_drawn_before_it_is_said() -> None:
    made = NewtonSection(anatomy(), 0, 1.0, THEME, THEME.highlight)
    made.draw(0.0, 0.0)
    assert made.wall.get_fill_opacity() == made.stem.get_stroke_opacity() == 0
    assert len(made.curve.points) == len(made.parabola.points) == 0
