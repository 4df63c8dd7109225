"""Piles stand side by side, and are as high as there is in them."""

import numpy as np
import pytest

from engine.experiments.digit_reader import digit_reader
from engine.experiments.digit_reader_spec import DigitReaderSpec
from scenes.films.probed_networks.crowd import SHADES, PointCrowd
from scenes.films.probed_networks.pile_chart import PileChart
from scenes.films.probed_networks.piles import Piles
from scenes.storytelling.stage import BAND, Area, stage_of_frame
from scenes.theme.lookup import theme_of

AREA = Area(np.array([-6.0, -2.0]), np.array([6.0, 2.0]))


@pytest.mark.parametrize("counts", [[160, 46, 43, 45, 16, 14], [1, 0], [3, 1000], [0, 0, 0]])
def test_squares_stay_in_their_columns_and_do_not_overlap(counts: list[int]) -> None:
    piles = Piles.of(counts, AREA, 0.4)
    assert piles.side <= 0.4
    wide = 12 / len(counts)
    for column, count in enumerate(counts):
        places = piles.places(column, count)
        assert len(places) == count
        low, high = AREA.low[0] + column * wide, AREA.low[0] + (column + 1) * wide
        assert ((places[:, 0] > low) & (places[:, 0] < high)).all()
        assert (places[:, 1] < AREA.high[1]).all()
        apart = np.abs(places[:, None] - places).max(axis=2) + 9 * np.eye(count)
        assert (apart > 0.999 * piles.side).all()


def test_inputs_fly_one_after_another_and_lie_on_their_pile_at_last() -> None:
    run = digit_reader(DigitReaderSpec(steps=2, points=40), lambda *_: None)
    stage, theme = stage_of_frame(BAND), theme_of("dark")
    groups = [np.arange(30), np.arange(30, 34)]
    chart = PileChart(run, groups, stage.hero, stage.hero, 0.4, stage, theme)
    column = chart.columns[0]
    column.start = chart.piles.places(0, 30) + [0, 5]
    column.progress = 0.5
    ways = [chart.place_of(k)[0][1] - chart.piles.places(0, 30)[k, 1] for k in range(30)]
    assert (np.diff(ways) >= 0).all()
    assert ways[0] < ways[-1]
    column.progress = 1.0
    for k in range(30):
        place, size = chart.place_of(k)
        np.testing.assert_allclose(place, chart.piles.places(0, 30)[k])
        assert size == pytest.approx(chart.small)
    with pytest.raises(ValueError, match="point 39 lies on no pile"):
        chart.place_of(39)


def test_marks_of_several_opacities_are_all_drawn_once() -> None:
    labels = np.array([0, 1, 0, 1])
    crowd = PointCrowd(labels, 0.1, theme_of("dark"))
    assert len(crowd) == SHADES
    crowd.place(np.zeros((4, 2)), np.array([0.0, 0.2, 1.0, 1.0]))
    drawn = {
        float(cloud.submobjects[0].get_fill_opacity()): sum(len(each.points) for each in cloud)
        for cloud in crowd
        if any(len(each.points) for each in cloud)
    }
    assert set(drawn) == {0.2, 1.0}
    one = len(PointCrowd(labels[:1], 0.1, theme_of("dark")).place(np.zeros((1, 2)))[0][0].points)
    assert drawn[1.0] > one > 0
