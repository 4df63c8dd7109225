"""The way from one weight to many shows the fits themselves wherever it rests."""

import numpy as np
import pytest

from scenes.films.why_now.mobjects.fit_track import FARTHEST, FitTrack
from tests.support.double_descents import SWINGS, TWICE, made_up

RESULT = made_up(TWICE, swings=SWINGS)
TRACK = FitTrack(RESULT)


def test_at_each_place_the_fit_itself_is_seen() -> None:
    for fit in range(len(RESULT.sizes)):
        assert TRACK.curve(fit) == pytest.approx(RESULT.curves[fit])
        weights, test, training = TRACK.errors(fit)
        assert weights == pytest.approx(RESULT.sizes[fit])
        assert test == pytest.approx(RESULT.test[0, fit])
        assert training == pytest.approx(RESULT.train[0, fit])
        assert TRACK.nearest(fit + 0.4) == fit


def test_half_way_it_is_half_of_each_neighbour() -> None:
    assert TRACK.curve(2.5) == pytest.approx((RESULT.curves[2] + RESULT.curves[3]) / 2)
    assert TRACK.errors(2.5)[1] == pytest.approx(np.sqrt(0.2 * 0.4))


def test_a_fit_is_reached_when_the_curve_is_there() -> None:
    assert [TRACK.reached(place, 5) for place in (2.0, 2.9, 3.0)] == [2, 2, 3]
    assert [TRACK.reached(place, 0) for place in (3.0, 2.1, 2.0)] == [3, 3, 2]


def test_a_slow_way_rests_at_each_fit_and_numbers_are_clear_there() -> None:
    for end, way in ((5.0, 1), (0.0, -1)):
        assert TRACK.resting(3.0, end) == (3.0, 1.0)
        place, clearly = TRACK.resting(3.0 + 0.3 * way, end)
        assert place == pytest.approx(3 + 0.5 * way)
        assert clearly == pytest.approx(0.2)
        assert TRACK.resting(3.0 + 0.8 * way, end) == (3.0 + way, 1.0)


def test_the_window_holds_the_points_and_every_fit_that_does_not_swing_far() -> None:
    swings, most = np.abs(RESULT.curves).max(axis=1), FARTHEST * TRACK.home
    assert ((TRACK.halves > swings) | (TRACK.halves == most)).all()
    assert (TRACK.halves <= most).all()
    assert (np.abs(RESULT.outputs).max() < TRACK.halves).all()
    assert TRACK.halves[0] == TRACK.home
    assert TRACK.nearest(-1.0) == 0
    assert TRACK.nearest(99.0) == TRACK.last == len(RESULT.sizes) - 1


def test_the_window_of_parts_holds_them_and_all_their_sums() -> None:
    for fit, parts in enumerate(RESULT.parts):
        half = TRACK.half_of_parts(fit)
        assert half > np.abs(parts).max()
        assert half > np.abs(np.cumsum(parts, axis=0)).max()
