"""Every film there is: it can be rendered, by us and by Manim alone."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig
from manim.utils.module_ops import get_module, get_scene_classes_from_module

from scenes.rendering.film import render
from tests.support.decoding import frames
from tests.support.quick_films import EACH_FILM, TINY, cast


@pytest.mark.parametrize("name", ["activation", "landscape", "perceptron", "space-warp"])
def test_it_is_rendered_whole(name: str, tmp_path: Path) -> None:
    told: list[tuple[float, float]] = []
    path = tmp_path / "film.mp4"
    render(cast(name), path, TINY, watch=lambda done, planned: told.append((done, planned)))
    pictures = frames(path)
    seconds, _ = told[-1]
    assert seconds == pytest.approx(len(pictures) / TINY.frame_rate, abs=0.5)
    middle = pictures[len(pictures) // 2].astype(int)
    assert np.abs(middle - middle[0, 0]).max() > 60


@EACH_FILM
def test_manim_finds_the_scene_alone_in_its_file_and_draws_its_beginning(
    name: str, tmp_path: Path
) -> None:
    film = cast(name)
    source = Path(str(import_module(film.scene.__module__).__file__))
    found = get_scene_classes_from_module(get_module(source))
    assert [scene.__name__ for scene in found] == [film.scene.__name__]
    settings = {
        "pixel_width": 192, "pixel_height": 108, "frame_rate": 3, "media_dir": str(tmp_path),
        "progress_bar": "none", "verbosity": "ERROR", "write_to_movie": False,
        "save_last_frame": True, "upto_animation_number": 12,
    }  # fmt: skip
    # Its beginning: whole films are played, by the same methods of Manim's scenes, for continuity.
    with tempconfig(settings):
        scene = film.cast()
        scene.render()
        picture = scene.renderer.get_frame()[..., :3].astype(int)
    assert np.abs(picture - picture[0, 0]).max() > 60
