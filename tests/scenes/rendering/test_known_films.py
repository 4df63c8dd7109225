"""What is known of a film that was rendered: whether it stands in its place, and how it goes."""

from pathlib import Path

import pytest

from scenes.encoding.formats import FORMATS, codec_for
from scenes.rendering.film import render
from scenes.rendering.job import Film
from scenes.rendering.known_films import (
    content_digest,
    file_digest,
    is_unchanged,
    known_timeline,
    seconds_drawn,
    timeline_of_file,
)
from tests.support.films import SMALL, Moving

CODEC = codec_for(FORMATS["mp4"], SMALL)


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A film that was rendered with a cache of its own."""
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    return render(Film(Moving, {}, identity="moving"), tmp_path / "film.mp4", SMALL).path


def test_a_film_in_its_place_is_known_until_it_is_changed(film: Path) -> None:
    assert is_unchanged("moving", film, CODEC)
    assert not is_unchanged("another", film, CODEC)
    assert not is_unchanged("moving", film, CODEC, limit=1000)
    film.write_bytes(film.read_bytes() + b"!")
    assert not is_unchanged("moving", film, CODEC)
    film.unlink()
    assert not is_unchanged("moving", film, CODEC)


def test_its_course_is_known_wherever_the_file_is(film: Path, tmp_path: Path) -> None:
    timeline = known_timeline("moving", CODEC)
    assert timeline is not None
    assert seconds_drawn("moving", CODEC) == pytest.approx(timeline.seconds)
    elsewhere = film.rename(tmp_path / "elsewhere.mp4")
    assert timeline_of_file(elsewhere) == timeline
    assert known_timeline("another", CODEC) is None
    assert seconds_drawn("another", CODEC) == 0


def test_the_digest_of_a_folder_is_that_of_its_files_and_names(tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    (folder / "1.png").write_bytes(b"one")
    before = content_digest(folder)
    assert file_digest(folder / "1.png") == content_digest(folder / "1.png")
    (folder / "1.png").rename(folder / "2.png")
    assert content_digest(folder) != before
    assert file_digest(folder / "missing.png") == ""
