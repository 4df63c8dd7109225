"""Stepping: every frame is what it would have been in one go, whoever draws it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import RIGHT, Dot, FadeIn, Scene, Square, Text, Write, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.rendering.renderer import load
from tests.support.films import Busy, Captioned, Moving

SETTINGS = {
    "pixel_width": 256,
    "pixel_height": 144,
    "frame_rate": 5,
    "progress_bar": "none",
    "verbosity": "ERROR",
    "dry_run": True,
    "seed": 7,
}


class FrameConsumer:
    """Keeps frames and digests by segment."""

    draws = True

    def __init__(self, wanted: Callable[[int], bool] = lambda _: True) -> None:
        self.wants = wanted
        self.frames: dict[int, list[np.ndarray]] = {}
        self.digests: dict[int, bytes] = {}
        self.counts: dict[int, int] = {}
        self.seconds: list[float] = []
        self._open: list[np.ndarray] = []

    def take(self, frame: Any, repeat: int) -> None:
        self._open += [None if frame is None else frame.copy()] * repeat

    def close(self, number: int, frames: int, shown: bytes) -> None:
        self.frames[number], self._open = self._open, []
        self.digests[number], self.counts[number] = shown, frames

    def step(self, seconds: float) -> None:
        self.seconds.append(seconds)


def play(scene_class: type[Scene], wanted: Callable[[int], bool] = lambda _: True) -> Any:
    consumer = FrameConsumer(wanted)
    with tempconfig(SETTINGS):
        scene = scene_class()
        renderer = load(scene)
        renderer.begin(consumer)
        scene.render()
    consumer.scene, consumer.total = scene, renderer.segment
    return consumer


@pytest.fixture(scope="module")
def busy() -> Any:
    return play(Busy)


class _Listening(CairoRenderer):
    """Manim's renderer, which also keeps its frames."""

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        self.heard.append((frame, num_frames))
        super().add_frame(frame, num_frames)


def stock(scene_class: type[Scene]) -> tuple[Scene, list[tuple[np.ndarray, int]]]:
    with tempconfig(SETTINGS):
        scene = scene_class()
        scene.renderer.__class__ = _Listening
        scene.renderer.heard = []
        scene.render()
        return scene, scene.renderer.heard


def test_frames_are_those_of_manim(busy: Any) -> None:
    scene, heard = stock(Busy)
    ours = [frame for number in sorted(busy.frames) for frame in busy.frames[number]]
    assert len(ours) == sum(repeat for _, repeat in heard)
    assert busy.scene.time == scene.time
    at = 0
    for frame, repeat in heard:
        for k in range(repeat):
            if repeat == 1:
                assert (ours[at + k] == frame).all(), f"frame {at + k}"
            else:
                # Manim draws what stands still twice over, which makes its edges heavier.
                error = np.mean((ours[at + k].astype(float) - frame) ** 2)
                assert 10 * np.log10(255**2 / max(error, 1e-9)) > 40
        at += repeat


def test_what_is_seen_through_is_not_drawn_twice_when_it_stands_still() -> None:
    class Glass(Scene):
        def construct(self) -> None:
            pane = Square(side_length=4, fill_color="#ffffff", fill_opacity=0.5, stroke_width=0)
            self.add(pane)
            self.play(FadeIn(Dot(3 * RIGHT)), run_time=0.4)
            self.wait(0.4)

    moving, still = play(Glass).frames.values()
    assert moving[-1][72, 128, 0] == still[0][72, 128, 0] == 128


def test_no_segment_is_longer_than_it_may_be_and_all_frames_are_in_one(busy: Any) -> None:
    assert sorted(busy.counts) == list(range(busy.total))
    assert max(busy.counts.values()) <= 4 * 5
    assert all(busy.counts[n] == len(busy.frames[n]) for n in busy.counts)
    assert sum(busy.counts.values()) == round(busy.scene.time * 5)


