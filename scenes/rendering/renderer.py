"""Stepping through a scene exactly, and drawing those of its segments that are wanted.

A film is cut into segments, at every `play` and within the long ones. Whoever draws some of them
takes all the steps of the scene in order, updaters and random numbers included, so every frame is
what it would have been in one go; only drawing and encoding are left out elsewhere. Where all that
moves is a function of progress alone, frames that are not wanted are not stepped to.
"""

from __future__ import annotations

import hashlib
import os
from itertools import cycle
from math import ceil
from typing import Any, NamedTuple, Protocol, cast

import numpy as np
from manim import (
    config,
)
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.camera.camera import speed_up
from scenes.camera.fast_drawing import FastDrawing
from scenes.camera.marks import Mark
from scenes.encoding.encoder import WAITING, straight_alpha
from scenes.rendering.purity import is_pure

LONGEST = 4.0
"""Seconds of film in a segment, at most."""


class SectionStart(NamedTuple):
    """A section's name, and how many frames and segments came before it."""

    name: str
    frames: int
    segments: int


class FrameConsumer(Protocol):
    """Consumer of a film's frames, segment by segment."""

    def wants(self, number: int) -> bool:
        """Return whether the frames of a segment are to be looked at."""

    draws: bool
    """Whether they are drawn, or only told apart by what they show."""

    def take(self, frame: np.ndarray | None, repeat: int) -> None:
        """Receive a frame of a segment that is wanted, or None if it was not drawn.

        It may be drawn over once `WAITING` others have been taken.
        """

    def close(self, number: int, frames: int, shown: bytes) -> None:
        """Complete a segment, given the digest of what its frames show."""

    def step(self, seconds: float) -> None:
        """Receive the film's time in seconds, at every step."""


