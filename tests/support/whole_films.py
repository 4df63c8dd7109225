"""Playing a film once, frame by frame, while both its continuity and its layout are looked at."""

from __future__ import annotations

import gc
from math import ceil
from typing import Any

import numpy as np
from manim import FadeOut, config

from scenes.storytelling.drive import Drive
from scenes.watching.playing import play_film
from tests.support.continuity import SMALL, Continuity
from tests.support.layout import FRAMES, Looks, Performance

RATE = 30
"""Frames a second of the clock; far fewer are looked at."""


class Watching:
    """Looks at continuity in each frame, at the layout in those of pictures that are driven.

    While anything is driven its layout is looked at `FRAMES` times at least, between frames if they
    are fewer. Other animations fade one thing over another, so that only what they leave is
    looked at.
    """

    def __init__(self) -> None:
        self.continuity, self.looks = Continuity(), Looks()
        self.scene: Any = None

    def begin(self, scene: Any, ground: np.ndarray) -> None:
        self.scene = scene
        self._frames = 0
        self.continuity.begin(scene, ground)

    def frame(self, scene: Any, picture: np.ndarray, repeat: int) -> None:
        self.continuity.frame(scene, picture, repeat)
        if any(isinstance(animation, Drive) for animation in scene.animations):
            rate = scene.renderer.camera.frame_rate
            looks = ceil((FRAMES - 1) / ceil(scene.duration * rate))
            for i in range(looks):
                time = (self._frames + i / looks) / rate
                if i and time < scene.duration:
                    scene.update_to_time(time)
                self._look_at_what_stays(scene)
        self._frames += 1

    def _look_at_what_stays(self, scene: Any) -> None:
        shown = scene.mobjects, scene.foreground_mobjects
        scene.remove(*(each.mobject for each in scene.animations if isinstance(each, FadeOut)))
        self.looks.look(scene)
        scene.mobjects, scene.foreground_mobjects = shown

    def end(self, scene: Any) -> None:
        self.continuity.end(scene)
        self.looks.look(scene)


def watch(scene_class: type[Any], spec: Any, results: Any) -> tuple[Continuity, Performance]:
    """Play a film of a story whole, and return where it breaks, and what became of it."""
    watching = Watching()

    class Timed(watching.looks.of(scene_class)):  # type: ignore[misc]
        """Takes its time as a film of many frames does."""

        def setup(self) -> None:
            config.frame_rate = RATE
            super().setup()

        def play(self, *args: Any, **options: Any) -> None:
            began = self.renderer.time
            super().play(*args, **options)
            self.renderer.time = began + self.duration

    attributes = {"spec": spec, "results": results}
    play_film(Timed, attributes, SMALL.shaped(spec.aspect), watching)
    performance = watching.looks.performance(watching.scene)
    watching.continuity.seconds = performance.seconds
    watching.scene = None
    gc.collect()  # a film's mobjects refer to each other, and take 100 MB until they are found
    return watching.continuity, performance
