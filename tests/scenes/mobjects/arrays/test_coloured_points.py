"""Points of their own colours: drawn where they are, in the colour they have."""

from pathlib import Path

import numpy as np
import pytest
from manim import Scene, tempconfig

from scenes.camera.camera import speed_up
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.theme.position_colours import colours_by_position

PLACES = np.array([[-3.0, 1.0], [0.0, 0.0], [2.0, -2.0]])
COLOURS = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.2, 0.4, 0.8]])


def picture(points: ColouredPoints, folder: Path, *, fast: bool) -> np.ndarray:
    settings = {
        "media_dir": str(folder), "write_to_movie": False, "save_last_frame": True,
        "pixel_width": 1280, "pixel_height": 720, "verbosity": "ERROR", "progress_bar": "none",
    }  # fmt: skip
    with tempconfig(settings):

        class Still(Scene):
            def construct(self) -> None:
                if fast:
                    speed_up(self)
                self.add(points)

        scene = Still()
        scene.render()
        return np.array(scene.renderer.get_frame())


def pixel(frame: np.ndarray, place: np.ndarray) -> np.ndarray:
    column, row = 640 + 90 * place[0], 360 - 90 * place[1]
    return frame[round(row), round(column), :3] / 255


@pytest.mark.parametrize("fast", [False, True])
def test_each_point_has_its_own_colour_under_any_camera(tmp_path: Path, fast: bool) -> None:
    points = ColouredPoints(COLOURS, 0.1).set_places(PLACES)
    frame = picture(points, tmp_path, fast=fast)
    for place, colour in zip(PLACES, COLOURS, strict=True):
        assert pixel(frame, place) == pytest.approx(colour, abs=0.01)
    assert pixel(frame, np.array([1.0, 1.0])) == pytest.approx(0, abs=0.01)


def test_points_outside_their_box_and_points_that_are_nowhere_are_left_out(tmp_path: Path) -> None:
    low, high = np.array([-1.0, -3.0]), np.array([3.0, 3.0])
    points = ColouredPoints(COLOURS, 0.1, low, high)
    places = PLACES.copy()
    places[2] = np.nan
    frame = picture(points.set_places(places), tmp_path, fast=True)
    assert pixel(frame, PLACES[1])[1] == pytest.approx(1)
    assert frame[..., :3].reshape(-1, 3).any(axis=1).sum() < 400


def test_they_can_be_seen_through(tmp_path: Path) -> None:
    points = ColouredPoints(COLOURS, 0.1).set_places(PLACES).set_opacity(0.5)
    assert pixel(picture(points, tmp_path, fast=True), PLACES[0])[0] == pytest.approx(0.5, abs=0.02)


def test_colours_are_the_chapter_s() -> None:
    colours = colours_by_position(np.array([[0.0, 0.0], [2.0, 1.5], [-2.0, -2.0]]))
    expected = [[1, 1, 0.25], [0.5, 1, 0.375], [1, 1 / 3, 0.125]]
    assert colours == pytest.approx(np.array(expected))


def test_a_rim_is_darker_than_its_point(tmp_path: Path) -> None:
    points = ColouredPoints(COLOURS, 0.2, rim=0.1).set_places(PLACES)
    frame = picture(points, tmp_path, fast=True)
    assert pixel(frame, PLACES[0])[0] == pytest.approx(1, abs=0.01)
    assert pixel(frame, PLACES[0] + [0.2, 0])[0] == pytest.approx(0.55, abs=0.01)
