"""The best line at every depth: counted from the points, and in the end the network's own."""

import numpy as np
import pytest

from engine.geometry.decisions import accuracy
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.films.representation.best_lines_by_stage import BestLines
from scenes.films.representation.followed_point import FollowedPoint
from scenes.storytelling.warp_director import WarpDirector


@pytest.fixture(scope="module")
def director() -> WarpDirector:
    return WarpDirector(
        train(RunSpec(hidden=(8, 8), architecture="residual", samples=60, steps=60))
    )


def test_the_last_line_is_the_network_s_own(director: WarpDirector) -> None:
    best = BestLines.of(director)
    share = best.share_right(best.at(director.hidden), best.points_at(director.hidden))
    assert share == accuracy(director.recording, director.last_step)


def test_between_depths_the_line_turns_without_a_jump(director: WarpDirector) -> None:
    best = BestLines.of(director)
    depths = np.linspace(0, director.hidden, 201)
    normals = np.array([best.at(depth).normal for depth in depths])
    assert np.linalg.norm(np.diff(normals, axis=0), axis=1).max() < 0.1


def test_lines_are_drawn_only_where_all_layers_are_planes(director: WarpDirector) -> None:
    assert BestLines.of(director).are_drawn
    space = BestLines.of(WarpDirector(train(RunSpec(data="circles", hidden=(3,), steps=2))))
    assert space.are_tried
    assert not space.are_drawn
    three = BestLines.of(WarpDirector(train(RunSpec(classes=3, steps=1))))
    assert not three.are_tried


def test_the_trail_ends_where_the_point_is(director: WarpDirector) -> None:
    followed = FollowedPoint.of(director)
    for depth in (0.0, 0.7, float(director.hidden)):
        trail = followed.until(depth)
        assert trail is not None
        here = director.points_at(depth, director.last_step)[followed.point]
        assert trail[-1] == pytest.approx(here, abs=0.02)


def test_no_trail_joins_layers_of_other_widths() -> None:
    other = WarpDirector(train(RunSpec(hidden=(5, 2), samples=40, steps=1)))
    assert FollowedPoint.of(other).until(1.0) is None
