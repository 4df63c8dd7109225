"""Pictures of layers show where the network carries the points, and what would lower the loss."""

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.layers import layer_depths, sample_pass
from engine.geometry.warps import Warp
from scenes.films.deep_learning_system.layer_pictures import DIM, LayerPictures
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
    return LayerPictures(run.recording, run.sample, layout.picture, THEMES["dark"])


def test_points_and_grid_are_where_the_network_carries_them(
    run: SystemRun, pictures: LayerPictures
) -> None:
    traced = Warp(run.recording).trace(pictures.points, 40)
    last = layer_depths(run.recording.stages)[-2]
    points, (rows, columns) = pictures.trace(40)
    assert points == pytest.approx(traced[last])
    assert rows.shape[-1] == columns.shape[-1] == points.shape[1] == 2
    assert pictures.points[-1] == pytest.approx(run.recording.data.features[run.sample])


def test_all_points_stay_in_view_through_the_training(
    run: SystemRun, pictures: LayerPictures
) -> None:
    pictures.show_inputs([])
    for step in range(0, run.recording.last_step + 1, 5):
        pictures.show_outputs(step)
        for panel in pictures.panels:
            seen = panel.place(panel.drawn.points)
            assert (seen >= panel.low).all()
            assert (seen <= panel.high).all()


def test_a_small_step_along_the_arrow_lowers_the_loss(
    run: SystemRun, pictures: LayerPictures
) -> None:
    passed = sample_pass(run.recording, run.sample, 0)
    pictures.show_outputs(0, passed)
    panel, arrow = pictures.panels[-1], pictures.arrow
    start = panel.place(panel.drawn.points[-1])
    tip = arrow.points[np.linalg.norm(arrow.points[:, :2] - start, axis=1).argmax(), :2]
    assert (tip - start) @ passed.gradients[3] < 0
    along = (tip - start) / np.linalg.norm(tip - start)
    downhill = -passed.gradients[3] / np.linalg.norm(passed.gradients[3])
    assert along @ downhill > 0.99
    for progress, there in ((0.0, start), (1.0, tip)):
        pictures.glide(progress)
        assert pictures.ghost.get_center()[:2] == pytest.approx(there, abs=1e-3)
    assert {part.get_fill_opacity() for part in panel.points_cloud} == {DIM}
    pictures.show_outputs(0)
    assert not len(arrow.points)
    assert {part.get_fill_opacity() for part in panel.points_cloud} == {1.0}


def test_tints_are_on_both_sides_of_the_line(run: SystemRun, pictures: LayerPictures) -> None:
    pictures.show_outputs(run.recording.last_step, tinted=True)
    assert len(pictures.panels[-1].drawn.regions) == 2
    pictures.show_outputs(0)
    assert pictures.panels[-1].drawn.regions == []


def test_the_walk_begins_at_the_input_and_ends_where_the_classifier_looks(
    run: SystemRun, pictures: LayerPictures
) -> None:
    panel, last = pictures.panels[0], pictures.trace(run.recording.last_step)[0]
    pictures.show_inputs([])
    before = panel.drawn.points
    pictures.show_walk(0.0)
    assert panel.orbit.see(panel.drawn.points)[0] == pytest.approx(before)
    assert panel.drawn.separators == []
    pictures.show_walk(1.0, 1.0)
    assert panel.orbit.see(panel.drawn.points)[0] == pytest.approx(last)
    assert panel.drawn.mistakes is not None
    assert panel.drawn.mistakes.sum() == 0  # this network gets all points right
    assert len(panel.drawn.regions) == 2
