"""The picture of a fit shows points, curves and the gap between them where they are."""

import numpy as np
import pytest

from scenes.films.why_now.mobjects.fit_picture import FitPicture, tick_room
from scenes.films.why_now.mobjects.fit_track import FitTrack
from scenes.languages.numbers import in_full
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.double_descents import SWINGS, TWICE, made_up

RESULT = made_up(TWICE, swings=SWINGS)


@pytest.fixture
def picture() -> FitPicture:
    area = Area(np.array([-6.0, -2.0]), np.array([6.0, 3.0]))
    return FitPicture(FitTrack(RESULT), area, stage_of_frame(), THEMES["dark"])


def test_points_stand_where_they_are(picture: FitPicture) -> None:
    picture.draw(0, 2.0)
    places = picture.place(RESULT.inputs, RESULT.outputs)
    assert places[:, 0] == pytest.approx(6 * RESULT.inputs)
    assert places[:, 1] == pytest.approx(0.5 + 2.5 * RESULT.outputs / 2.0)
    drawn = picture.points_drawn.points.reshape(len(places), -1, 3).mean(axis=1)
    assert drawn[:, :2] == pytest.approx(places, abs=0.02)


def test_the_curve_is_cut_off_at_the_edges_of_the_window(picture: FitPicture) -> None:
    picture.draw(4, 2.0)
    assert picture.curve.points[:, 1].max() == pytest.approx(3.0)
    assert picture.curve.points[:, 1].min() == pytest.approx(-2.0)
    assert picture.gap.points[:, 1].max() == pytest.approx(3.0)
    picture.draw(4, 70.0)
    assert picture.curve.points[:, 1].max() < 2.9


def test_the_gap_lies_between_the_two_curves(picture: FitPicture) -> None:
    picture.draw(1, 2.0)
    x, y = picture.gap.points[:, :2].T
    truth, curve = np.sin(3 * RESULT.grid), RESULT.curves[1]
    heights = picture.place(RESULT.grid, truth)[:, 1], picture.place(RESULT.grid, curve)[:, 1]
    above = np.interp(x, 6 * RESULT.grid, np.maximum(*heights))
    below = np.interp(x, 6 * RESULT.grid, np.minimum(*heights))
    assert (y < above + 0.05).all()
    assert (y > below - 0.05).all()


def test_levels_have_numbers_where_there_is_room_for_them(picture: FitPicture) -> None:
    picture.draw(0, 1.5)
    assert [tick.get_fill_opacity() > 0 for tick in picture.ticks[:4]] == [True, True, False, False]
    assert picture.ticks[0].get_y() == pytest.approx(0.5 + 2.5 / 1.5, abs=0.02)
    picture.draw(4, 150.0)
    seen = [k for k, tick in enumerate(picture.ticks) if tick.get_fill_opacity() > 0]
    assert seen == [4, 5]  # 100 and −100


def test_the_parts_of_units_are_seen_only_when_asked_for(picture: FitPicture) -> None:
    picture.draw(2, 2.0)
    assert not any(len(part.points) for part in (*picture.parts, picture.sum))
    picture.draw_sum(2, 2.0, 1.5)
    assert [len(part.points) > 0 for part in picture.parts] == [True, True, False, False]


def test_the_parts_add_up_to_the_curve(picture: FitPicture) -> None:
    half = picture.track.half_of_parts(2)
    picture.draw_sum(2, half, 3.0)
    assert picture.sum.points == pytest.approx(picture.curve.points)
    heights = [(part.points[:, 1] - 0.5) for part in picture.parts[:3]]
    assert sum(heights) == pytest.approx(picture.curve.points[:, 1] - 0.5)
    picture.draw_sum(2, half, 1.5)
    part = picture.parts[1].points[:, 1] - 0.5
    assert part == pytest.approx(heights[1] / 2)
    picture.draw_sum(2, half, 3.0, 0.0)
    assert picture.curve.get_stroke_opacity() == 1
    assert picture.sum.get_stroke_opacity() == 0


def test_numbers_of_levels_have_room_for_the_highest() -> None:
    stage, theme = stage_of_frame(), THEMES["dark"]
    widest = LiveNumber(stage.text_size(20), theme.muted, bold=False).write("−1").width
    assert widest < tick_room(FitTrack(RESULT), stage, theme) < 1.0


def test_where_a_curve_leaves_the_window_it_is_written_how_far_it_goes(
    picture: FitPicture,
) -> None:
    wild, calm = 4, 7
    picture.draw(wild, 2.0)
    ends = RESULT.curves[wild].max(), RESULT.curves[wild].min()
    for number, end in zip(picture.swings, ends, strict=True):
        glyphs = LiveNumber(number.size, "#ffffff").write(in_full(float(np.rint(end)), 3))
        assert number.width == pytest.approx(glyphs.width, rel=0.01)
        assert number.get_fill_opacity() == 1
    picture.draw(calm, 2.0)
    assert [len(number.points) for number in picture.swings] == [0, 0]


def test_other_curves_come_one_by_one_in_place_of_that_of_the_fit(picture: FitPicture) -> None:
    picture.draw_others(7, 10.0, 1.5, [0, 1])
    first, second = (line.get_stroke_opacity() for line in picture.others)
    assert 0 < second < 1
    assert first < 1
    assert picture.curve.get_stroke_opacity() < 0.5
    picture.draw_others(7, 10.0, 2.0, [0, 1], 0.0)
    assert [line.get_stroke_opacity() for line in picture.others] == [0, 0]
    assert picture.curve.get_stroke_opacity() == 1


def test_a_dot_runs_along_the_curve_and_is_gone_at_its_ends(picture: FitPicture) -> None:
    picture.draw(2, 2.0)
    picture.run_along(2, 0.3)
    grid = picture.track.result.grid
    x = grid[0] + 0.3 * (grid[-1] - grid[0])
    expected = picture.place(x, np.interp(x, grid, picture.track.curve(2)))
    low, high = picture.runner.points[:, :2].min(axis=0), picture.runner.points[:, :2].max(axis=0)
    assert (low + high) / 2 == pytest.approx(expected, abs=1e-6)
    for end in (0.0, 1.0):
        picture.run_along(2, end)
        assert np.ptp(picture.runner.points[:, 0]) == pytest.approx(0)
