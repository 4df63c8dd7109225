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
        assert piles.top(count) == pytest.approx(
            places[:, 1].max() + piles.side / 2 if count else AREA.low[1]
        )


def test_the_number_on_a_pile_comes_when_all_have_arrived(
    written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = digit_reader(DigitReaderSpec(steps=2, points=40), lambda *_: None)
    stage, theme = stage_of_frame(BAND), theme_of("dark")
    groups = [np.arange(30), np.arange(4)]
    chart = PileChart(run, groups, stage.hero, stage.hero, 0.4, stage, theme)
    assert [len(number.points) for number in chart.numbers] == [0, 0]
    column, number = chart.columns[0], chart.numbers[0]
    column.start = chart.piles.places(0, 30) + [0, 5]
    drawn: list[np.ndarray] = []
    monkeypatch.setattr(chart.crowd, "place", lambda places, *_: drawn.append(places[:30]))
    for progress in (0.5, 1.0):
        column.progress = progress
        written.clear()
        chart.place()
        lying = np.abs(drawn[-1] - chart.piles.places(0, 30)).max(axis=1) < 1e-6
        assert written[0] == ("30" if lying.all() else "")
    assert lying.all()
    assert number.get_bottom()[1] > chart.piles.top(30)
    assert number.get_fill_opacity() == 1
    assert len(chart.numbers[1].points) == 0


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
