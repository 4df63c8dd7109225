"""The chart of learning curves draws what was measured, on an axis that begins at the noise."""

import numpy as np
import pytest
from manim import ManimColor

from engine.experiments.more_data import MODELS
from scenes.films.why_now.error_words import RIVALS
from scenes.films.why_now.learning_chart import LearningChart
from scenes.films.why_now.learning_reigns import reigns
from scenes.storytelling.stage import BAND, Area, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.learning_curves import SAMPLES, made_up

CURVES = made_up()
MOST = float(SAMPLES[-1])


@pytest.fixture
def chart() -> LearningChart:
    stage = stage_of_frame(BAND)
    return LearningChart(CURVES, stage, THEMES["dark"], stage.hero)


def height(chart: LearningChart, error: float) -> float:
    axis = chart.chart.y
    share = np.log(error / axis.low) / np.log(axis.high / axis.low)
    return float(chart.area.low[1] + share * chart.area.size[1])


def across(chart: LearningChart, count: float) -> float:
    share = np.log(count / 20) / np.log(MOST / 20)
    return float(chart.area.low[0] + share * chart.area.size[0])


def test_nobody_is_drawn_who_has_not_entered(chart: LearningChart) -> None:
    assert not any(len(line.points) for line in chart.lines)
    assert [mark.get_fill_opacity() for mark in chart.marks] == [0] * 4
    assert all(name[0].get_fill_opacity() == 0 for name in chart.names)


def test_only_the_one_that_is_drawn_moves(chart: LearningChart) -> None:
    chart.enter("oracle")
    chart.draw(MOST)
    chart.enter("expert")
    chart.draw(100)
    assert [mark.get_fill_opacity() for mark in chart.marks] == [0, 1, 0, 0]
    place = [across(chart, 100), height(chart, 2.2)]
    assert chart.marks[1].get_center()[:2] == pytest.approx(place, abs=0.02)
    assert chart.lines[1].points[-1, :2] == pytest.approx(place)
    end = [chart.area.high[0], height(chart, 1.002)]
    assert chart.lines[0].points[-1, :2] == pytest.approx(end)
    assert chart.lines[0].get_stroke_opacity() < chart.lines[1].get_stroke_opacity()


def test_one_that_comes_takes_the_light_from_the_one_before(chart: LearningChart) -> None:
    chart.enter("oracle")
    chart.draw(MOST)
    chart.enter("expert")
    for arrival in (0.0, 0.3, 1.0):
        chart.draw(20, arrival)
        lit = [mark.get_fill_opacity() for mark in chart.marks]
        assert lit == pytest.approx([1 - arrival, arrival, 0, 0])
        assert chart.names[1][0].get_fill_opacity() == pytest.approx(arrival)


def test_its_name_rides_along_and_ends_beside_the_curves_end(chart: LearningChart) -> None:
    chart.enter("oracle")
    chart.draw(100)
    name = chart.names[0]
    assert 0 < name.get_left()[0] - chart.marks[0].get_x() < 0.5
    chart.draw(MOST)
    assert chart.area.high[0] < name.get_left()[0] < chart.area.high[0] + 0.5
    assert name.get_y() == pytest.approx(chart.marks[0].get_y(), abs=0.15)
    assert name.get_right()[0] < chart.stage.hero.high[0] + 1e-6


def test_all_but_a_peak_is_within_the_window(chart: LearningChart) -> None:
    for model in MODELS:
        chart.enter(model)
        chart.draw(MOST)
        k = MODELS.index(model)
        ends = chart.lines[k].points[:, 1]
        errors = 10 ** -CURVES.score(model)
        assert ends.max() == pytest.approx(min(height(chart, errors.max()), chart.area.high[1]))
        assert ends.min() == pytest.approx(height(chart, errors.min()))
    assert height(chart, 11) < chart.area.high[1]
    assert height(chart, 1.0) > chart.area.low[1] + 0.3
    assert chart.peak.get_fill_opacity() == 1
    assert "3,305" in chart.peak.original_text


def test_the_axis_reaches_up_to_a_peak_and_the_noise_stays(chart: LearningChart) -> None:
    chart.enter("flexible")
    chart.draw(20)
    noise = height(chart, 1)
    assert chart.lift == 1
    chart.draw(1000)
    assert chart.lift > 100
    assert chart.marks[2].get_y() == pytest.approx(height(chart, 3305), abs=0.02)
    assert height(chart, 3305) < chart.area.high[1]
    assert height(chart, 1) == pytest.approx(noise)
    assert chart.noise.get_fill_opacity() == 1
    assert chart.peak.get_fill_opacity() == 0
    chart.draw(MOST)
    assert chart.lift == 1


