"""The fast cameras: the pictures of Manim's own."""

from collections.abc import Callable

import numpy as np
import pytest
from manim import (
    BLUE,
    DEGREES,
    DOWN,
    LEFT,
    ORIGIN,
    RED,
    RESAMPLING_ALGORITHMS,
    RIGHT,
    UP,
    YELLOW,
    Arrow,
    Camera,
    Circle,
    Cube,
    DashedLine,
    Dot,
    Dot3D,
    ImageMobject,
    Line,
    Mobject,
    MovingCamera,
    NumberPlane,
    Point,
    PointCloudDot,
    Scene,
    Square,
    Star,
    Text,
    ThreeDCamera,
    ThreeDScene,
    VGroup,
    VMobject,
)

from scenes.camera import marks
from scenes.camera.camera import FastCamera, FastThreeDCamera, speed_up
from scenes.camera.fast_drawing import FastDrawing
from scenes.camera.paths import lay_slowly
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.text import sentence
from scenes.theme.theme import THEMES
from tests.support.canvas import pictures, psnr

NOISE = np.random.default_rng(0).integers(0, 255, (30, 40, 4), dtype=np.uint8)
NOISE[..., 3] = 255
NOISE = np.random.default_rng(0).integers(0, 256, (9, 9, 4), dtype=np.uint8)
NOISE[..., 3] = 255
SMOOTH = np.zeros((30, 40, 4), np.uint8)
SMOOTH[..., 0], SMOOTH[..., 1], SMOOTH[..., 3] = np.linspace(0, 255, 40), 90, 255


def text() -> list[Mobject]:
    return [Text("Space bends: ax + b").shift(UP), Text("quietly", slant="ITALIC", color=RED)]


def captions() -> list[Mobject]:
    return [sentence("Space bends", 30, "#ffffff"), sentence("bold", 30, "#ff0000", bold=True)]


def outlined_text() -> list[Mobject]:
    words = Text("over", font_size=90).set_stroke("#ff0000", 8, background=True)
    return [Square(3, fill_opacity=1, color=BLUE), words]


def shapes() -> list[Mobject]:
    return [
        Circle(color=RED, fill_opacity=0.5).shift(2 * LEFT),
        Star(color=YELLOW, fill_opacity=1, stroke_width=8).shift(2 * RIGHT),
        Arrow(LEFT, RIGHT + UP),
        DashedLine(3 * LEFT + DOWN, 3 * RIGHT + DOWN),
        NumberPlane().set_opacity(0.4),
        VGroup(*(Dot([x, -2, 0], radius=0.2) for x in range(-5, 5))),
    ]


def gradients() -> list[Mobject]:
    square = Square(3).set_color_by_gradient(RED, YELLOW, BLUE).set_fill([RED, BLUE], opacity=0.8)
    return [square, Line(3 * LEFT, 3 * RIGHT + UP, stroke_width=20).set_color([RED, YELLOW])]


def layers() -> list[Mobject]:
    lower, upper = (Square(2, color=c, fill_opacity=1) for c in (RED, BLUE))
    return [upper.shift(0.5 * RIGHT).set_z_index(2), lower.set_z_index(1), Dot(radius=1)]


def joints_and_caps() -> list[Mobject]:
    from manim import CapStyleType, LineJointType

    made: list[Mobject] = []
    for i, (joint, cap) in enumerate(zip(LineJointType, CapStyleType, strict=True)):
        corner = VMobject(stroke_width=30, joint_type=joint, cap_style=cap)
        made.append(corner.set_points_as_corners([LEFT, UP, RIGHT]).shift((3 * i - 5) * RIGHT))
    return made


def clouds() -> list[Mobject]:
    return [PointCloudDot(radius=1), Point(2 * RIGHT, color=RED)]


def empty() -> list[Mobject]:
    return [VMobject(), VGroup(), Circle(stroke_width=0), Mobject()]


SAME: list[Callable[[], list[Mobject]]] = [
    text, captions, outlined_text, shapes, gradients, layers, joints_and_caps, clouds, empty,
]  # fmt: skip


@pytest.mark.parametrize("make", SAME)
def test_what_manim_draws_is_the_same_to_the_pixel(make: Callable[[], list[Mobject]]) -> None:
    ours, theirs = pictures(Camera, make)
    assert make is empty or np.ptp(theirs[..., :3]) > 50
    assert (ours == theirs).all()


@pytest.mark.parametrize("make", SAME)
def test_it_is_the_same_from_a_camera_that_moves(make: Callable[[], list[Mobject]]) -> None:
    def move(camera: MovingCamera) -> None:
        camera.frame.scale(0.6).shift(0.7 * RIGHT + 0.3 * UP)

    ours, theirs = pictures(MovingCamera, make, move)
    assert (ours == theirs).all()


