"""Pixels, window and map stand where rows and columns say, and numbers are whole or not there."""

import numpy as np
import pytest

from scenes.films.convolution.digit_and_map import ALONE, DigitAndMap, answer_text
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")
IMAGE = np.arange(64).reshape(8, 8) % 17


@pytest.fixture
def picture() -> DigitAndMap:
    return DigitAndMap(IMAGE, 10.0, stage_of_frame(), THEME)


def rgb(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def test_digit_and_map_fit_the_stage_without_touching(picture: DigitAndMap) -> None:
    hero = stage_of_frame().hero
    digit, result = picture.digit_box, picture.map_box
    for box in (digit, result):
        assert (box.low >= hero.low - 1e-9).all()
        assert (box.high <= hero.high + 1e-9).all()
    assert digit.size == pytest.approx(8 * picture.pitch)
    assert result.size == pytest.approx(8 * picture.map_pitch)
    assert result.size[1] == pytest.approx(picture.pixels.height, rel=0.01)
    assert result.low[0] - digit.high[0] > picture.pitch
    alone = 1.5 * ALONE * picture.pitch * np.array([[-1, -1], [1, 1]])
    room = picture.filter_middle + alone
    assert digit.high[0] < room[0, 0]
    assert picture.with_filter.high[0] == pytest.approx(room[1, 0])
    assert picture.with_filter.low == pytest.approx(digit.low)
    assert picture.pixels.height <= hero.size[1] + 1e-6


def test_the_brighter_a_pixel_the_nearer_it_is_to_the_colour_of_text(picture: DigitAndMap) -> None:
    dark, bright = picture.pixels[10 + 1], picture.pixels[10 * 3 + 1]
    assert IMAGE[0, 0] == 0
    assert IMAGE[2, 0] == 16
    assert dark.get_fill_color().to_rgb() == pytest.approx(rgb(THEME.panel), abs=0.01)
    assert bright.get_fill_color().to_rgb() == pytest.approx(rgb(THEME.text), abs=0.01)
    assert bright.get_center()[:2] == pytest.approx(picture.pixel_middle(np.array([2, 0])))


def test_the_window_lies_over_the_digit_and_the_marker_in_the_map(picture: DigitAndMap) -> None:
    picture.put_window(np.array([5, 2]))
    assert picture.window.get_center()[:2] == pytest.approx(picture.pixels[63].get_center()[:2])
    assert picture.marker.get_center()[:2] == pytest.approx(picture.cells[42].get_center()[:2])
    assert picture.window.width == pytest.approx(3 * picture.pitch)
    assert picture.marker.width == pytest.approx(picture.map_pitch)
    area = picture.window_at(np.array([5, 2]))
    assert area.centre == pytest.approx(picture.window.get_center()[:2])


def test_responses_are_seen_where_they_are_filled_in(picture: DigitAndMap) -> None:
    responses, filled = np.zeros((8, 8)), np.zeros((8, 8))
    responses[1, 6], responses[1, 7], filled[1, 6] = 10.0, -10.0, 1.0
    picture.fill(responses, filled)
    shown, hidden = picture.cells[14], picture.cells[15]
    assert shown.get_fill_color().to_rgb() == pytest.approx(rgb(THEME.positive), abs=0.01)
    assert shown.get_fill_opacity() == 1
    assert hidden.get_fill_opacity() == 0


def test_numbers_are_left_out_where_they_would_be_cut_off_or_covered(picture: DigitAndMap) -> None:
    def seen() -> np.ndarray:
        return np.array([n.get_fill_opacity() for n in picture.numbers]).reshape(8, 8)

    assert (seen() == 1).all()
    cells = picture.window_at(np.array([3, 3]))
    picture.show_numbers(inside=cells)
    assert (seen()[2:5, 2:5] == 1).all()
    assert seen().sum() == 9
    picture.show_numbers(under=[cells])
    assert (seen()[2:5, 2:5] == 0).all()
    assert seen().sum() == 64 - 9
    half = Area(cells.low + picture.pitch / 2, cells.high)
    picture.show_numbers(inside=half)
    assert (seen()[2:4, 3:5] == 1).all()
    assert seen().sum() == 4


def test_the_rim_appears_when_it_is_asked_for(picture: DigitAndMap) -> None:
    assert picture.pixels[0].get_fill_opacity() == 0
    picture.show_rim(1.0)
    assert picture.pixels[0].get_fill_opacity() > 0.3
    assert len(picture.zeros) == 36
    assert all(number.get_fill_opacity() == 1 for number in picture.zeros)
    assert picture.pixels[11].get_fill_opacity() == 1
    picture.show_rim(1.0, under=[picture.window_at(np.array([0, 0]))])
    assert [number.get_fill_opacity() for number in picture.zeros[:4]] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("response", "text"),
    [(26.37, "26"), (-11.52, "−12"), (0.16, "0"), (-0.3, "0"), (0.0, "0"), (-1.1, "−1")],
)
def test_a_response_is_written_as_a_whole_number(response: float, text: str) -> None:
    assert answer_text(response) == text


def test_responses_are_written_where_they_are_filled_in(picture: DigitAndMap) -> None:
    responses, filled = np.full((8, 8), 4.0), np.ones((8, 8))
    filled[7] = 0.0
    picture.fill(responses, filled)
    assert not any(number.get_fill_opacity() for number in picture.answers)
    picture.written = 1.0
    picture.fill(responses, filled)
    seen = [number.get_fill_opacity() for number in picture.answers]
    assert seen == [1] * 56 + [0] * 8


def test_close_up_only_the_pixels_under_the_window_stay_clear(picture: DigitAndMap) -> None:
    for progress in (0.0, 1.0):
        picture.dim_around(progress, np.array([3, 5]))
        seen = np.array([cell.get_fill_opacity() for cell in picture.pixels]).reshape(10, 10)
        assert (seen[3:6, 5:8] == 1).all()
        assert (seen[[0, -1]] == 0).all()
        assert (seen[1:-1, 1:4] < 0.3).all() == bool(progress)


def test_no_response_is_written_that_never_was_while_those_below_0_go(
    picture: DigitAndMap, written: list[str]
) -> None:
    responses = np.linspace(-9.7, 9.9, 64).reshape(8, 8)
    picture.written = 1.0
    picture.fill(responses, np.ones((8, 8)))
    true = {answer_text(x) for x in [*responses.ravel().tolist(), 0.0]}
    for progress in (0.0, 0.3, 0.5, 0.8, 1.0):
        picture.rectify(responses, progress)
        shown = [answer.get_fill_opacity() for answer in picture.answers[:10]]
        assert shown == pytest.approx([abs(1 - 2 * progress)] * 10)
        written.clear()
        picture.rectify(responses, progress)
        last = written[64:]  # over those that `fill` has written
        assert len(last) == (responses < 0).sum()
        assert set(last) <= true
        middle = picture.signs(np.array([(1 - progress) * responses[0, 0]]))[0, :3] / 255
        assert picture.cells[0].get_fill_color().to_rgb() == pytest.approx(middle, abs=0.01)


def luminance(colour: list[float]) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return float(np.dot(parts, [0.2126, 0.7152, 0.0722]))


def test_whatever_a_response_is_it_can_be_read_on_its_cell(picture: DigitAndMap) -> None:
    for response in np.linspace(-10, 10, 201):
        shade = (picture.signs(np.array([response]))[0, :3] / 255).tolist()
        inks = luminance(rgb(picture.ink_on(float(response)))), luminance(shade)
        assert (max(inks) + 0.05) / (min(inks) + 0.05) >= 4.5
