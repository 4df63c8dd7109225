"""A picture as a function of progress: every frame of it can be had without the others."""

from collections.abc import Callable

import numpy as np
import pytest
from manim import RIGHT, Dot, Mobject, Scene, Square, VGroup, linear, smooth, tempconfig

from scenes.rendering.purity import is_pure
from scenes.storytelling.drive import Drive, everything

SETTINGS = {"frame_rate": 5, "dry_run": True, "progress_bar": "none", "verbosity": "ERROR"}


def progress_of(**options: object) -> list[float]:
    """Play a drive for a second at five frames, and tell which progress it was called with."""
    called: list[float] = []
    with tempconfig({**SETTINGS, "pixel_width": 32, "pixel_height": 18}):
        scene = Scene()
        scene.play(Drive(Dot(), called.append, run_time=1, **options))
    return called


def test_it_is_drawn_at_the_time_of_each_frame_and_at_its_end() -> None:
    called = progress_of(rate_func=linear)
    assert sorted(set(called)) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert called[-1] == 1


def test_progress_is_eased_as_any_animation_s() -> None:
    called = progress_of(rate_func=smooth)
    expected = [smooth(t) for t in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    assert sorted(set(called)) == pytest.approx(expected)


def test_nothing_is_copied_when_it_begins() -> None:
    dot = Dot()
    drive = Drive(dot, lambda _: None)
    assert drive.create_starting_mobject() is dot


def test_any_frame_of_it_may_be_taken_by_itself() -> None:
    def moving(dot: Mobject) -> Callable[[float], None]:
        return lambda progress: dot.move_to(3 * progress * RIGHT)

    stepped, alone = Dot(), Dot()
    for dot, times in ((stepped, np.linspace(0, 0.7, 8)), (alone, [0.7])):
        drive = Drive(dot, moving(dot), rate_func=smooth)
        drive.begin()
        for time in times:
            drive.interpolate(time)
    assert np.array_equal(stepped.points, alone.points)
    scene = Scene()
    scene.compile_animation_data(Drive(Dot(), lambda _: None))
    assert is_pure(scene)


def test_everything_comes_in_the_order_in_which_it_is_drawn() -> None:
    scene, first, second = Scene(), Square(), Square()
    group, front = VGroup(Dot(), Dot()), Dot()
    scene.add(first, group, second)
    scene.add_foreground_mobject(front)
    assert everything(scene, []) == [first, group, *group, second, front]
    assert everything(scene, [first]) == [group, *group, second, front, first]
