"""The chart of errors draws what was measured, on logarithmic scales."""

import pytest

from scenes.films.why_now.mobjects.error_chart import ErrorChart
from scenes.films.why_now.mobjects.fit_track import FitTrack
from scenes.storytelling.stage import BAND, area_of, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.double_descents import TWICE, made_up

RESULT = made_up(TWICE, draws=3, last_of_others=0.6)


@pytest.fixture
def chart() -> ErrorChart:
    return ErrorChart(FitTrack(RESULT), stage_of_frame(BAND), THEMES["dark"])


def test_the_dot_stands_on_the_error_of_its_fit(chart: ErrorChart) -> None:
    for fit in (0, 4, 7):
        chart.move(fit)
        place = chart.chart.place(RESULT.sizes[fit], RESULT.test[0, fit])
        assert chart.dot.get_center()[:2] == pytest.approx(place)


def test_the_line_runs_from_one_weight_to_the_dot(chart: ErrorChart) -> None:
    chart.trace(4.0)
    x = chart.test.points[:, 0]
    assert x.min() == pytest.approx(chart.box.low[0])
    assert x.max() == pytest.approx(chart.chart.place(5, 90)[0])
    assert chart.training.points[:, 0].max() < x.max()  # it is 0 there, which has no place
    chart.trace(7.0)
    assert chart.test.points[:, 0].max() == pytest.approx(chart.box.high[0])


def test_draws_come_one_after_the_other_and_end_at_their_own_errors(chart: ErrorChart) -> None:
    counts = []
    for progress in (0.0, 0.21, 0.41, 1.0):
        chart.fan_out(progress)
        counts.append(int((chart.draws.points[:, 0] > chart.box.high[0] - 1e-6).sum()))
    assert counts == [0, 1, 2, 3]
    chart.fan_out(1.0)
    ends = chart.draws.points[chart.draws.points[:, 0] > chart.box.high[0] - 1e-6]
    last = [chart.chart.place(8, error)[1] for error in (0.1, 0.6)]
    assert sorted(set(ends[:, 1].round(6))) == pytest.approx(last, abs=1e-5)


def test_single_draws_are_faint_behind_their_median(chart: ErrorChart) -> None:
    chart.fan_out(1.0)
    before = chart.draws.get_stroke_opacity()
    chart.sum_up(1.0)
    assert chart.draws.get_stroke_opacity() < before / 2
    assert chart.test.get_stroke_opacity() < chart.median.get_stroke_opacity()


def test_the_median_ends_at_the_median_of_the_draws(chart: ErrorChart) -> None:
    chart.sum_up(1.0)
    assert chart.median.points[-1, :2] == pytest.approx(chart.chart.place(8, 0.6))
    low, high = (chart.chart.place(8, error)[1] for error in (0.35, 0.6))
    ends = chart.band.points[chart.band.points[:, 0] > chart.box.high[0] - 1e-6][:, 1]
    assert [ends.min(), ends.max()] == pytest.approx([low, high])


def test_the_picture_has_room_beside_the_peak(chart: ErrorChart) -> None:
    assert chart.inset.low[0] > chart.chart.place(2 * RESULT.samples, 1)[0]
    assert chart.inset.low[1] > chart.box.low[1]
    frame = area_of(chart.frame)
    assert frame.high[1] == pytest.approx(chart.box.high[1])
    assert (chart.inset.high < frame.high).all()
    assert (chart.inset.low > frame.low).all()


def test_the_landmarks_are_those_of_the_median(chart: ErrorChart) -> None:
    best, best_text, last, last_text = chart.landmarks()
    assert best.get_center()[:2] == pytest.approx(chart.chart.place(3, 0.2))
    assert last.get_center()[:2] == pytest.approx(chart.chart.place(8, 0.6))
    assert best_text[-1].text == "error 0.200 at 3"
    assert last_text[-1].text == "error 0.600 at 8"
    assert area_of(last_text).low[1] > last.get_top()[1]
    assert area_of(best_text).low[1] > area_of(chart.names[0]).high[1]  # nothing lies on it
    assert area_of(best_text).low[0] > chart.box.low[0]


def test_of_the_shown_draw_nothing_stays(chart: ErrorChart) -> None:
    gone = list(chart.single)
    chart.drop_single()
    assert not {id(each) for each in gone} & {
        id(each) for each in chart.family_members_with_points()
    }
    assert len(chart.names) == 3
