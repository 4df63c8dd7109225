"""Each picture on the wall shows what its network decides, and counts what it gets right."""

from functools import cache

import numpy as np
import pytest

from engine.geometry.decisions import accuracy, probabilities
from engine.recordings.recording import Recording
from scenes.films.representation.control_wall import NAMES, ControlPicture, quarters
from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.languages.numbers import percent
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES


@cache
def runs() -> tuple[Recording, ...]:
    return Controls.compute(ControlsSpec()).runs


def shown(index: int) -> ControlPicture:
    return ControlPicture(index, runs()[index], stage_of_frame(), THEMES["dark"])


def test_four_quarters_fill_an_area() -> None:
    area = Area(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
    quarters_of_it = quarters(area)
    assert sum(each.share_of(area) for each in quarters_of_it) > 0.95
    assert quarters_of_it[0].high[1] == area.high[1]
    assert quarters_of_it[3].high[0] == area.high[0]


@pytest.mark.parametrize("index", range(len(NAMES)))
@pytest.mark.parametrize("step", [0, 40, 600])
def test_every_mistake_is_circled_whole_however_unsure_the_network_is(
    index: int, step: int
) -> None:
    picture = shown(index)
    picture.show(step)
    scores = probabilities(runs()[index], picture.director.points, step)
    wrong = scores.argmax(axis=1) != picture.director.labels
    rings = picture.panel.drawn.mistakes
    assert rings is not None
    assert ((rings > 0) == wrong).all()
    assert np.median(rings[wrong]) == 1 if wrong.any() else True


def test_the_number_is_that_of_the_whole_step_that_is_printed() -> None:
    picture, run = shown(2), runs()[2]
    step = next(k for k in range(40, 600) if accuracy(run, k) != accuracy(run, k + 1))
    picture.show(step + 0.7)
    written = picture.accuracy.points.copy()
    picture.accuracy.write(percent(accuracy(run, step)))
    assert np.array_equal(picture.accuracy.points, written)


def test_two_units_leave_the_border_open_and_three_close_it() -> None:
    for index, closed in ((2, False), (3, True)):
        borders = shown(index).director.decisions.borders
        assert all(bool(np.allclose(line[0], line[-1])) == closed for line in borders)
        assert len(borders) == (1 if closed else 2)


@pytest.mark.parametrize("index", range(len(NAMES)))
def test_the_sides_do_not_flash_while_a_network_is_trained(index: int) -> None:
    picture, run = shown(index), runs()[index]
    low, high = picture.panel.visible.low, picture.panel.visible.high
    axes = [np.linspace(a, b, 20) for a, b in zip(low, high, strict=True)]
    places = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    steps = [picture.pace.step_at(t) for t in np.linspace(0, 1, 90)]
    sides = np.array([probabilities(run, places, step).argmax(axis=1) for step in steps])
    assert (sides[1:] != sides[:-1]).mean(axis=1).max() < 0.4


def test_the_summary_is_written_larger_than_the_words_of_one_network() -> None:
    picture = shown(3)
    picture.show(600)
    (_, name), (_, share), _ = picture.summary()
    assert name.height > 1.2 * picture.name[1][0].height
    assert share.height > 1.2 * picture.accuracy.height
    assert picture.accuracy.get_fill_color().to_hex() == THEMES["dark"].accuracy.upper()
    assert [len(shown(index).summary()) for index in range(4)] == [2, 2, 2, 3]
