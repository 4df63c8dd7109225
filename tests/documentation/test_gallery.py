"""The gallery: what moves most, under a name that changes with the film."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from docs.site import gallery
from scenes.figures.catalogue import FIGURES
from scenes.films.catalogue import CATALOGUE
from scenes.watching.playing import play_film
from tests.support.films import Captioned


def moving(changes: list[float]) -> list[np.ndarray]:
    values = np.cumsum([0, *changes]) % 200
    return [np.full((4, 4, 3), value, np.uint8) for value in values]


def test_the_stretch_in_which_most_moves_is_chosen() -> None:
    frames = moving([0] * 10 + [3] * 10 + [0] * 10)
    start = next(i for i, each in enumerate(frames) if each is gallery.liveliest(frames, 8)[0])
    assert 9 <= start <= 13
    assert gallery.liveliest(frames[:5], 8) == frames[:5]


def test_a_cut_does_not_decide() -> None:
    frames = moving([100] + [0] * 20 + [3] * 10)
    assert gallery.liveliest(frames, 8)[-1][0, 0, 0] > frames[21][0, 0, 0]


def test_a_loop_is_a_small_film_of_the_frames(tmp_path: Path) -> None:
    frames = gallery.Frames()
    play_film(Captioned, {}, replace(gallery.PLAYED, width=214, height=120), frames)
    path = tmp_path / "loop.mp4"
    gallery.encode(frames.kept[:16], path)
    with av.open(str(path)) as film:
        pictures = [each.to_ndarray(format="rgb24") for each in film.decode(video=0)]
    assert np.shape(pictures) == (16, 240, 426, 3)
    assert np.abs(pictures[8].astype(int) - frames.kept[8]).mean() < 8
    assert path.stat().st_size < 100_000


def test_another_state_of_a_film_has_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = gallery.loop_of("affine", tmp_path)
    assert path == gallery.loop_of("affine", tmp_path)
    monkeypatch.setattr(type(CATALOGUE["affine"]), "identity_of", lambda *_: "changed")
    assert gallery.loop_of("affine", tmp_path) != path


def test_a_loop_that_is_there_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(gallery, "frames_of", lambda name, size: made.append(name) or moving([1]))
    monkeypatch.setattr(gallery, "encode", lambda frames, path: path.write_bytes(b"film"))
    (tmp_path / f"affine-{'0' * 12}.mp4").touch()
    path = gallery.make_loop("affine", tmp_path)
    assert gallery.make_loop("affine", tmp_path) == path
    assert made == ["affine"]
    assert list(tmp_path.iterdir()) == [path]


def test_figures_stand_where_the_command_puts_them() -> None:
    assert gallery.figure_of("sigmoid").name == "11.08-sigmoid.png"
    assert gallery.figure_of("gelu").name == "gelu.png"
    assert len({gallery.figure_of(name) for name in FIGURES}) == len(FIGURES)