@pytest.mark.parametrize("parts", [2, 3, 5])
def test_any_share_of_the_segments_has_the_very_frames_of_the_whole(busy: Any, parts: int) -> None:
    for part in range(parts):
        share = play(Busy, lambda n, part=part: n % parts == part)
        assert sorted(share.frames) == list(range(part, busy.total, parts))
        assert share.scene.time == busy.scene.time
        assert share.total == busy.total
        for number, frames in share.frames.items():
            assert len(frames) == len(busy.frames[number])
            assert all((a == b).all() for a, b in zip(frames, busy.frames[number], strict=True))
            assert share.digests[number] == busy.digests[number]


@pytest.mark.parametrize("number", range(12))
def test_each_segment_alone_has_the_very_frames_of_the_whole(busy: Any, number: int) -> None:
    alone = play(Busy, lambda n: n == number)
    assert list(alone.frames) == [number]
    assert np.array_equal(np.stack(alone.frames[number]), np.stack(busy.frames[number]))


def test_what_is_a_function_of_progress_is_stepped_over_in_one_step() -> None:
    steps: list[int] = []

    class Counted(Captioned):
        def update_to_time(self, t: float) -> None:
            steps.append(self.renderer.num_plays)
            super().update_to_time(t)

    play(Counted, lambda _: False)
    assert steps == []
    play(Counted, lambda n: n == 1)
    assert set(steps) == {1}


def test_what_remembers_its_steps_is_not_stepped_over() -> None:
    class Remembering(Scene):
        def construct(self) -> None:
            self.play(Write(Text("words")), run_time=1.0)
            self.add(Dot().add_updater(lambda dot, dt: dot.shift(dt * RIGHT)))
            self.play(FadeIn(Square()), run_time=1.0)

    seen = play(Remembering, lambda _: False)
    assert len(seen.seconds) == 10
    assert np.diff(seen.seconds) == pytest.approx(0.2)


def test_scouting_tells_segments_apart_without_drawing_them(busy: Any) -> None:
    class Scout(FrameConsumer):
        draws = False

    consumer = Scout()
    with tempconfig(SETTINGS):
        scene = Busy()
        load(scene).begin(consumer)
        scene.render()
        assert not scene.renderer.camera.pixel_array[..., :3].any()
    assert consumer.digests == busy.digests
    assert all(frame is None for frames in consumer.frames.values() for frame in frames)


def test_segments_that_show_the_same_have_the_same_digest_and_no_others() -> None:
    one, other = Captioned, type("Other", (Captioned,), {"words": ("one", "2", "three")})
    first, second = play(one).digests, play(other).digests
    differing = {number for number in first if first[number] != second[number]}
    assert differing == {4, 5, 6, 7}
    # The ball stands elsewhere in every sentence, so nothing is shown twice.
    assert len(set(first.values())) == len(first)


@pytest.mark.parametrize("setting", [{"background_color": "#223344"}, {"frame_width": 10.0}])
def test_another_view_of_the_same_has_another_digest(setting: dict[str, Any]) -> None:
    before = play(Moving).digests
    with tempconfig(setting):
        assert play(Moving).digests[0] != before[0]


def test_a_camera_that_does_not_tell_what_it_draws_is_never_taken_for_the_same() -> None:
    from manim import MultiCamera

    class Many(Moving):
        def __init__(self) -> None:
            super().__init__(camera_class=MultiCamera)

    one, other = play(Many), play(Many)
    assert one.digests[0] != other.digests[0]
    assert np.array_equal(np.stack(one.frames[0]), np.stack(other.frames[0]))


def test_a_skipped_section_has_no_frames() -> None:
    class Skipping(Moving):
        def construct(self) -> None:
            self.next_section("skipped", skip_animations=True)
            super().construct()
            self.next_section("shown")
            self.wait(1)

    shown = play(Skipping)
    assert shown.counts == {0: 5}
    assert shown.scene.time == pytest.approx(3)
