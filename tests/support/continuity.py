"""Checking that a film is continuous: nothing pops in, and nothing that changes is left out.

A film is played frame by frame. While anything is played, what counts as standing still is drawn
again and again, and compared with how it looked at first; and the first frame of each play is
compared with what the play before has left, of which it may differ by nothing.
"""

from __future__ import annotations

import gc
import hashlib
from typing import Any

import numpy as np

from scenes.encoding.qualities import Quality
from scenes.watching.playing import draw, play_film

SMALL = Quality(320, 180, 2)
CLEAR = 60
"""Of 255: a difference that is seen at once."""
MOVED = 12
"""Of 255: what tells one frame from the next."""
EACH = 2
"""What counts as standing still is looked at in every second frame, and when a play has ended."""
SPECK = 0.0004
"""Share of the frame's pixels that may differ; a live digit has about so many."""
PATCH = 0.002
"""Share of them that may change from the end of a play to the beginning of the next."""


def popped(before: np.ndarray, after: np.ndarray, background: np.ndarray) -> float:
    """Return the share of pixels that were bare, and are clearly covered in the next picture.

    Parameters
    ----------
    before, after, background : uint8 array (height, width, 3)
    """

    bare = _apart(before, background) < CLEAR / 4
    return float((bare & (_apart(after, before) > CLEAR)).mean())


def marks_of(scene: Any, mobjects: Any) -> bytes:
    """Return a digest of the marks by which mobjects are drawn, in half the time of drawing."""
    camera, digest = scene.renderer.camera, hashlib.sha256()
    camera.on_mark = lambda mark: any(digest.update(part) for part in mark.content())
    try:
        camera.capture_mobjects(mobjects)
    finally:
        camera.on_mark = None
    return digest.digest()


def cut(before: np.ndarray, after: np.ndarray) -> float:
    """Return the share of pixels that are clearly different in the next picture.

    Parameters
    ----------
    before, after : uint8 array (height, width, 3)
    """
    return float((_apart(before, after) > CLEAR).mean())


def _apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return by how much pixels differ in the channel in which they differ most."""
    red, green, blue = np.moveaxis(np.abs(one.astype(np.int16) - other), -1, 0)
    found: np.ndarray = np.maximum(np.maximum(red, green), blue)
    return found


class Continuity:
    """Observes a film's frames, and notes where they break.

    Attributes
    ----------
    frozen, pops, cuts : list of str
        The film's second, act and what is wrong there, each once.
    plays : int
        How many were looked at.
    frames, moving, empty : int
        How many there are, differ from the one before, and show nothing.
    seconds : float
        How long the film lasts.
    """

    def __init__(self) -> None:
        self.frozen: list[str] = []
        self.pops: list[str] = []
        self.cuts: list[str] = []
        self.plays = self.frames = self.moving = self.empty = 0
        self.seconds = 0.0
        self._last: np.ndarray | None = None
        self._left: np.ndarray | None = None
        self._ground: np.ndarray | None = None
        self._still: np.ndarray | None = None
        self._marks = b""

    def begin(self, scene: Any, ground: np.ndarray) -> None:
        self.plays += 1
        if scene.is_current_animation_frozen_frame():  # nothing is even asked to change
            self._still, self._ground = ground[..., :3].copy(), None
        else:
            self._still, self._ground = None, ground
            self._marks = marks_of(scene, scene.static_mobjects)

    def frame(self, scene: Any, picture: np.ndarray, repeat: int) -> None:
        if self.frames % EACH == 0:
            self._look_at_ground(scene)
        self._count(picture, repeat)
        left, self._left = self._left, None  # only a play's first frame is compared with it
        if left is not None and not np.array_equal(left, picture):
            background = scene.renderer.camera.background[..., :3]
            share = popped(left, picture, background)
            if share > SPECK:
                self.pops.append(f"{self._where(scene)} {share:.2%} of the frame pops in")
            share = cut(left, picture)
            if share > PATCH:
                self.cuts.append(f"{self._where(scene)} {share:.2%} of the frame is cut to another")

    def _look_at_ground(self, scene: Any) -> None:
        if self._ground is None or marks_of(scene, scene.static_mobjects) == self._marks:
            return
        if not np.array_equal(draw(scene, scene.static_mobjects), self._ground):
            self.frozen.append(f"{self._where(scene)} something changes that counts as still")
            self._ground = None  # said once for each play

    def _count(self, picture: np.ndarray, repeat: int) -> None:
        numbers = picture.astype(np.int16)
        self.frames += repeat
        self.empty += repeat * bool(np.abs(numbers - numbers[0, 0]).max() <= CLEAR)
        if self._last is not None:
            self.moving += bool(np.abs(numbers - self._last).max() > MOVED)
        self._last = numbers

    def end(self, scene: Any) -> None:
        self._look_at_ground(scene)
        self._left = self._still
        if self._left is None:
            self._left = draw(scene, scene.mobjects)[..., :3].copy()

    def breaks(self) -> list[str]:
        """Say what is wrong with a whole film; nothing, if all is well."""
        found = [*self.frozen, *self.pops, *self.cuts]
        if self.plays <= 10:
            found.append(f"it has no more than {self.plays} animations")
        if not 15 <= self.seconds <= 150:
            found.append(f"it lasts {self.seconds:.0f} s")
        if self.empty >= 0.1 * self.frames:
            found.append(f"{self.empty} of its {self.frames} frames are empty")
        if self.moving <= 0.2 * self.frames:
            found.append(f"only {self.moving} of its {self.frames} frames differ")
        return found

    def _where(self, scene: Any) -> str:
        act = scene.renderer.file_writer.sections[-1].name
        return f"{scene.renderer.time:.1f} s, {act}:"


def continuity_of(scene: type, attributes: dict[str, Any], quality: Quality = SMALL) -> Continuity:
    """Play a film and return where it breaks."""
    observer = Continuity()
    observer.seconds = play_film(scene, attributes, quality, observer)
    gc.collect()  # a film's mobjects refer to each other, and take 100 MB until they are found
    return observer
