"""Pairs stand in their rows and columns, and have the colours of their scores."""

import numpy as np
import pytest

from scenes.films.attention.pair_map import FINE, PairMap
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")


@pytest.fixture
def chart() -> PairMap:
    return PairMap(20, 4.0, stage_of_frame(BAND), THEME)


def test_the_line_runs_through_the_pairs_of_equal_numbers(chart: PairMap) -> None:
    start, end = chart.equal.get_start()[:2], chart.equal.get_end()[:2]
    for number in (0, 7, 19):
        place = chart.centres(np.array(number), np.array(number))
        assert place == pytest.approx(start + (end - start) * (number + 0.5) / 20)


def test_a_score_is_coloured_where_its_pair_stands(chart: PairMap) -> None:
    scores = np.zeros((20, 20))
    scores[2, 15] = 4.0
    chart.display(scores)
    pixels = chart.picture.get_pixel_array()
    colour = [int(THEME.positive[i : i + 2], 16) for i in (1, 3, 5)]
    rows, columns = np.nonzero((pixels[..., :3] == colour).all(axis=-1))
    size = chart.box.size
    x = chart.box.low[0] + (columns.mean() + 0.5) / (20 * FINE) * size[0]
    y = chart.box.high[1] - (rows.mean() + 0.5) / (20 * FINE) * size[1]
    assert [x, y] == pytest.approx(chart.centres(np.array(15), np.array(2)))
    assert len(rows) == FINE**2


def test_the_map_fills_the_picture_and_its_colours_have_a_scale(chart: PairMap) -> None:
    assert chart.box.size.prod() > 0.7 * chart.stage.hero.size.prod()
    top, bottom = chart.bar.get_pixel_array()[[0, -1], 0, :3]
    for end, colour in ((top, THEME.positive), (bottom, THEME.negative)):
        assert list(end) == pytest.approx([int(colour[i : i + 2], 16) for i in (1, 3, 5)], abs=2)
