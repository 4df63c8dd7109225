"""Pictures of layers show where the network carries the points, and what would lower the loss."""

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.layers import layer_depths, sample_pass
from engine.geometry.warps import Warp
from scenes.films.deep_learning_system.layer_pictures import LayerPictures
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_layout import SystemLayout
from scenes.films.deep_learning_system.system_run import SystemRun, system_run
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


@pytest.fixture(scope="module")
def run() -> SystemRun:
    return system_run(DeepLearningSystemSpec())


@pytest.fixture
def pictures(run: SystemRun) -> LayerPictures:
    with tempconfig({"frame_height": 8.0}):
        layout = SystemLayout.on(stage_of_frame(), 5)
    return LayerPictures(run.recording, run.sample, layout.pictures, THEMES["dark"])


def test_points_and_grid_are_where_the_network_carries_them(
    run: SystemRun, pictures: LayerPictures
) -> None:
    traced = Warp(run.recording).trace(pictures.points, 40)
    depths = layer_depths(run.recording.stages)[:-1]
    found = pictures.trace(40)
    assert [points.shape[1] for points, _ in found] == [2, 3, 3, 2]
    for (points, (rows, columns)), depth in zip(found, depths, strict=True):
        assert points == pytest.approx(traced[depth])
        assert rows.shape[-1] == columns.shape[-1] == points.shape[1]
    assert pictures.points[-1] == pytest.approx(run.recording.data.features[run.sample])


def test_all_points_stay_in_view_through_the_training(
    run: SystemRun, pictures: LayerPictures
) -> None:
    for step in (0, run.recording.last_step / 2, run.recording.last_step):
        pictures.display(step, 4)
        for panel in pictures.panels:
            seen = panel.place(panel.orbit.see(panel.drawn.points)[0])
            assert (seen >= panel.low).all()
            assert (seen <= panel.high).all()


def test_layers_of_three_units_are_seen_from_a_turning_direction(pictures: LayerPictures) -> None:
    pictures.display(0, 4)
    before = [panel.points_cloud[0].points.copy() for panel in pictures.panels]
    pictures.turn = 0.5
    pictures.display(0, 4)
    moved = [
        not np.array_equal(panel.points_cloud[0].points, points)
        for panel, points in zip(pictures.panels, before, strict=True)
    ]
    assert moved == [False, True, True, False]


def test_a_small_step_along_the_arrow_lowers_the_loss(
    run: SystemRun, pictures: LayerPictures
) -> None:
    passed = sample_pass(run.recording, run.sample, 0)
    pictures.display(0, 4, passed)
    panel, arrow = pictures.panels[-1], pictures.arrows[-1]
    start = panel.place(panel.drawn.points[-1])
    tip = arrow.points[np.linalg.norm(arrow.points[:, :2] - start, axis=1).argmax(), :2]
    assert (tip - start) @ passed.gradients[3] < 0
    along = (tip - start) / np.linalg.norm(tip - start)
    downhill = -passed.gradients[3] / np.linalg.norm(passed.gradients[3])
    assert along @ downhill > 0.99
    pictures.display(0, 4)
    assert not len(arrow.points)


def test_the_blocks_as_one_map_begin_at_the_input_and_end_at_the_last_layer(
    run: SystemRun, pictures: LayerPictures
) -> None:
    panel, last = pictures.panels[-1], pictures.trace(run.recording.last_step)[-1][0]
    pictures.morphed(0.0, 0.0)
    assert panel.drawn.points == pytest.approx(pictures.points)
    assert panel.drawn.separators == []
    pictures.morphed(1.0, 1.0, decided=True)
    assert panel.drawn.points == pytest.approx(last)
    assert panel.drawn.mistakes is not None
    assert panel.drawn.mistakes.sum() == 0  # this network gets all points right
    assert len(panel.drawn.regions) == 2
