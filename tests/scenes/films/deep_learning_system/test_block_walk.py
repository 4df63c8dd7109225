"""The way through the blocks passes through every layer, and never jumps."""

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.warps import Warp
from scenes.films.deep_learning_system.block_walk import BlockWalk
from scenes.films.deep_learning_system.layer_pictures import LayerPictures
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_layout import SystemLayout
from scenes.films.deep_learning_system.system_run import system_run
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
    for block, depth in enumerate(walk.depths[1:]):
        points = walk.picture(depth, walk.aim(block, 1, 1.0)).points
        width = traced[depth].shape[1]
        assert points[:, :width] == pytest.approx(traced[depth], abs=1e-5)
        assert not points[:, width:].any()


def test_space_is_looked_at_from_the_side_and_the_plane_from_above(walk: BlockWalk) -> None:
    tilts = [[walk.aim(block, part, 1.0).tilt for part in (0, 1)] for block in range(3)]
    assert walk.start.tilt == walk.end.tilt == tilts[2][1] == 0
    assert min(*tilts[0], *tilts[1], tilts[2][0]) > 0.5


def test_while_a_part_of_a_block_moves_it_is_looked_at_from_one_side(walk: BlockWalk) -> None:
    for block in range(3):
        for part in (0, 1):
            seen = {walk.aim(block, part, p).orbit for p in (0.0, 0.5, 1.0)}
            assert len({(round(o.azimuth, 9), round(o.tilt, 9)) for o in seen}) == 1


def test_points_stay_in_view_and_move_smoothly(walk: BlockWalk) -> None:
    for block, start in enumerate(walk.depths[:-1]):
        for part in (0, 1):
            places = []
            for progress in np.linspace(0, 1, 41).tolist():
                picture = walk.picture(start + part + progress, walk.aim(block, part, progress))
                places.append(walk.panel.place(walk.panel.orbit.see(picture.points)[0]))
                assert (places[-1] > walk.panel.low).all()
                assert (places[-1] < walk.panel.high).all()
            moves = np.linalg.norm(np.diff(places, axis=0), axis=-1)
            assert moves.max() < 0.2 * walk.panel.room.max()


def test_wider_layers_are_seen_as_a_projection() -> None:
    walk = walk_of((6, 2))
    assert not walk.in_space
    assert walk.picture(walk.depths[1], walk.aim(0, 1, 1.0)).points.shape[1] == 2


def test_the_box_of_space_is_seen_where_it_is_looked_at_from_the_side(walk: BlockWalk) -> None:
    for aim, is_seen in ((walk.start, False), (walk.aim(0, 0, 0.0), True), (walk.end, False)):
        walk.picture(walk.depths[0], aim)
        assert (walk.sheet.edges.get_stroke_opacity() > 0) == is_seen
    assert (walk.box.low >= -1).all()  # of tanh
    assert (walk.box.high <= 1).all()
