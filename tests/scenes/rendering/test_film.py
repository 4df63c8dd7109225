"""Rendering to files: the right kind, size and length; whole or not at all; always the same."""

import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from engine.errors import WarpreelError
from scenes.encoding.formats import FORMATS, codec_for
from scenes.encoding.qualities import Quality
from scenes.films.representation.space_warp import SpaceWarp
from scenes.films.representation.space_warp_spec import SpaceWarpSpec
from scenes.films.representation.warp_runs import warp_runs
from scenes.rendering.film import Film, Outcome, render
from scenes.rendering.known_films import is_unchanged
from scenes.rendering.segments import SegmentCache
from tests.support.command_line import listing
from tests.support.decoding import frames
from tests.support.films import SMALL, Broken, Busy, Captioned, Moving


def broken(problem: BaseException) -> type[Broken]:
    return type("Broken", (Broken,), {"problem": problem})


@pytest.mark.parametrize(("suffix", "codec"), [("mp4", "h264"), ("webm", "vp9"), ("MP4", "h264")])
def test_a_film_opens_and_has_its_codec_size_rate_and_length(
    tmp_path: Path, suffix: str, codec: str
) -> None:
    path = render(Moving, tmp_path / f"film.{suffix}", SMALL).path
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
    path = render(Moving, tmp_path / "film.gif", SMALL).path
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
    path = render(Moving, tmp_path / "film.png", SMALL).path
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
    one, two = (render(film, tmp_path / name / "film.mp4", quality).path for name in ("one", "two"))
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


def test_a_new_film_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "film.png"
    path.write_text("an older film")
    assert render(Moving, path, SMALL) == Outcome(path)
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


SAME = {"identity": "this very film"}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of one's own."""
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_an_unchanged_film_is_known_and_left_where_it_is(cache: Path, tmp_path: Path) -> None:
    film, path = Film(Moving, **SAME), tmp_path / "film.mp4"
    assert not is_unchanged("this very film", path, codec_for(FORMATS["mp4"], SMALL))
    first = render(film, path, SMALL)
    assert (first.segments, first.drawn, first.unchanged) == (1, 1, False)
    written = path.stat()
    again = render(film, path, SMALL)
    assert again == Outcome(path, unchanged=True, timeline=first.timeline)
    assert first.timeline is not None
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (written.st_mtime_ns, written.st_ino)


@pytest.mark.parametrize("harm", ["gone", "damaged", "other"])
def test_a_film_that_is_no_longer_what_it_was_is_joined_again_from_its_segments(
    cache: Path, tmp_path: Path, harm: str
) -> None:
    film, path = Film(Moving, **SAME), tmp_path / "film.mp4"
    render(film, path, SMALL)
    whole = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[:-9] if harm == "damaged" else b"an older film")
    again = render(film, path, SMALL)
    assert (again.drawn, again.unchanged) == (0, False)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("change", ["identity", "size", "rate", "preset", "crf", "format"])
def test_what_makes_another_film_is_drawn(cache: Path, tmp_path: Path, change: str) -> None:
    render(Film(Moving, **SAME), tmp_path / "film.mp4", SMALL)
    identity, quality, path = "this very film", SMALL, tmp_path / "film.mp4"
    codec = None
    if change == "identity":
        identity = "another one"
    elif change == "size":
        quality = Quality(128, 72, 5)
    elif change == "rate":
        quality = Quality(256, 144, 10)
    elif change == "preset":
        codec = codec_for(FORMATS["mp4"], SMALL, "small")
    elif change == "crf":
        codec = codec_for(FORMATS["mp4"], SMALL, crf=30)
    else:
        path = tmp_path / "film.webm"
    assert render(Film(Moving, identity=identity), path, quality, codec=codec).drawn == 1


