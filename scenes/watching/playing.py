"""Play a film's scene frame by frame, as a renderer does, and hand every frame to an observer.

What stands still during a play is drawn once, as Manim and our renderer do, so that a picture that
is left out of what moves is as frozen here as it is in the film.
"""

from __future__ import annotations

from math import isclose
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import numpy as np

from scenes.encoding.qualities import Quality


class Observer(Protocol):
    """What looks at a film while it is played."""

    def begin(self, scene: Any, ground: np.ndarray) -> None:
        """Look at a play that begins, before its first frame, and at what stands still in it.

        Parameters
        ----------
        scene : Scene
        ground : uint8 array (height, width, 4)
            Drawn once, under all frames of the play.
        """

    def frame(self, scene: Any, picture: np.ndarray, repeat: int) -> None:
        """Look at a frame, uint8 array (height, width, 3), that is shown so many times."""

    def end(self, scene: Any) -> None:
        """Look at a play that has ended, with the scene as the next one finds it."""


def play_film(
    scene: type, attributes: dict[str, Any], quality: Quality, observer: Observer
) -> float:
    """Play a scene from beginning to end.

    Parameters
    ----------
    scene : type
        A Manim scene, made without arguments.
    attributes : dict
        Set on a subclass of it: a spec, results.
    quality : Quality
        Size of the frames in pixels, and frames per second.
    observer : Observer

    Returns
    -------
    float
        How long the film lasts, in seconds.
    """
    from manim import config, tempconfig

    with TemporaryDirectory() as folder:
        settings: dict[str, Any] = {
            "pixel_width": quality.width, "pixel_height": quality.height,
            "frame_rate": quality.frame_rate, "media_dir": folder, "progress_bar": "none",
            "verbosity": "ERROR", "preview": False, "dry_run": True, "seed": 0,
        }  # fmt: skip
        shape = quality.height / quality.width
        if not isclose(shape, 9 / 16, abs_tol=0.005):
            settings["frame_height"] = config.frame_width * shape
        with tempconfig(settings):
            played = type(scene.__name__, (scene,), attributes)()
            renderer = played.renderer
            renderer.play = lambda *args, **kwargs: _play(observer, *args, **kwargs)
            renderer.scene_finished = lambda scene: None
            played.render()
            return float(renderer.time)


def draw(scene: Any, mobjects: Any, ground: np.ndarray | None = None) -> np.ndarray:
    """Draw mobjects over a ground, by default the scene's background.

    Returns
    -------
    uint8 array (height, width, 4)
    """
    camera = scene.renderer.camera
    camera.pixel_array = np.empty_like(camera.background)
    camera.set_frame_to_background(camera.background if ground is None else ground)
    camera.capture_mobjects(mobjects)
    return camera.pixel_array


def _play(observer: Observer, scene: Any, *args: Any, **kwargs: Any) -> None:
    renderer, rate = scene.renderer, scene.renderer.camera.frame_rate
    scene.compile_animation_data(*args, **kwargs)
    scene.begin_animations()
    frozen = scene.is_current_animation_frozen_frame()
    ground = draw(scene, scene.static_mobjects)
    observer.begin(scene, ground)
    if frozen:
        count = int(scene.duration * rate)
        if count:
            observer.frame(scene, ground[..., :3], count)
        renderer.time += count / rate
    else:
        for time in np.arange(0, scene.duration, 1 / rate).tolist():
            scene.update_to_time(time)
            picture = draw(scene, scene.moving_mobjects, ground)
            observer.frame(scene, picture[..., :3], 1)
            renderer.time += 1 / rate
            if scene.stop_condition is not None and scene.stop_condition():
                break
    for animation in scene.animations:
        animation.finish()
        animation.clean_up_from_scene(scene)
    renderer.num_plays += 1
    observer.end(scene)
