"""The best line at every depth: counted from the points, also where the network has its own."""

import numpy as np
import pytest
import torch
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
from torch import nn

from engine.geometry.decisions import accuracy
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train
from scenes.films.representation.best_lines_by_stage import BestLines
from scenes.films.representation.followed_point import FollowedPoint
from scenes.storytelling.warp_director import WarpDirector


@pytest.fixture(scope="module")
def director() -> WarpDirector:
    return WarpDirector(
        train(RunSpec(hidden=(8, 8), architecture="residual", samples=60, steps=60))
    )


def test_the_network_s_own_line_gets_right_what_the_network_does(director: WarpDirector) -> None:
    best = BestLines.of(director)
    share = best.share_right(best.own, best.points_at(director.hidden))
    assert share == accuracy(director.recording, director.last_step)


def one_layer(points: np.ndarray, labels: np.ndarray, normal: tuple[float, float]) -> BestLines:
    """Return the lines of a network that is one linear layer, of some normal."""
    network = nn.Linear(2, 2)
    with torch.no_grad():
        network.weight.copy_(torch.tensor([[0.0, 0.0], normal]))
        network.bias.zero_()
    recorder = Recorder(network, points, labels)
    recorder.record(0.5)
    return BestLines.of(WarpDirector(recorder.finish()))


def test_of_a_single_layer_it_is_the_best_line_and_not_the_network_s() -> None:
    points = np.random.default_rng(0).normal(size=(60, 2)).astype(np.float32)
    labels = (points[:, 0] > 0).astype(int)
    best = one_layer(points, labels, (-1.0, 1.0))
    assert best.share_right(best.own) < 0.5
    assert best.share_right(best.at(0)) == 1.0
    good = one_layer(points, labels, (1.0, 0.0))
    assert good.at(0) == good.own


def test_no_line_of_scikit_learn_gets_more_right() -> None:
    rng = np.random.default_rng(1)
    for shift in (0.3, 1.0, 2.0):
        labels = rng.integers(0, 2, 120)
        points = (rng.normal(size=(120, 2)) + shift * labels[:, None]).astype(np.float32)
        best = one_layer(points, labels, (0.0, 1.0))
        share = best.share_right(best.at(0))
        for other in (LogisticRegression(), LinearSVC(), LinearDiscriminantAnalysis()):
            assert share >= other.fit(points, labels).score(points, labels)


def test_in_the_last_hidden_space_no_line_does_better() -> None:
    weak = WarpDirector(train(RunSpec(hidden=(2,), samples=60, steps=3)))
    best = BestLines.of(weak)
    points, labels = best.points_at(weak.hidden), weak.recording.data.labels
    share = best.share_right(best.at(weak.hidden), points)
    assert share >= LogisticRegression(C=100).fit(points, labels).score(points, labels)
    assert share > accuracy(weak.recording, weak.last_step)


def test_points_of_one_class_are_parted_by_no_line() -> None:
    points = np.random.default_rng(0).normal(size=(20, 2)).astype(np.float32)
    best = one_layer(points, np.zeros(20, dtype=int), (1.0, 0.0))
    assert not best.are_tried
    assert not best.are_drawn


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


@pytest.mark.parametrize(
    ("shares", "depth"),
    [((0.9, 0.97, 1.0, 1.0), 3), ((1.0,), 1), ((1.0, 0.99, 1.0), 3), ((0.9, 0.97012, 0.97018), 2)],
)
def test_it_is_steady_from_the_depth_where_the_printed_share_no_longer_changes(
    director: WarpDirector, shares: tuple[float, ...], depth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BestLines, "share_at", lambda _, depth: shares[depth - 1])
    assert BestLines.of(director).steady_from(1, len(shares)) == depth
