"""Rendering to files: the right kind, size and length; whole or not at all; always the same."""

import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from manim import RIGHT, Scene, Square
from PIL import Image

from engine.errors import UnknownNameError, UsageError, WarpreelError
from scenes.rendering.film import FORMATS, QUALITIES, Quality, output_path, render
from scenes.results import warp_runs
from scenes.space_warp import SpaceWarp
from scenes.specs import SpaceWarpSpec
from tests.scenes.conftest import listing

SMALL = Quality(256, 144, 5)


class Moving(Scene):
    """A square moves for two seconds."""

    def construct(self) -> None:
        square = Square(color="#ffffff", fill_opacity=1)
        self.add(square)
        self.play(square.animate(run_time=2).shift(2 * RIGHT))


class Broken(Scene):
    """A scene that gets half-way."""

    problem: BaseException

    def construct(self) -> None:
        self.wait(0.4)
        raise self.problem


def broken(problem: BaseException) -> type[Broken]:
    return type("Broken", (Broken,), {"problem": problem})


def frames(path: Path) -> np.ndarray:
    """Decode a film, array (frames, height, width, 3)."""
    with av.open(path) as film:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)])


@pytest.mark.parametrize(("suffix", "codec"), [("mp4", "h264"), ("webm", "vp9"), ("MP4", "h264")])
def test_a_film_opens_and_has_its_codec_size_rate_and_length(
    tmp_path: Path, suffix: str, codec: str
) -> None:
    path = render(Moving, tmp_path / f"film.{suffix}", SMALL)
    with av.open(path) as film:
        stream = film.streams.video[0]
        assert stream.codec_context.name.removeprefix("lib").startswith(codec)
        assert (stream.width, stream.height) == (256, 144)
        assert stream.average_rate == Fraction(5)
        assert film.duration / av.time_base == pytest.approx(2, abs=0.25)
    moving = frames(path)
    assert len(moving) == 10
    assert moving[5].std() > 10
    assert np.abs(moving[9].astype(int) - moving[0]).max() > 100
    assert listing(tmp_path) == [f"film.{suffix}"]


def test_an_animated_picture_opens_and_has_its_size_and_length(tmp_path: Path) -> None:
    path = render(Moving, tmp_path / "film.gif", SMALL)
    with Image.open(path) as picture:
        assert picture.format == "GIF"
        assert picture.size == (256, 144)
        assert picture.n_frames == 10
        milliseconds = 0
        for frame in range(picture.n_frames):
            picture.seek(frame)
            milliseconds += picture.info["duration"]
        assert milliseconds == pytest.approx(2000, abs=100)
        picture.seek(5)
        assert np.asarray(picture.convert("L")).std() > 10
    assert listing(tmp_path) == ["film.gif"]


def test_a_still_is_the_last_frame(tmp_path: Path) -> None:
    path = render(Moving, tmp_path / "film.png", SMALL)
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert picture.size == (256, 144)
        bright = np.asarray(picture.convert("L")) > 128
    columns = np.flatnonzero(bright.any(axis=0))
    expected = 128 + 144 / 8 * np.array([1, 3])  # the square, 2 wide, has moved by 2
    assert (columns.min(), columns.max()) == pytest.approx(tuple(expected), abs=2)
    assert listing(tmp_path) == ["film.png"]


def test_the_same_film_twice_is_the_same_to_the_byte(tmp_path: Path) -> None:
    spec = SpaceWarpSpec(hidden=(2,), samples=20, steps=3, tempo=20, acts=("data", "training"))
    film = type("Film", (SpaceWarp,), {"spec": spec, "results": warp_runs(spec)})
    quality = Quality(426, 240, 5)
    one, two = (render(film, tmp_path / name / "film.mp4", quality) for name in ("one", "two"))
    assert (frames(one) == frames(two)).all()
    assert one.read_bytes() == two.read_bytes()
    middle = frames(one)[len(frames(one)) // 2]
    assert middle.std() > 10


@pytest.mark.parametrize("problem", [ValueError("no"), KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("suffix", ["mp4", "gif", "png"])
def test_a_scene_that_fails_leaves_the_old_film_and_nothing_else(
    tmp_path: Path, suffix: str, problem: BaseException
) -> None:
    path = tmp_path / f"film.{suffix}"
    path.write_text("an older film")
    with pytest.raises(type(problem)):
        render(broken(problem), path, SMALL)
    assert path.read_text() == "an older film"
    assert listing(tmp_path) == [path.name]


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    full = OSError(28, os.strerror(28))
    with pytest.raises(WarpreelError, match="no space left"):
        render(broken(full), tmp_path / "film.mp4", SMALL)
    assert listing(tmp_path) == []


def test_a_new_film_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "film.png"
    path.write_text("an older film")
    assert render(Moving, path, SMALL) == path
    assert path.read_bytes().startswith(b"\x89PNG")


def test_its_folder_is_made(tmp_path: Path) -> None:
    render(Moving, tmp_path / "a/b/film.png", SMALL)
    assert listing(tmp_path) == ["a", "a/b", "a/b/film.png"]


def test_a_file_in_the_way_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WarpreelError, match="file"):
        render(Moving, tmp_path / "file/film.mp4", SMALL)
    assert (tmp_path / "file").read_text() == "mine"


def _by_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    folder.chmod(0o500)


def _by_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)


@pytest.mark.parametrize("close", [_by_permission, _by_answer])
def test_a_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, close: Callable[..., None]
) -> None:
    close(tmp_path, monkeypatch)
    with pytest.raises(WarpreelError, match="not writable"):
        render(Moving, tmp_path / "film.mp4", SMALL)


@pytest.mark.parametrize(
    ("output", "format", "path"),
    [
        (None, None, "renders/warp.mp4"),
        (None, "gif", "renders/warp.gif"),
        (None, "GIF", "renders/warp.gif"),
        ("a/b", None, "a/b.mp4"),
        ("a/b", "png", "a/b.png"),
        ("b.webm", None, "b.webm"),
        ("b.mp4", "mp4", "b.mp4"),
        ("b.MP4", "mp4", "b.MP4"),
        ("b.mp4", "MP4", "b.mp4"),
        ("folder", None, "folder/warp.mp4"),
        ("folder", "gif", "folder/warp.gif"),
    ],
)
def test_the_suffix_is_the_format_and_the_other_way_round(
    workplace: Path, output: str | None, format: str | None, path: str
) -> None:
    (workplace / "folder").mkdir()
    assert output_path("warp", Path(output) if output else None, format) == Path(path)
    assert listing(workplace) == ["folder"]


@pytest.mark.parametrize(
    ("output", "format", "error"),
    [
        ("film.avi", None, UsageError),
        ("film.gif", "mp4", UsageError),
        ("film.mp4", "png", UsageError),
        (None, "avi", UnknownNameError),
        ("film.mp4", "mp5", UnknownNameError),
    ],
)
def test_what_is_no_format_or_disagrees_is_refused(
    output: str | None, format: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        output_path("warp", Path(output) if output else None, format)


def test_qualities_grow_and_are_all_widescreen() -> None:
    pixels = [quality.width * quality.height for quality in QUALITIES.values()]
    assert pixels == sorted(pixels)
    for quality in QUALITIES.values():
        assert quality.width / quality.height == pytest.approx(16 / 9, rel=1e-3)
        assert quality.width % 2 == quality.height % 2 == 0  # as H.264 needs
    assert set(FORMATS) == {"mp4", "gif", "webm", "png"}
