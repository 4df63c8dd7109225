"""The chart of learning curves draws what was measured, on an axis that begins at the noise."""

import numpy as np
import pytest
from manim import tempconfig

from engine.experiments.more_data import MODELS
from scenes.films.why_now.error_words import RIVALS
from scenes.films.why_now.mobjects.learning_chart import LearningChart
from scenes.films.why_now.mobjects.learning_reigns import reigns
from scenes.storytelling.stage import BAND, stage_of_frame
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


def test_all_errors_are_within_the_window_a_peak_too(chart: LearningChart) -> None:
    chart.draw(MOST)
    for k, model in enumerate(MODELS):
        ends = chart.lines[k].points[:, 1]
        errors = 10 ** -CURVES.score(model)
        assert ends.max() == pytest.approx(height(chart, errors.max()), abs=0.02)
        assert ends.min() == pytest.approx(height(chart, errors.min()), abs=0.02)
    assert height(chart, 3305) < chart.area.high[1]
    assert chart.peak.get_bottom()[1] < height(chart, 3305)
    assert chart.peak.get_top()[1] < chart.grounds.winners.get_bottom()[1]
    assert height(chart, 1.0) > chart.area.low[1] + 0.3
    assert chart.peak.get_fill_opacity() == 1
    first = 10 ** -CURVES.first.score("flexible").min()
    assert chart.peak.original_text == f"peak: 3,305\nrun 1: {first:,.0f}"


def test_the_peak_is_named_once_the_line_has_passed_it(chart: LearningChart) -> None:
    chart.draw(1000)
    assert chart.marks[2].get_y() == pytest.approx(height(chart, 3305), abs=0.02)
    assert chart.peak.get_fill_opacity() == 0
    chart.draw(MOST)
    assert chart.peak.get_fill_opacity() == 1


def test_numbers_stand_at_the_errors_they_name(chart: LearningChart) -> None:
    assert chart.steps == [1, 10, 100, 1000]
    for value, tick in zip(chart.steps, chart.ticks, strict=True):
        assert tick.get_y() == pytest.approx(height(chart, value), abs=0.03)


def test_names_tell_the_errors_and_keep_apart(chart: LearningChart, written: list[str]) -> None:
    chart.draw(MOST)
    assert written[-5:] == ["1.00", "2.00", "1.10", "1.01", "4,000"]
    assert np.diff(sorted(chart.names.rows.values())).min() > 0.4


def test_together_all_stand_at_the_same_points(chart: LearningChart, written: list[str]) -> None:
    written.clear()
    chart.draw(100.0)
    assert written == ["1.10", "2.20", "9.00", "2.60", "100"]
    x = across(chart, 100)
    assert [mark.get_x() for mark in chart.marks] == pytest.approx([x] * 4, abs=0.02)
    assert chart.sweep.points[:, 0] == pytest.approx(x)
    assert np.ptp(chart.sweep.points[:, 1]) == pytest.approx(chart.area.size[1])
    assert np.diff(sorted(chart.names.rows.values())).min() > 0.4


def test_the_ground_is_coloured_as_far_as_the_line_by_who_errs_least(chart: LearningChart) -> None:
    (_, _, passes), _ = reigns(CURVES, RIVALS)
    chart.draw(100.0)
    first, second = chart.grounds.tints
    assert first.get_right()[0] == pytest.approx(across(chart, 100))
    assert second.get_fill_opacity() == 0
    assert chart.grounds.winners[1].get_fill_opacity() == 0
    chart.draw(MOST)
    assert first.get_right()[0] == pytest.approx(across(chart, passes))
    assert second.get_left()[0] == pytest.approx(across(chart, passes))
    assert second.get_right()[0] == pytest.approx(chart.area.high[0])
    assert [won.get_fill_opacity() for won in chart.grounds.winners] == [1, 1]
    assert "best: lasso" in chart.grounds.winners[1].original_text


def test_the_oracle_is_a_dashed_bound(chart: LearningChart) -> None:
    chart.draw(MOST)
    dashed = chart.lines[0].points[:, :2].reshape(-1, 4, 2)
    assert (dashed[1:, 0, 0] > dashed[:-1, 3, 0] + 0.05).all()
    x = [across(chart, count) for count in SAMPLES]
    y = [height(chart, error) for error in 10 ** -CURVES.score("oracle")]
    assert dashed[:, 0, 1] == pytest.approx(np.interp(dashed[:, 0, 0], x, y), abs=0.02)


@pytest.mark.parametrize(("shape", "is_beside"), [((14.2, 8.0), True), ((8.0, 14.2), False)])
def test_the_lower_title_stands_beside_the_numbers_where_there_is_room(
    shape: tuple[float, float], is_beside: bool
) -> None:
    with tempconfig({"frame_width": shape[0], "frame_height": shape[1]}):
        stage = stage_of_frame(BAND)
    chart = LearningChart(CURVES, stage, THEMES["dark"], stage.hero)
    number = chart.chart.numbers[-1]
    assert chart.is_beside == is_beside
    assert (abs(chart.across.get_y() - number.get_y()) < 0.1) == is_beside
    assert chart.across.get_right()[0] < stage.hero.high[0]
    assert chart.across.get_bottom()[1] > stage.hero.low[1]
