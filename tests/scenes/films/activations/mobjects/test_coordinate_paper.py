"""The paper shows what is seen of it, and its window goes evenly from place to place."""

import numpy as np
import pytest

from engine.geometry.box import Box
from scenes.films.activations.mobjects.coordinate_paper import Paper, Sight
from scenes.theme.theme import THEMES

BOX = Box(np.array([-7.0, -2.5]), np.array([7.0, 4.0]))
NEAR = Sight.of(Box(np.array([-1.0, 0.0]), np.array([1.0, 1.0])), BOX)
FAR = Sight.of(Box(np.array([-5.0, -2.0]), np.array([5.0, 2.0])), BOX)


def drawn(sight: Sight) -> Paper:
    paper = Paper(THEMES["dark"], 20)
    paper.look(sight)
    return paper


def numbers_of(paper: Paper) -> int:
    return sum(len(number.points) > 0 for number in paper.numbers)


def test_a_part_of_the_paper_is_seen_whole_and_equally_scaled() -> None:
    assert NEAR.unit[0] == NEAR.unit[1]
    assert (NEAR.seen.low <= [-1.0, 0.0]).all()
    assert (NEAR.seen.high >= [1.0, 1.0]).all()
    assert NEAR.place(np.array([0.0, 0.5])) == pytest.approx(BOX.centre)


def test_edges_of_the_window_go_one_way() -> None:
    seen = [NEAR.towards(FAR, share).seen for share in np.linspace(0, 1, 21).tolist()]
    assert (np.diff([box.low for box in seen], axis=0) < 0).all()
    assert (np.diff([box.high for box in seen], axis=0) > 0).all()
    assert NEAR.towards(FAR, 1.0) is FAR


def test_from_nearer_by_the_origin_stays_where_it_was() -> None:
    origin = np.zeros(2)
    assert NEAR.nearer(1.5).place(origin) == pytest.approx(NEAR.place(origin))


def test_nothing_is_drawn_outside_the_box() -> None:
    for sight in (NEAR, FAR):
        for part in drawn(sight).get_family():
            if len(part.points):
                assert (part.points[:, :2] >= BOX.low - 1e-9).all()
                assert (part.points[:, :2] <= BOX.high + 1e-9).all()


def test_the_axes_run_through_the_origin() -> None:
    points = drawn(FAR).axes.points.reshape(-1, 4, 3)
    x, y = FAR.place(np.zeros(2))
    assert (points[..., 0] == x).all(axis=1).any()
    assert (points[..., 1] == y).all(axis=1).any()


def test_from_further_away_more_numbers_are_seen_until_they_are_too_close() -> None:
    counts = [
        numbers_of(drawn(Sight(BOX, np.zeros(2), np.full(2, unit))))
        for unit in (3.0, 1.5, 0.5, 0.3)
    ]
    assert counts[0] < counts[1]
    in_view = BOX.size.sum() / 0.5
    assert counts[2] < 0.6 * in_view  # only every second
    assert counts[3] < counts[2]  # only every fifth


def test_numbers_can_be_left_out() -> None:
    paper = Paper(THEMES["dark"], 20)
    paper.numbering = 0.0
    paper.look(FAR)
    assert numbers_of(paper) == 0
    assert len(Paper(THEMES["dark"], 0).numbers) == 0
