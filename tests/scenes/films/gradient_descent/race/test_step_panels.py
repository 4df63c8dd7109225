"""What stands beside first steps recomputes: divisions of slopes, and a fitted parabola."""

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.geometry.box import Box
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.step_anatomy import StepAnatomy
from scenes.films.gradient_descent.race.step_panels import Division, Parabola, panel_of
from scenes.languages.numbers import significant
from scenes.storytelling.stage import area_of, stage_of_frame
from scenes.theme.theme import THEMES

AREA = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
FOCUS = Box(np.array([0.0, -1.5]), np.array([3.5, 1.6]))
THEME, STAGE = THEMES["dark"], stage_of_frame()


def anatomy(rule: str) -> StepAnatomy:
    spec = DescentSpec(surface="beale", optimizer=rule, steps=6)
    return StepAnatomy(OpenMap(spec.loss_surface, AREA, FOCUS, THEME), descend(spec), THEME)


def test_rmsprop_s_first_step_is_ten_times_its_rate_in_both_coordinates() -> None:
    made = anatomy("rmsprop")
    panel = panel_of(made, 0, STAGE, THEME)
    assert isinstance(panel, Division)
    assert panel.times == pytest.approx([10, 10])
    step = np.abs(made.descent.path[1] - made.descent.path[0])
    assert step == pytest.approx(10 * made.descent.rate[0] * np.ones(2), rel=1e-4)


@pytest.mark.parametrize("rule", ["rmsprop", "adam", "adagrad"])
def test_bars_are_as_long_as_their_numbers(rule: str) -> None:
    made = anatomy(rule)
    panel = panel_of(made, 2, STAGE, THEME)
    assert isinstance(panel, Division)
    lengths = np.array([bar.get_length() for bar, _ in panel.bars]).reshape(2, 2)
    slope = np.abs(made.mean_of(2))
    assert lengths[:, 0] / lengths[:, 0].max() == pytest.approx(slope / slope.max())
    assert lengths[:, 1] / lengths[:, 1].max() == pytest.approx(panel.times / panel.times.max())
    area = area_of(panel)
    assert (area.low > STAGE.hero.low).all()
    assert (area.high < STAGE.hero.high).all()


@pytest.mark.parametrize("rule", ["rmsprop", "adam", "adagrad"])
def test_what_is_shown_recomputes(rule: str) -> None:
    made = anatomy(rule)
    for step in range(4):
        slope, size = np.abs(made.mean_of(step)), made.size_of(step)
        shown = [
            float(significant(a, 4)) / float(significant(b, 4))
            for a, b in zip(slope, size, strict=True)
        ]
        times = [significant(each, 2) for each in slope / size]
        assert [significant(each, 2) for each in shown] == times


def test_the_parabola_touches_the_loss_and_is_level_where_the_step_ends() -> None:
    made = anatomy("newton")
    panel = panel_of(made, 0, STAGE, THEME)
    assert isinstance(panel, Parabola)
    begun, steps = slice(0, 4), np.diff(panel.fitted)
    assert panel.fitted[begun] == pytest.approx(panel.losses[begun], rel=1e-2)
    bend = np.diff(steps)
    assert bend == pytest.approx(bend[0] * np.ones(len(bend)), rel=1e-6)
    level = int(np.abs(steps).argmin())
    assert level / len(steps) == pytest.approx(1 / 1.6, abs=0.03)


def test_rules_without_sizes_have_no_panel() -> None:
    assert panel_of(anatomy("momentum"), 1, STAGE, THEME) is None