def test_curves_go_out_before_they_begin_again(chart: LearningChart) -> None:
    chart.draw_all(MOST, 1.0, 0.0, 0.0)
    hidden = [*chart.lines, *chart.marks, *chart.names, chart.sweep, chart.peak]
    for part in hidden:
        for each in part.family_members_with_points():
            assert each.get_fill_opacity() == 0
            assert each.get_stroke_opacity() == 0
    chart.draw_all(20, 1.0, 0.0)
    assert all(name[0].get_fill_opacity() == 1 for name in chart.names)


def test_numbers_stand_at_the_errors_they_name(chart: LearningChart) -> None:
    chart.enter("flexible")
    for count, shown in ((20, [1, 2, 5, 10, 20]), (1000, [1, 10, 100, 1000])):
        chart.draw(count)
        seen = [value for value, tick in zip(chart.steps, chart.ticks, strict=True)
                if tick.get_fill_opacity() > 0.9]  # fmt: skip
        assert set(shown) <= set(seen)
        for value, tick in zip(chart.steps, chart.ticks, strict=True):
            if value in seen:
                assert tick.get_y() == pytest.approx(height(chart, value), abs=0.03)


def test_names_tell_the_errors_and_keep_apart(chart: LearningChart, written: list[str]) -> None:
    for model in MODELS:
        chart.enter(model)
        chart.draw(MOST)
    assert written[-4:] == ["1.00", "2.00", "1.10", "1.01"]
    assert np.diff(sorted(chart.names.rows.values())).min() > 0.4


def test_together_all_stand_at_the_same_points(chart: LearningChart, written: list[str]) -> None:
    written.clear()
    chart.draw_all(100.0)
    assert written == ["1.10", "2.20", "9.00", "2.60"]
    x = across(chart, 100)
    assert [mark.get_x() for mark in chart.marks] == pytest.approx([x] * 4, abs=0.02)
    assert chart.sweep.points[:, 0] == pytest.approx(x)
    assert np.ptp(chart.sweep.points[:, 1]) == pytest.approx(chart.area.size[1])
    assert np.diff(sorted(chart.names.rows.values())).min() > 0.4


def test_the_ground_is_coloured_as_far_as_the_line_by_who_errs_least(chart: LearningChart) -> None:
    (_, _, passes), _ = reigns(CURVES, RIVALS)
    chart.draw_all(100.0)
    first, second = chart.grounds.tints
    assert first.get_right()[0] == pytest.approx(across(chart, 100))
    assert second.get_fill_opacity() == 0
    assert chart.grounds.winners[1].get_fill_opacity() == 0
    chart.draw_all(MOST)
    assert first.get_right()[0] == pytest.approx(across(chart, passes))
    assert second.get_left()[0] == pytest.approx(across(chart, passes))
    assert second.get_right()[0] == pytest.approx(chart.area.high[0])
    assert [won.get_fill_opacity() for won in chart.grounds.winners] == [1, 1]
    assert "lasso: best of 3" in chart.grounds.winners[1].original_text


def test_together_the_oracle_is_a_dashed_bound(chart: LearningChart) -> None:
    chart.draw_all(MOST, 0.0)
    whole = chart.lines[0].points[:, :2]
    assert chart.lines[0].get_stroke_color() == ManimColor(THEMES["dark"].colour_of(0))
    chart.draw_all(MOST)
    dashed = chart.lines[0].points[:, :2].reshape(-1, 4, 2)
    assert chart.lines[0].get_stroke_color() == ManimColor(THEMES["dark"].muted)
    assert (dashed[1:, 0, 0] > dashed[:-1, 3, 0] + 0.05).all()
    heights = np.interp(dashed[:, 0, 0], *whole.T)
    assert dashed[:, 0, 1] == pytest.approx(heights)


@pytest.mark.parametrize("share", [1.0, 0.6])
def test_the_lower_title_stands_among_the_numbers_where_there_is_room(share: float) -> None:
    stage = stage_of_frame(BAND)
    low, high = stage.hero.low, stage.hero.high
    hero = Area(low, np.array([low[0] + share * (high[0] - low[0]), high[1]]))
    chart = LearningChart(CURVES, stage, THEMES["dark"], hero)
    numbers = [number.get_y() for number in chart.chart.numbers]
    assert chart.is_among == (share == 1)
    assert (abs(chart.across.get_y() - numbers[0]) < 0.05) == chart.is_among
    assert chart.across.get_bottom()[1] > hero.low[1]
    assert "median test error of 3 runs" in chart.up.original_text
