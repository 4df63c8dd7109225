"""The way through the blocks passes through every layer, and never jumps."""

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.warps import Warp
from scenes.films.deep_learning_system.block_walk import SWING, BlockWalk
from scenes.films.deep_learning_system.layer_pictures import LayerPictures
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_layout import SystemLayout
from scenes.films.deep_learning_system.system_run import system_run
from scenes.mobjects.arrays.orbit import Orbit
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def walk_of(hidden: tuple[int, ...]) -> BlockWalk:
    run = system_run(DeepLearningSystemSpec(hidden=hidden, steps=30))
    with tempconfig({"frame_height": 8.0}):
        layout = SystemLayout.on(stage_of_frame(), len(hidden) + 2)
    return LayerPictures(run.recording, run.sample, layout.picture, THEMES["dark"]).walk


@pytest.fixture(scope="module")
def walk() -> BlockWalk:
    return walk_of((3, 3, 2))


def test_after_each_block_points_are_where_its_layer_has_them(walk: BlockWalk) -> None:
    traced = Warp(walk.recording).trace(walk.points, walk.recording.last_step)
    for block, depth in enumerate(walk.depths):
        points = walk.picture(block / 3).points
        width = traced[depth].shape[1]
        assert points[:, :width] == pytest.approx(traced[depth], abs=1e-5)
        assert not points[:, width:].any()


def test_space_is_looked_at_from_the_side_and_the_plane_from_above(walk: BlockWalk) -> None:
    tilts = [walk.orbit(block / 3).tilt for block in range(4)]
    assert tilts[0] == tilts[3] == 0
    assert min(tilts[1:3]) > 0.5


def test_points_stay_in_view_and_move_smoothly(walk: BlockWalk) -> None:
    places = []
    for share in np.linspace(0, 1, 121).tolist():
        points = walk.picture(share).points
        places.append(walk.panel.place(walk.panel.orbit.see(points)[0]))
        assert (places[-1] > walk.panel.low).all()
        assert (places[-1] < walk.panel.high).all()
    moves = np.linalg.norm(np.diff(places, axis=0), axis=-1)
    assert moves.max() < 0.2 * walk.panel.room.max()


def test_wider_layers_are_seen_as_a_projection() -> None:
    walk = walk_of((6, 2))
    assert not walk.in_space
    assert walk.picture(0.5).points.shape[1] == 2


def test_turned_to_both_sides_after_the_first_block_all_stays_in_view(walk: BlockWalk) -> None:
    first, whole = walk.orbit(1 / 3), walk.orbit(1 / 3, 2.0)
    assert whole.azimuth == pytest.approx(first.azimuth + 2.0)
    assert whole.tilt == first.tilt
    for turned in np.linspace(-SWING, SWING, 25).tolist():
        picture = walk.picture(1 / 3, turned)
        for points in (picture.points, *picture.grid):
            places = walk.panel.place(walk.panel.orbit.see(points)[0])
            assert (places > walk.panel.low).all()
            assert (places < walk.panel.high).all()


def test_the_sheet_is_hardly_ever_seen_edge_on(walk: BlockWalk) -> None:
    def size(points: np.ndarray, orbit: Orbit) -> float:
        return float(np.sqrt(np.linalg.det(np.cov(orbit.see(points)[0].T))))

    shares = []
    for share, points in zip(walk.moments.tolist(), walk.carried, strict=True):
        orbit = walk.orbit(share)
        sides = np.linspace(0, 2 * np.pi, 24, endpoint=False).tolist()
        largest = max(size(points, Orbit(side, orbit.tilt)) for side in sides)
        shares.append(size(points, orbit) / largest)
    assert np.quantile(shares, 0.05) > 0.3
    assert np.mean(shares) > 0.8


def test_the_box_of_space_is_seen_with_the_layers_in_it(walk: BlockWalk) -> None:
    for block, depth in enumerate(walk.depths):
        walk.picture(block / 3)
        opacity = walk.sheet.edges.get_stroke_opacity()
        assert (opacity > 0) == (walk.recording.width(depth) == 3)
    assert (walk.box.low >= -1).all()  # of tanh
    assert (walk.box.high <= 1).all()
