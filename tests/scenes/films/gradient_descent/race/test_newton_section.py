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
)
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

AREA = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
FOCUS = Box(np.array([0.0, -1.5]), np.array([3.5, 1.6]))
THEME = THEMES["dark"]
PLACE = Area(np.array([-6.0, -2.5]), np.array([-1.6, -0.2]))


def anatomy() -> StepAnatomy:
    spec = DescentSpec(surface="beale", optimizer="newton", steps=6)
    view = OpenMap(spec.loss_surface, AREA, FOCUS, THEME)
    return StepAnatomy(view, descend(spec), THEME, THEME.highlight)


def test_the_parabola_touches_the_loss_and_is_level_where_the_step_ends() -> None:
    made = NewtonSection(anatomy(), 0, PLACE, 1.0, THEME, THEME.highlight)
    steps = np.diff(made.fitted)
    assert made.fitted[:4] == pytest.approx(made.losses[:4], rel=1e-2)
    bend = np.diff(steps)
    assert bend == pytest.approx(bend[0] * np.ones(len(bend)), rel=1e-6)
    assert int(np.abs(steps).argmin()) / len(steps) == pytest.approx(1 / REACH, abs=0.03)
    assert made.level == pytest.approx(made.fitted.min(), abs=0.1)


def test_its_level_is_horizontal_at_the_lowest_point_over_where_the_step_ends() -> None:
    made = NewtonSection(anatomy(), 0, PLACE, 1.0, THEME, THEME.highlight)
    made.draw(1.0, 1.0)
    parabola = made.parabola.points[:, :2]
    lowest = parabola[parabola[:, 1].argmin()]
    (first, *_, last), stem = made.stem.points[:4, :2], made.stem.points[4:, :2]
    assert first[1] == last[1] == pytest.approx(lowest[1], abs=1e-2)
    assert stem[:, 0] == pytest.approx(np.full(4, lowest[0]), abs=0.05)
    assert stem[-1] == pytest.approx(made.foot.points[-1, :2])
    for line in (made.curve, made.parabola, made.stem, made.foot):
        assert (line.points[:, :2] > PLACE.low).all()
        assert (line.points[:, :2] < PLACE.high).all()


def test_nothing_is_drawn_before_it_is_said() -> None:
    made = NewtonSection(anatomy(), 0, PLACE, 1.0, THEME, THEME.highlight)
    made.draw(0.0, 0.0)
    assert made.wall.get_fill_opacity() == made.stem.get_stroke_opacity() == 0
    assert len(made.curve.points) == len(made.parabola.points) == 0