def turned(camera: ThreeDCamera) -> None:
    camera.set_phi(65 * DEGREES)
    camera.set_theta(-50 * DEGREES)
    camera.set_gamma(10 * DEGREES)


def solids() -> list[Mobject]:
    return [Cube(2, fill_opacity=0.9), Dot3D(2 * RIGHT), Line(ORIGIN, [0, 0, 3], color=RED)]


@pytest.mark.parametrize("make", [*SAME, solids])
def test_it_is_the_same_in_space(make: Callable[[], list[Mobject]]) -> None:
    ours, theirs = pictures(ThreeDCamera, make, turned)
    assert (ours == theirs).all()


def test_it_is_the_same_where_a_thing_stays_in_its_place_or_faces_the_viewer() -> None:
    made: list[Mobject] = []

    def prepare(camera: ThreeDCamera) -> None:
        turned(camera)
        title, label = Text("stays"), Text("faces", color=RED).shift(2 * RIGHT)
        made[:] = [Cube(1.5), title, label]
        camera.add_fixed_in_frame_mobjects(title)
        camera.add_fixed_orientation_mobjects(label)

    ours, theirs = pictures(ThreeDCamera, lambda: made, prepare)
    assert np.ptp(theirs[..., :3]) > 50
    assert (ours == theirs).all()


def test_it_is_the_same_when_paths_are_handed_over_bit_by_bit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, _ = pictures(Camera, shapes)
    monkeypatch.setattr(marks, "best_lay", lambda: lay_slowly)
    bit_by_bit, theirs = pictures(Camera, shapes)
    assert (bit_by_bit == whole).all()
    assert (bit_by_bit == theirs).all()


def picture(pixels: np.ndarray, turn: float = 0.0, opacity: float = 1.0) -> list[Mobject]:
    image = ImageMobject(pixels).scale_to_fit_height(5).rotate(turn).set_opacity(opacity)
    return [Square(2, color=RED, fill_opacity=1).shift(3 * LEFT), image]


@pytest.mark.parametrize(
    ("turn", "opacity"), [(0.0, 1.0), (0.0, 0.4), (0.5, 1.0), (np.pi / 2, 0.7)]
)
def test_pictures_are_alike(core: str, turn: float, opacity: float) -> None:
    ours, theirs = pictures(Camera, lambda: picture(SMOOTH, turn, opacity))
    middle = np.s_[60:120, 110:210]
    assert psnr(ours[middle], theirs[middle]) > 40
    assert psnr(ours, theirs) > 30  # its edges are smooth, where Manim's are not


@pytest.mark.parametrize("turn", [0.0, 0.4])
@pytest.mark.parametrize("algorithm", ["nearest", "linear", "cubic"])
@pytest.mark.parametrize("opacity", [1.0, 0.6])
def test_pictures_are_resampled_as_they_ask_to_be(
    core: str, algorithm: str, turn: float, opacity: float
) -> None:
    def make() -> list[Mobject]:
        image = ImageMobject(NOISE).scale_to_fit_height(7).rotate(turn).set_opacity(opacity)
        return [image.set_resampling_algorithm(RESAMPLING_ALGORITHMS[algorithm])]

    ours, theirs = pictures(Camera, make)
    middle = np.s_[60:120, 110:210]
    assert np.ptp(theirs[middle][..., :3]) > 50
    assert psnr(ours[middle], theirs[middle]) > 40


def test_a_cloud_of_markers_is_alike(core: str) -> None:
    rng = np.random.default_rng(0)
    places, labels = rng.uniform(-3.5, 3.5, (60, 2)), rng.integers(0, 4, 60)

    def make() -> list[Mobject]:
        cloud = PointCloud(labels, THEMES["dark"], radius=0.15)
        cloud.set_positions(places)
        return [cloud]

    ours, theirs = pictures(Camera, make)
    assert np.ptp(theirs[..., :3]) > 50
    assert psnr(ours, theirs) > 40


def test_without_a_background_what_is_drawn_is_as_clear_as_manim_s() -> None:
    ours, theirs = pictures(Camera, shapes, background_opacity=0.0)
    assert theirs[..., 3].min() == 0
    assert len(np.unique(theirs[..., 3])) > 20
    assert (ours == theirs).all()


def test_a_scene_is_given_the_fast_camera_of_its_kind() -> None:
    flat, space = Scene(), ThreeDScene()
    for scene in (flat, space):
        speed_up(scene)
        speed_up(scene)
    assert type(flat.renderer.camera) is FastCamera
    assert type(space.renderer.camera) is FastThreeDCamera


def test_a_camera_of_an_unknown_kind_is_left_alone() -> None:
    class Own(Camera):
        pass

    scene = Scene(camera_class=Own)
    speed_up(scene)
    assert type(scene.renderer.camera) is Own
    assert not isinstance(scene.renderer.camera, FastDrawing)
