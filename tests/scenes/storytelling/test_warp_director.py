"""Choosing what each frame shows: all points in view, at every depth and step."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.decisions import accuracy
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.films.representation.warp_story import WarpStory
from scenes.mobjects.arrays.point_cloud import PointCloud, marker_of
from scenes.mobjects.warp_panel import WarpPanel
from scenes.storytelling.warp_director import MOST_POINTS, WarpDirector
from scenes.theme.theme import THEMES

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


@pytest.fixture
def story(director: WarpDirector, tmp_path: Path) -> Iterator[WarpStory]:
    with tempconfig({"media_dir": str(tmp_path), "write_to_movie": False}):
        story = WarpStory()
        story.theme = THEMES["dark"]
        story.build_panel(director)
        yield story


def shown(cloud: PointCloud) -> int:
    return sum(len(o.points) // (4 * len(marker_of(k))) for k, o in enumerate(cloud))


def inside(panel: WarpPanel) -> bool:
    drawn = np.concatenate([o.points for o in (*panel.points_cloud, *panel.far_points)])[:, :2]
    return bool(((drawn >= panel.low) & (drawn <= panel.high)).all())


def test_no_point_is_ever_out_of_view(story: WarpStory, director: WarpDirector) -> None:
    panel = story.panel
    ways = [(depth, director.last_step) for depth in np.linspace(0, director.hidden, 23)]
    ways += [(director.hidden, step) for step in np.linspace(0, director.last_step, 9)]
    for depth, step in ways:
        story.draw(director, depth, step, turned=depth / director.hidden)
        assert shown(panel.points_cloud) + shown(panel.far_points) == len(director.points)
        assert inside(panel)


def test_close_up_all_points_are_still_in_view(story: WarpStory, director: WarpDirector) -> None:
    story.close_up = 1.0
    story.draw(director, 0, 0)
    assert shown(story.panel.points_cloud) == len(director.points)
    assert inside(story.panel)


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
    assert heights == pytest.approx(np.full_like(heights, places[0]))
    assert places == pytest.approx(np.full_like(places, places[0]))


def test_a_large_data_set_is_thinned_but_keeps_its_classes() -> None:
    recording = train(RunSpec(data="blobs", samples=4 * MOST_POINTS, steps=1, hidden=(2,)))
    director = WarpDirector(recording)
    assert len(director.points) == len(director.labels) == MOST_POINTS
    assert set(director.labels) == {0, 1, 2}


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
