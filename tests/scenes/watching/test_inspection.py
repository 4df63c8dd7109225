"""Each fault is found in a scene that has it, with its time, and none in a scene without."""

from typing import Any

import pytest
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UL,
    UP,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    MovingCameraScene,
    ReplacementTransform,
    Scene,
    Square,
    Text,
    ThreeDAxes,
    ThreeDScene,
    ValueTracker,
    always_redraw,
)

from scenes.encoding.qualities import Quality
from scenes.watching.findings import Fault, SceneFinding
from scenes.watching.inspection import Inspection
from scenes.watching.playing import play_film

SMALL = Quality(426, 240, 10)


def found_in(scene: type) -> list[SceneFinding]:
    inspection = Inspection()
    play_film(scene, {}, SMALL, inspection)
    return inspection.finish()


def shown(scene: Any, *mobjects: Any, seconds: float = 2.0) -> None:
    scene.add(*mobjects)
    scene.wait(seconds)
    scene.remove(*mobjects)


class Clean(Scene):
    def construct(self) -> None:
        title, square = Text("A square becomes a circle").to_edge(UP), Square()
        self.play(FadeIn(title), Create(square))
        self.play(ReplacementTransform(square, circle := Circle()))
        self.wait()
        other = Text("And other words come instead").to_edge(UP)
        self.play(FadeOut(title), FadeIn(other), circle.animate.shift(RIGHT))
        self.wait(2)
        self.play(FadeOut(other), FadeOut(circle))
        self.wait()


class Close(MovingCameraScene):
    def construct(self) -> None:
        square = Square().shift(3 * LEFT)
        self.add(square, Text("tiny", font_size=8).move_to(square), Text("passed").shift(UP))
        self.play(self.camera.frame.animate.scale(0.4).move_to(square), run_time=0.1)
        self.wait(2)


class Turning(ThreeDScene):
    def construct(self) -> None:
        self.set_camera_orientation(phi=1.2, theta=0.5)
        words = Text("fixed")
        self.add_fixed_in_frame_mobjects(words)
        self.add(words.to_corner(UL), ThreeDAxes())
        self.begin_ambient_camera_rotation(0.3)
        self.wait(1)


class Redrawn(Scene):
    def construct(self) -> None:
        value, dot = ValueTracker(0), Dot()
        dot.add_updater(lambda it: it.move_to(value.get_value() * RIGHT))
        self.add(dot, always_redraw(lambda: Text(f"{value.get_value():.1f}").next_to(dot, UP)))
        self.play(value.animate.set_value(2), run_time=1)
        self.wait_until(lambda: self.time > 1.4, max_time=9)


@pytest.mark.parametrize("scene", [Clean, Turning, Redrawn])
def test_nothing_is_found_where_all_is_well(scene: type) -> None:
    assert found_in(scene) == []


def test_a_camera_that_comes_close_makes_writing_large_and_may_cut_some_off() -> None:
    (found,) = found_in(Close)
    assert (found.fault, found.start) == (Fault.TOO_SMALL, 0.0)  # before it has come


def overlap(scene: Any) -> None:
    shown(scene, Text("These words"), Text("and those words").shift(0.3 * DOWN))


def cut_off(scene: Any) -> None:
    shown(scene, Text("beyond the edge").shift(6 * RIGHT))


def away(scene: Any) -> None:
    shown(scene, Dot(), Circle().shift(10 * RIGHT))


def small(scene: Any) -> None:
    shown(scene, Text("far too small", font_size=9))


def faint(scene: Any) -> None:
    shown(scene, Text("faint", color="#333333"))


def unread(scene: Any) -> None:
    shown(scene, Text("Nobody is so quick that this is read", font_size=30), seconds=0.5)


def empty(scene: Any) -> None:
    shown(scene, Square(), seconds=1.0)
    scene.wait(2)
    shown(scene, Square(), seconds=1.0)


def frozen(scene: Any) -> None:
    shown(scene, Square(), seconds=6.0)


FAULTY = {
    "overlap": (overlap, Fault.OVERLAP, "'These words'", 0.0, 2.0),
    "cut off": (cut_off, Fault.OFF_FRAME, "cut off by the edge", 0.0, 2.0),
    "away": (away, Fault.OFF_FRAME, "Circle at (10.0, 0.0)", 2.0, 2.0),
    "small": (small, Fault.TOO_SMALL, "has size 9", 0.0, 2.0),
    "faint": (faint, Fault.LOW_CONTRAST, "needs 3.0 to 1", 0.0, 2.0),
    "unread": (unread, Fault.UNREAD, "is there for 0.5 s", 0.0, 0.5),
    "empty": (empty, Fault.EMPTY, "for 2.0 s", 1.0, 3.0),
    "frozen": (frozen, Fault.FROZEN, "for 6.0 s, where 5.0 s", 0.0, 6.0),
}


@pytest.mark.parametrize(("tell", "fault", "words", "start", "end"), FAULTY.values(), ids=FAULTY)
def test_each_fault_is_found_with_its_time_and_nothing_else(
    tell: Any, fault: Fault, words: str, start: float, end: float
) -> None:
    (found,) = found_in(type("Faulty", (Scene,), {"construct": tell}))
    assert (found.fault, found.start, found.end) == (fault, start, end)
    assert words in found.told


def test_what_flies_in_and_out_was_in_the_frame() -> None:
    def fly(scene: Any) -> None:
        ball = Circle().shift(10 * LEFT)
        scene.add(ball)
        scene.play(ball.animate.move_to(ORIGIN))
        scene.play(ball.animate.shift(10 * RIGHT))

    assert found_in(type("Flying", (Scene,), {"construct": fly})) == []
