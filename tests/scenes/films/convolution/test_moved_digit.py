"""A moved digit has the map that the network makes of it, which is the old one, moved."""

import numpy as np
import pytest

from engine.experiments.filters import FilterRun, blank_moves, feature_maps
from scenes.films.convolution import convolution_words as words
from scenes.films.convolution.digit_and_map import DigitAndMap
from scenes.films.convolution.moved_digit import MovedDigit
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.lookup import theme_of
from tests.support.filter_runs import brief


@pytest.fixture(scope="module")
def run() -> FilterRun:
    return brief()


def test_what_is_shown_of_a_moved_digit_is_computed_from_it(run: FilterRun) -> None:
    picture = DigitAndMap(run.image, 10.0, stage_of_frame(), theme_of("dark"))
    which, place = words.chosen_filter(run), words.chosen_place(run)
    moved = MovedDigit(picture, run, which, place)
    weights, biases = (np.round(each, 2) for each in run.filters(run.last_step))
    ways = blank_moves(run.image)
    assert ways
    for by in ways:
        moved.move(by)
        image = np.roll(run.image, by, axis=1)
        assert image.sum() == run.image.sum()
        new = np.maximum(feature_maps(image, weights, biases)[which], 0)
        middles = picture.map_middles
        for cell, signs in zip(moved.cells, moved.signs.reshape(-1, 3), strict=True):
            if cell.get_fill_opacity() == 0:
                continue
            spot = np.abs(middles - cell.get_center()[:2]).sum(axis=2)
            row, column = np.unravel_index(spot.argmin(), spot.shape)
            assert spot.min() < 1e-6
            assert signs == pytest.approx(picture.signs(new)[row, column, :3] / 255)
        assert sum(cell.get_fill_opacity() for cell in moved.cells) == pytest.approx(64)
        seen = 0
        for (row, column), number in zip(moved.told, moved.answers, strict=True):
            assert bool(len(number.points)) == (0 <= column + by < 8)
            if 0 <= column + by < 8:
                spot = picture.map_middle(np.array([row, column + by]))
                assert number.get_x() == pytest.approx(spot[0], abs=0.1 * picture.map_pitch)
                seen += 1
        assert seen == 64


def test_between_two_places_as_much_comes_in_as_leaves(run: FilterRun) -> None:
    picture = DigitAndMap(run.image, 10.0, stage_of_frame(), theme_of("dark"))
    moved = MovedDigit(picture, run, 0, (3, 3))
    moved.move(0.25)
    rows = [sum(c.get_fill_opacity() for c in moved.pixels[10 * k : 10 * k + 10]) for k in range(8)]
    assert rows == pytest.approx([8] * 8)
    box = picture.digit_box
    shown = [cell for cell in moved.pixels if cell.get_fill_opacity() > 0.999]
    assert all(box.low[0] <= cell.get_x() <= box.high[0] for cell in shown)