@pytest.mark.parametrize("harm", ["flipped", "cut", "gone"])
def test_a_damaged_segment_is_drawn_again_and_no_other(
    cache: Path, tmp_path: Path, harm: str
) -> None:
    film, path = Film(Busy, **SAME), tmp_path / "film.mp4"
    render(film, path, SMALL)
    whole = path.read_bytes()
    path.unlink()
    victim = sorted((cache / "segments").iterdir())[3]
    data = bytearray(victim.read_bytes())
    if harm == "gone":
        victim.unlink()
    else:
        data[len(data) // 2] ^= 1
        victim.write_bytes(data if harm == "flipped" else data[:-5])
    assert render(film, path, SMALL).drawn == 1
    assert path.read_bytes() == whole


def test_a_changed_caption_is_drawn_only_where_it_is_seen(cache: Path, tmp_path: Path) -> None:
    def film(*words: str) -> Film:
        identity = " ".join(words)
        return Film(Captioned, {"words": words}, identity=identity, subject="captions")

    path = tmp_path / "film.mp4"
    first = render(film("one", "two", "three"), path, SMALL)
    assert (first.segments, first.drawn) == (12, 12)
    before = frames(path)
    second = render(film("one", "2", "three"), path, SMALL)
    # The caption comes, stays while the ball moves and while nothing does, and goes.
    assert (second.segments, second.drawn) == (12, 4)
    render(film("one", "2", "three"), tmp_path / "afresh.mp4", SMALL)
    fresh = render(Film(Captioned, {"words": ("one", "2", "three")}), tmp_path / "f.mp4", SMALL)
    assert fresh.drawn == 12
    after = frames(path)
    assert (after == frames(tmp_path / "f.mp4")).all()
    changed = [k for k in range(len(after)) if (after[k] != before[k]).any()]
    assert changed == list(range(12, 22))  # at frame 11 it has not yet begun to appear


def test_nothing_is_kept_of_a_film_without_identity(cache: Path, tmp_path: Path) -> None:
    render(Moving, tmp_path / "film.mp4", SMALL)
    assert listing(tmp_path) == ["film.mp4"]


def test_the_cache_stays_within_its_limit(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "1 kB")
    render(Film(Busy, **SAME), tmp_path / "busy.mp4", SMALL)
    kept = len(SegmentCache().noted(next((cache / "films").iterdir()).name))
    assert len(list((cache / "segments").iterdir())) == kept  # what was just made, stays
    render(Film(Moving, identity="another"), tmp_path / "moving.mp4", SMALL)
    assert len(list((cache / "segments").iterdir())) == 1


def test_a_scene_that_plays_nothing_is_told_in_a_sentence(tmp_path: Path) -> None:
    class Empty(Moving):
        def construct(self) -> None:
            pass

    with pytest.raises(WarpreelError, match="plays nothing"):
        render(Empty, tmp_path / "film.mp4", SMALL)
    assert listing(tmp_path) == []


@pytest.mark.parametrize("suffix", ["webm", "png"])
def test_a_transparent_film_leaves_its_background_out(tmp_path: Path, suffix: str) -> None:
    codec = codec_for(FORMATS[suffix], SMALL, transparent=True)
    path = render(Moving, tmp_path / f"film.{suffix}", SMALL, codec=codec).path
    if suffix == "png":
        with Image.open(path) as picture:
            last = np.asarray(picture.convert("RGBA"))
    else:
        last = frames(path, alpha=True)[-1]
    alpha = last[..., 3]
    assert (alpha[0, 0], alpha[-1, -1]) == (0, 0)
    assert (alpha > 230).mean() == pytest.approx(36 * 36 / (256 * 144), rel=0.2)
    assert (last[alpha > 60][:, :3] > 225).all()  # its edges are white too, not grey


def test_progress_is_told_from_beginning_to_end(tmp_path: Path) -> None:
    heard: list[float] = []
    render(Moving, tmp_path / "film.mp4", SMALL, watch=lambda done, _: heard.append(done))
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(2)
