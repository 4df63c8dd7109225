"""The chart of learning curves draws what was measured, in whatever window."""

import numpy as np
import pytest

from engine.experiments.more_data import MODELS
from scenes.films.why_now.learning_chart import LearningChart, error_text, has_peak
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.learning_curves import SAMPLES, made_up

CURVES = made_up()


@pytest.fixture
def chart() -> LearningChart:
    return LearningChart(CURVES, stage_of_frame(BAND), THEMES["dark"])


def height(chart: LearningChart, error: float) -> float:
    share = np.log(error / 0.75) / np.log(chart.top / 0.75)
    return float(chart.area.low[1] + share * chart.area.size[1])


def test_nobody_is_drawn_who_has_not_entered(chart: LearningChart) -> None:
    assert not any(len(line.points) for line in chart.lines)
    assert [mark.get_fill_opacity() for mark in chart.marks] == [0] * 4


def test_only_the_one_that_is_drawn_moves(chart: LearningChart) -> None:
    chart.enter("oracle")
    chart.draw(4000)
    chart.enter("expert")
    chart.draw(100)
    assert [mark.get_fill_opacity() for mark in chart.marks] == [0, 1, 0, 0]
    x = chart.area.low[0] + chart.area.size[0] * np.log(5) / np.log(200)
    assert chart.marks[1].get_center()[:2] == pytest.approx([x, height(chart, 2.2)], abs=0.02)
    assert chart.lines[1].points[-1, :2] == pytest.approx([x, height(chart, 2.2)])
    end = [chart.area.high[0], height(chart, 1.002)]
    assert chart.lines[0].points[-1, :2] == pytest.approx(end)
    assert chart.lines[0].get_stroke_opacity() < chart.lines[1].get_stroke_opacity()


def test_its_name_rides_along_and_ends_beside_the_curves_end(chart: LearningChart) -> None:
    chart.enter("oracle")
    chart.draw(100)
    name = chart.names["oracle"]
    assert 0 < name.get_left()[0] - chart.marks[0].get_x() < 0.5
    chart.draw(4000)
    assert chart.area.high[0] < name.get_left()[0] < chart.area.high[0] + 0.5
    assert name.get_y() == pytest.approx(chart.marks[0].get_y(), abs=0.1)
    assert name.get_right()[0] < chart.stage.hero.high[0] + 1e-6


def test_the_window_opens_until_the_peak_is_in_it(chart: LearningChart) -> None:
    chart.enter("flexible")
    chart.draw(1000)
    assert chart.near < 20
    assert chart.lines[2].points[:, 1].max() == pytest.approx(chart.area.high[1])
    chart.draw(1000, chart.far)
    peak = chart.lines[2].points[:, 1].max()
    assert peak == pytest.approx(height(chart, 3305))
    assert peak < chart.area.high[1]


def test_the_window_is_close_to_those_who_are_told_something(chart: LearningChart) -> None:
    tops = (chart.close, chart.close, chart.near, chart.near)
    for model, top, line in zip(MODELS, tops, chart.lines, strict=True):
        chart.enter(model)
        assert chart.top == top
        chart.draw(float(SAMPLES[-1]))
        if top == chart.close:
            assert line.points[:, 1].max() == pytest.approx(
                height(chart, 10 ** -CURVES.score(model).min())
            )
            assert line.points[:, 1].max() < chart.area.high[1]
    assert chart.close < chart.near


def test_numbers_stand_at_the_errors_they_name(chart: LearningChart) -> None:
    for top in (chart.near, chart.far):
        chart.draw(20, top)
        for tick, (digit, power) in zip(chart.ticks, chart.steps, strict=True):
            if tick.get_fill_opacity() > 0:
                assert tick.get_y() == pytest.approx(height(chart, digit * power), abs=0.02)
    seen = [step for step, tick in zip(chart.steps, chart.ticks, strict=True)
            if tick.get_fill_opacity() > 0.5]  # fmt: skip
    assert seen == [(1, 1.0), (1, 10.0), (1, 100.0), (1, 1000.0)]


def test_the_line_of_the_noise_stays_at_1(chart: LearningChart) -> None:
    for top in (chart.near, chart.far):
        chart.draw(20, top)
        assert chart.best.points[:, 1] == pytest.approx(height(chart, 1.0))


def test_the_line_of_the_noise_is_named_where_there_is_room(chart: LearningChart) -> None:
    chart.draw(20, chart.near)
    assert chart.noise.get_fill_opacity() == 1
    assert chart.area.low[1] < chart.noise.get_bottom()[1]
    assert chart.noise.get_top()[1] < height(chart, 1.0)
    chart.draw(20, chart.far)
    assert chart.noise.get_fill_opacity() == 0


def test_names_tell_the_errors_and_keep_apart(chart: LearningChart, written: list[str]) -> None:
    for model in MODELS:
        chart.enter(model)
        chart.draw(float(SAMPLES[-1]))
    assert written[-4:] == ["1.00", "2.00", "1.10", "1.01"]
    rows = sorted(chart.rows.values())
    assert np.diff(rows).min() > 0.4


def test_why_there_is_a_peak_is_written_only_if_there_is_one() -> None:
    stage, theme = stage_of_frame(BAND), THEMES["dark"]
    assert "one fit left" in LearningChart(CURVES, stage, theme).peak.original_text
    tame = made_up(flexible=[11.0, 10.0, 9.0, 8.0, 7.0, 6.5, 2.5, 1.1])
    assert not has_peak(tame)
    assert "one fit left" not in LearningChart(tame, stage, theme).peak.original_text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.106, "1.11"), (11.26, "11.3"), (3304.6, "3,305"), (0.999, "1.00"), (4e7, "4 × 10⁷")],
)
def test_errors_have_three_digits(value: float, text: str) -> None:
    assert error_text(value) == text