class SegmentRenderer(CairoRenderer):
    """Manim's renderer, with segments instead of one file for each animation.

    A scene gets it by `load`; `consumer` must be set before the scene is rendered.
    """

    consumer: FrameConsumer

    def begin(self, consumer: FrameConsumer, segments_of: int | None = None) -> None:
        """Start at the first frame.

        Parameters
        ----------
        consumer : FrameConsumer
        segments_of : int, optional
            Most frames in a segment; by default, those of `LONGEST` seconds.
        """
        self.consumer = consumer
        self.longest = segments_of or LONGEST * config.frame_rate
        self.segment = 0
        self.frames = 0
        self.sections: list[SectionStart] = []
        self._known_background: tuple[Any, bytes] = None, b""
        # Memory that is used again costs far less than memory that is new for every frame.
        self._canvases = cycle(np.empty_like(self.camera.pixel_array) for _ in range(WAITING + 2))
        self._forget_play()

    def _forget_play(self) -> None:
        self._ends: list[int] = []
        self._wanted: list[bool] = []
        self._at = 0
        self._hasher: Any = None
        self._background: tuple[np.ndarray, bytes] | None = None

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Play animations; draw what is wanted of them."""
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        self.static_image = None
        frozen = scene.is_current_animation_frozen_frame()
        count = self._count(scene, frozen)
        skipped = self.file_writer.sections[-1].skip_animations
        self._forget_play()
        if not skipped:
            self._cut(count, scene.stop_condition is not None)
        if skipped:
            scene.update_to_time(scene.duration)
            self._finish_animations(scene)
            self.time += scene.duration
        elif frozen:
            self._hold(scene)
            self._pass(count, 1)
        elif is_pure(scene):
            self._leap(scene)
        else:
            self.skip_animations = False
            scene.play_internal()
            self._end_early()
        self.segment += len(self._ends)
        self.num_plays += 1

    def _count(self, scene: Any, frozen: bool) -> int:
        rate = config.frame_rate
        if frozen:
            return int(scene.duration / (1 / rate))
        return len(np.arange(0, scene.duration, 1 / rate))

    def _cut(self, count: int, open_ended: bool) -> None:
        """Divide a play's frames into segments of nearly equal length."""
        if count == 0:
            return
        parts = 1 if open_ended else ceil(count / self.longest)
        self._ends = [count * (i + 1) // parts for i in range(parts)]
        self._wanted = [self.consumer.wants(self.segment + i) for i in range(parts)]

    def _finish_animations(self, scene: Any) -> None:
        for animation in scene.animations:
            animation.finish()
            animation.clean_up_from_scene(scene)

    def _hold(self, scene: Any) -> None:
        """Show one frame for the whole length of a still."""
        begin = 0
        for part, end in enumerate(self._ends):
            if self._wanted[part]:
                self._open()
                self._show(scene, [], end - begin)
                self._close(part, end - begin)
            begin = end

    def _leap(self, scene: Any) -> None:
        """Step to those frames alone that are wanted, where no frame depends on another."""
        times = np.arange(0, scene.duration, 1 / config.frame_rate)
        begin = 0
        for part, end in enumerate(self._ends):
            if self._wanted[part]:
                for time in times[begin:end].tolist():
                    scene.update_to_time(time)
                    self.render(scene, time, scene.moving_mobjects)
            else:
                self._at = end
                self._pass(1, end - begin)
            begin = end
        self._finish_animations(scene)

    def _pass(self, frames: int, times: int) -> None:
        """Advance the time, with the same rounding as Manim."""
        for _ in range(times):
            self.time += frames * (1 / self.camera.frame_rate)
        self.frames += frames * times
        self.consumer.step(self.time)

    def render(self, scene: Any, time: float, moving_mobjects: Any = None) -> None:
        """Process the frame that the scene has just stepped to."""
        part = next(i for i, end in enumerate(self._ends) if self._at < end)
        begin = self._ends[part - 1] if part else 0
        if self._wanted[part]:
            if self._at == begin:
                self._open()
            self._show(scene, moving_mobjects, 1)
            if self._at + 1 == self._ends[part]:
                self._close(part, self._ends[part] - begin)
        self._at += 1
        self._pass(1, 1)

    def _end_early(self) -> None:
        """Close the segment of a play that its stop condition has ended."""
        if self._ends and self._at < self._ends[-1] and self._wanted[0] and self._at:
            self._close(0, self._at)

    def _open(self) -> None:
        self._hasher = hashlib.sha256()

    def _close(self, part: int, frames: int) -> None:
        self.consumer.close(self.segment + part, frames, self._hasher.digest())

    def _show(self, scene: Any, moving: Any, repeat: int) -> None:
        """Draw a frame, or only listen to what it is made of."""
        frame: Any = hashlib.sha256()
        if self._background is None:
            self._background = self._look(scene, scene.static_mobjects, None)
        ground, known = self._background
        frame.update(known)
        if moving:
            picture, shown = self._look(scene, moving, ground)
            frame.update(shown)
        else:
            picture = ground
        self._hasher.update(frame.digest() + repeat.to_bytes(8, "big"))
        self.consumer.take(picture if self.consumer.draws else None, repeat)

    def _look(self, scene: Any, mobjects: Any, ground: np.ndarray | None) -> tuple[Any, bytes]:
        """Return the picture of mobjects over a ground, and a digest of what it shows."""
        camera: Any = self.camera
        hasher = hashlib.sha256(repr(self._view()).encode())
        if not isinstance(camera, FastDrawing):
            hasher.update(os.urandom(32))  # it does not tell what it draws, so nothing is alike

        def on_mark(mark: Mark) -> bool:
            hasher.update(type(mark).__name__.encode())
            for part in mark.content():
                hasher.update(len(part).to_bytes(8, "big"))
                hasher.update(part)
            return self.consumer.draws

        picture = None
        camera.on_mark = on_mark
        try:
            if self.consumer.draws:
                still = ground is None  # it is shown, and drawn over, for as long as the play lasts
                picture = np.empty_like(camera.background) if still else next(self._canvases)
                camera.pixel_array = picture
                camera.set_frame_to_background(camera.background if still else ground)
            camera.capture_mobjects(mobjects)
        finally:
            camera.on_mark = None
        return picture, hasher.digest()

    def _view(self) -> tuple[object, ...]:
        """Return all of a camera that its marks do not tell."""
        camera: Any = self.camera
        if self._known_background[0] is not camera.background:
            self._known_background = camera.background, hashlib.sha256(camera.background).digest()
        frame = (*camera.frame_center, camera.frame_width, camera.frame_height)
        return (*map(float, frame), camera.background.shape, self._known_background[1])

    def last_frame(self, scene: Any) -> np.ndarray:
        """Draw the scene as it stands, straight alpha."""
        self.static_image = None
        self.update_frame(scene)
        return finished(self.get_frame(), self.camera)

    def scene_finished(self, scene: Any) -> None:
        """Write nothing: the consumer of the frames writes the files."""


def finished(frame: np.ndarray, camera: Any) -> np.ndarray:
    """Return a frame with straight instead of premultiplied alpha, as files hold it."""
    return frame if camera.background_opacity == 1 else straight_alpha(frame)


def load(scene: Any) -> SegmentRenderer:
    """Return a scene that has just been made this renderer, and a fast camera if there is one."""
    renderer: Any = scene.renderer
    if type(renderer) is not CairoRenderer:
        raise TypeError(f"{type(renderer).__name__} does not draw by Cairo")
    speed_up(scene)
    renderer.__class__ = SegmentRenderer
    _hear_of_sections(scene, renderer)
    return cast(SegmentRenderer, renderer)


def _hear_of_sections(scene: Any, renderer: Any) -> None:
    """Write down with which frame each section begins."""
    begin = scene.next_section

    def next_section(name: str = "unnamed", *args: Any, **options: Any) -> None:
        begin(name, *args, **options)
        called = renderer.file_writer.sections[-1].name
        renderer.sections.append(SectionStart(called, renderer.frames, renderer.segment))

    scene.next_section = next_section
