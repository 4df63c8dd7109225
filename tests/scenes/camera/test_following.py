"""A camera whose frame moves over the picture: what is fixed stays put, to the last bit."""

from collections.abc import Iterator

import numpy as np
import pytest
from manim import RIGHT, Dot, Line, Scene, Square, ThreeDScene, VGroup, tempconfig

from scenes.camera.camera import speed_up
from scenes.camera.following import FollowingCamera, let_follow

WHITE = 200


@pytest.fixture
def scene() -> Iterator[Scene]:
    """A scene of 320 by 180 pixels: 22.5 to a frame unit."""
    with tempconfig({"pixel_width": 320, "pixel_height": 180, "dry_run": True}):
        scene = Scene()
        speed_up(scene)
        let_follow(scene)
        yield scene


def camera_of(scene: Scene) -> FollowingCamera:
    camera = scene.renderer.camera
    assert isinstance(camera, FollowingCamera)
    return camera


def picture(scene: Scene) -> np.ndarray:
    camera = camera_of(scene)
    camera.reset()
    camera.capture_mobjects(scene.mobjects)
    return camera.pixel_array[..., 0].copy()


def filled() -> Square:
    return Square(side_length=1, color="#ffffff", fill_opacity=1, stroke_width=0)


def test_what_it_aims_at_is_in_the_middle_and_so_much_larger(scene: Scene) -> None:
    scene.add(filled().shift(3 * RIGHT))
    camera_of(scene).aim(np.array([3.0, 0.0]), 2.0)
    rows, columns = np.nonzero(picture(scene) > WHITE)
    assert (columns.min() + columns.max()) / 2 == pytest.approx(159.5, abs=0.6)
    assert (rows.min() + rows.max()) / 2 == pytest.approx(89.5, abs=0.6)
    assert np.ptp(rows) + 1 == pytest.approx(45, abs=1)


def test_at_home_it_draws_what_the_plain_camera_draws(scene: Scene) -> None:
    scene.add(Dot([1, 1, 0]), Line(), filled())
    ours = picture(scene)
    plain = Scene()
    speed_up(plain)
    plain.renderer.camera.capture_mobjects(scene.mobjects)
    assert np.array_equal(ours, plain.renderer.camera.pixel_array[..., 0])


def test_what_is_fixed_stays_to_the_last_bit(scene: Scene) -> None:
    fixed = VGroup(filled(), Line(stroke_width=6)).shift([-5, 3, 0])
    scene.add(fixed)
    camera = camera_of(scene)
    camera.fixed = [fixed]
    before = picture(scene)
    camera.aim(np.array([2.0, 1.0]), 3.7)
    assert np.array_equal(picture(scene), before)
    assert camera.zoom == pytest.approx(3.7)


def test_lines_are_equally_wide_at_every_zoom(scene: Scene) -> None:
    scene.add(Line([-9, 0, 0], [9, 0, 0], stroke_width=20))
    before = (picture(scene)[:, 160] > WHITE).sum()
    camera_of(scene).aim(np.zeros(2), 4.0)
    assert (picture(scene)[:, 160] > WHITE).sum() == before > 2


def test_the_picture_ends_where_its_window_does(scene: Scene) -> None:
    scene.add(filled().scale(20))
    camera = camera_of(scene)
    camera.window = np.array([-8.0, -2.0]), np.array([8.0, 4.0])
    for zoom in (1.0, 3.0):
        camera.aim(np.array([0.5, 0.5]), zoom)
        white = picture(scene) > WHITE
        assert white[:134].all()
        assert not white[136:].any()


def test_it_tells_where_in_the_frame_something_appears(scene: Scene) -> None:
    here, fixed = Dot(), Dot()
    camera = camera_of(scene)
    camera.fixed = [fixed]
    camera.aim(np.array([1.0, 0.0]), 2.0)
    point = np.array([[2.0, 1.0, 0.0]])
    assert camera.placed_in_frame(here, point)[0] == pytest.approx([2, 2, 0])
    assert camera.placed_in_frame(fixed, point)[0] == pytest.approx([2, 1, 0])
    camera.aim_home()
    assert camera.placed_in_frame(here, point)[0] == pytest.approx([2, 1, 0])


def test_fixing_something_is_part_of_what_a_frame_shows(scene: Scene) -> None:
    dot = Dot()
    scene.add(dot)
    camera = camera_of(scene)
    camera.aim(np.array([1.0, 0.0]), 2.0)

    def shown() -> list[bytes]:
        parts: list[bytes] = []
        camera.on_mark = lambda mark: parts.extend(mark.content()) is not None
        picture(scene)
        return parts

    before = shown()
    camera.fixed = [dot]
    assert shown() != before


def test_a_camera_in_space_cannot_follow() -> None:
    scene = ThreeDScene()
    speed_up(scene)
    with pytest.raises(TypeError, match="cannot follow"):
        let_follow(scene)


def test_a_window_cuts_at_whole_pixels(scene: Scene) -> None:
    camera = camera_of(scene)
    camera.window = np.array([-3.013, -2.017]), np.array([2.991, 1.509])
    camera.reset()
    camera.capture_mobjects([Square(20, fill_opacity=1, stroke_width=0)])
    shades = np.unique(camera.pixel_array[..., 0])
    assert len(shades) == 2
