"""The checker of layouts itself: it finds what is wrong, and nothing where all is well."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import DOWN, RIGHT, UP, Rectangle, Scene, VGroup, config, tempconfig

from scenes.mobjects.text import LiveNumber, formula, sentence
from scenes.mobjects.warp_panel import WarpPanel
from scenes.theme.theme import THEMES
from tests.support.layout import faults


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with tempconfig({"media_dir": str(tmp_path), "write_to_movie": False}):
        yield Scene()


def test_an_empty_screen_and_one_with_room_enough_are_well(scene: Scene) -> None:
    assert faults(scene) == []
    words = sentence("Space", 40, "#ffffff")
    scene.add(VGroup(words, sentence("bends", 40, "#ffffff").next_to(words, DOWN)))
    assert faults(scene) == []


def test_writing_across_the_edge_of_the_frame_is_found(scene: Scene) -> None:
    words = sentence("Space", 40, "#ffffff").shift(config.frame_width / 2 * RIGHT)
    scene.add(VGroup(VGroup(words)))
    (fault,) = faults(scene)
    assert "'Space'" in fault
    assert "frame" in fault


def test_writing_over_writing_is_found_whatever_it_is(scene: Scene) -> None:
    number = LiveNumber(40, "#ffffff").write("0.5")
    scene.add(sentence("Space bends", 40, "#ffffff"), formula("x + y", 40, "#ffffff"), number)
    assert sum("overlap" in fault for fault in faults(scene)) == 3


def test_what_cannot_be_seen_is_in_nobody_s_way(scene: Scene) -> None:
    words = sentence("Space", 40, "#ffffff")
    scene.add(words, words.copy().set_opacity(0), LiveNumber(40, "#ffffff"))
    assert faults(scene) == []


def test_the_same_mobject_twice_on_screen_does_not_overlap_itself(scene: Scene) -> None:
    words = sentence("Space", 40, "#ffffff")
    scene.mobjects += [words, VGroup(words)]
    assert faults(scene) == []


def test_what_leaves_its_panel_or_runs_into_one_is_found(scene: Scene) -> None:
    panel = WarpPanel(np.array([0, 1]), THEMES["dark"], np.zeros(2), 4, 3)
    scene.add(panel)
    assert faults(scene) == []
    panel.points_cloud.set_positions(np.array([[0.0, 0.0], [2.0, 0.0]]))
    assert any("leaves its panel" in fault for fault in faults(scene))
    panel.points_cloud.set_positions(np.zeros((2, 2)))
    scene.add(sentence("Space", 40, "#ffffff").shift(1.5 * UP))
    assert any("runs into a panel" in fault for fault in faults(scene))


def test_words_may_pass_before_others_on_a_plate_of_their_own(scene: Scene) -> None:
    lower, upper = sentence("one", 40, "#ffffff"), sentence("two", 40, "#ffffff")
    plate = Rectangle(width=4, height=2, fill_opacity=1, stroke_width=0)
    scene.add(lower, plate, upper)
    assert faults(scene) == []
    plate.set_fill(opacity=0.8)
    assert any("overlap" in fault for fault in faults(scene))
    plate.set_fill(opacity=1)
    scene.bring_to_front(lower)
    scene.bring_to_back(plate)
    assert any("overlap" in fault for fault in faults(scene))
