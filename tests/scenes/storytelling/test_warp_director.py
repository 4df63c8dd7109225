"""Choosing what each frame shows, at every depth and step."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import nn

from engine.geometry.box import Box
from engine.geometry.decisions import accuracy, decide
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train
from scenes.storytelling.warp_director import MOST_POINTS, WarpDirector

RUNS = {
    "residual": RunSpec(hidden=(8, 8), architecture="residual", samples=60, steps=40),
    "plain": RunSpec(hidden=(8, 2), samples=60, steps=40),
    "space": RunSpec(data="circles", hidden=(3,), samples=60, steps=40, rate=0.05),
    "wide": RunSpec(data="blobs", hidden=(6,), samples=60, steps=40),
    "iris": RunSpec(data="iris", hidden=(4, 3), steps=20),
    # Layers that are far smaller in the end than they were in between.
    "shrinking": RunSpec(hidden=(2,), activation="identity", weight_decay=12, samples=60, steps=40),
    "shrinking space": RunSpec(
        hidden=(3,), activation="leaky-relu", weight_decay=6, samples=60, steps=40
    ),
}


@pytest.fixture(scope="module", params=list(RUNS))
def director(request: pytest.FixtureRequest) -> WarpDirector:
    return WarpDirector(train(RUNS[request.param]))


@pytest.mark.parametrize("director", ["residual", "plain", "space"], indirect=True)
def test_the_line_or_plane_it_draws_parts_the_points_as_the_network_does(
    director: WarpDirector,
) -> None:
    piece = director.separators(director.last_step)[0]
    points = director.picture(director.hidden, director.last_step).points
    normal = np.linalg.svd(piece - piece.mean(axis=0))[2][-1]
    side = (points - piece.mean(axis=0)) @ normal > 0
    agreed = np.mean(side == director.labels)
    measured = accuracy(director.recording, director.last_step)
    assert max(agreed, 1 - agreed) == pytest.approx(measured, abs=1e-6)


def test_between_depths_the_picture_moves_without_a_jump(director: WarpDirector) -> None:
    depths = np.linspace(0, director.hidden, 400)
    seen = [director.picture(d, director.last_step).points for d in depths]
    steps = [float(np.abs(b - a).max()) for a, b in pairwise(seen)]
    assert max(steps) < 0.1 * np.ptp(np.stack(seen))


@pytest.mark.parametrize("director", ["residual", "plain", "space"], indirect=True)
def test_the_grid_covers_the_input_with_square_cells(director: WarpDirector) -> None:
    picture = director.picture(0, 0)
    along_x, along_y = (np.asarray(family)[..., :2] for family in picture.grid)
    points = picture.points[:, :2]
    for lines in (along_x, along_y):
        assert (lines.reshape(-1, 2).min(axis=0) <= points.min(axis=0)).all()
        assert (lines.reshape(-1, 2).max(axis=0) >= points.max(axis=0)).all()
    heights, places = np.diff(along_x[:, 0, 1]), np.diff(along_y[:, 0, 0])
    assert heights == pytest.approx(np.full_like(heights, places[0]), rel=1e-5)
    assert places == pytest.approx(np.full_like(places, places[0]), rel=1e-5)


def test_a_large_data_set_is_thinned_but_keeps_its_classes() -> None:
    recording = train(RunSpec(data="blobs", samples=4 * MOST_POINTS, steps=1, hidden=(2,)))
    director = WarpDirector(recording)
    assert len(director.points) == len(director.labels) == MOST_POINTS
    share = np.bincount(recording.data.labels) / 4
    np.testing.assert_allclose(np.bincount(director.labels), share, atol=1)


def test_the_same_recording_is_directed_the_same_way(mlp: Recording) -> None:
    one, other = WarpDirector(mlp), WarpDirector(mlp)
    assert (one.picture(1.3, 20).points == other.picture(1.3, 20).points).all()
    assert one.pace.step_at(0.4) == other.pace.step_at(0.4)


def test_the_film_shows_training_from_its_first_step_to_its_last(director: WarpDirector) -> None:
    pace = director.pace
    steps = [pace.step_at(p) for p in np.linspace(0, 1, 50)]
    assert steps[0] == 0
    assert steps[-1] == pytest.approx(director.last_step)
    assert (np.diff(steps) >= 0).all()


def test_the_input_goes_on_to_all_edges_of_a_panel() -> None:
    recording = train(RunSpec(samples=40, steps=1))
    shape = np.array([14.0, 7.0])
    box = WarpDirector(recording, shape).box
    points = recording.data.features
    least = shape * (np.ptp(points, axis=0) / shape).max()
    assert (box.size >= least).all()
    assert box.size[0] / box.size[1] == pytest.approx(2, rel=0.1)


@pytest.mark.parametrize("director", ["residual", "plain"], indirect=True)
def test_half_planes_and_scores_are_what_the_network_decides(director: WarpDirector) -> None:
    step = director.last_step
    decided = decide(director.recording, director.points, step)
    assert (director.scores(step).argmax(axis=1) == decided).all()
    points = director.points_at(director.hidden, step)
    box = Box.around(points, margin=0.1)
    for label, rings in enumerate(director.half_planes(step, box)):
        for point, won in zip(points, decided, strict=True):
            assert any(holds(ring, point) for ring in rings) == (won == label)


def holds(ring: np.ndarray, point: np.ndarray) -> bool:
    """Tell whether a convex outline holds a point."""
    if len(ring) < 3:
        return False
    edges, to_point = np.roll(ring, -1, axis=0) - ring, point - ring
    turns = edges[:, 0] * to_point[:, 1] - edges[:, 1] * to_point[:, 0]
    return bool((turns >= 0).all() or (turns <= 0).all())


def test_what_parts_a_line_is_drawn_across_it_at_every_depth() -> None:
    points = np.linspace(-1, 1, 20, dtype=np.float32)[:, None]
    network = nn.Sequential(nn.Linear(1, 1), nn.Tanh(), nn.Linear(1, 2))
    with torch.no_grad():
        for layer, weight in ((network[0], [[0.5]]), (network[2], [[-1.0], [1.0]])):
            layer.weight.copy_(torch.tensor(weight))
            layer.bias.zero_()
        network[0].bias.fill_(-0.1)  # the answer changes at 0.2
    recorder = Recorder(network, points, (points[:, 0] > 0).astype(int))
    recorder.record(0.5)
    director = WarpDirector(recorder.finish())
    for depth, place in ((0, 0.2), (1, 0.0), (1.5, 0.0), (2, 0.0)):
        (border,) = director.unwarped(depth).borders
        assert border[:, 0] == pytest.approx(np.full(len(border), place), abs=1e-3)
        assert np.ptp(border[:, 1]) == pytest.approx(director.box.size[1])
