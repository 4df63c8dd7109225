"""Pictures of layers show where the network carries the points."""

import pytest
from manim import tempconfig

from engine.geometry.layers import layer_depths
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
    pictures.show_walk(0.0, pictures.walk.start)
    assert panel.orbit.see(panel.drawn.points)[0] == pytest.approx(before)
    assert panel.drawn.separators == []
    pictures.show_walk(pictures.walk.depths[-1], pictures.walk.end, 1.0)
    assert panel.orbit.see(panel.drawn.points)[0] == pytest.approx(last)
    assert panel.drawn.mistakes is not None
    assert panel.drawn.mistakes.sum() == 0  # this network gets all points right
    assert len(panel.drawn.regions) == 2
