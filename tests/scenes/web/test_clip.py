"""Films on disk, with what lies beside them."""

from pathlib import Path

import av
import numpy as np
import pytest

from engine.errors import UsageError, WarpreelError
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import ENGLISH, LANGUAGES
from scenes.web.clip import read_clip


@pytest.fixture
def softmax(tmp_path: Path) -> Path:
    """A film of one frame, 32 × 16 pixels."""
    path = tmp_path / "softmax.mp4"
    with av.open(str(path), "w") as film:
        stream = film.add_stream("mpeg4", rate=5)
        stream.width, stream.height = 32, 16
        picture = av.VideoFrame.from_ndarray(np.zeros((16, 32, 3), np.uint8), format="rgb24")
        film.mux([*stream.encode(picture), *stream.encode()])
    return path


def test_a_film_has_its_size_and_the_summary_of_its_scene(softmax: Path) -> None:
    clip = read_clip(softmax, ENGLISH)
    assert (clip.width, clip.height, clip.kind) == (32, 16, "video/mp4")
    assert clip.alt == CATALOGUE["softmax"].summary
    assert clip.caption[0].isupper()
    assert not clip.is_picture


def test_text_files_are_found_with_those_in_the_language_of_the_page_first(softmax: Path) -> None:
    for suffix in ("vtt", "en.vtt", "zh.vtt", "zh.txt", "notes.en.vtt", "en.srt"):
        softmax.with_suffix(f".{suffix}").touch()
    clip = read_clip(softmax, LANGUAGES["zh"])
    assert [(words.path.name, words.language) for words in clip.captions] == [
        ("softmax.vtt", "zh"), ("softmax.zh.vtt", "zh"), ("softmax.en.vtt", "en"),
    ]  # fmt: skip
    assert [words.label for words in clip.captions][1:] == ["中文", "English"]
    assert [words.path.name for words in clip.transcripts] == ["softmax.zh.txt"]


def test_a_film_of_another_name_needs_an_alternative_text(softmax: Path) -> None:
    mine = softmax.rename(softmax.with_name("mine.mp4"))
    with pytest.raises(UsageError, match="is not named after a scene; say what it shows with"):
        read_clip(mine, ENGLISH)
    assert read_clip(mine, ENGLISH, "a square").alt == "a square"


def test_a_format_that_no_page_shows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a page shows mp4, webm, gif"):
        read_clip(tmp_path / "softmax.avi", ENGLISH)


def test_a_film_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"cannot read the film .*softmax\.mp4: no such file"):
        read_clip(tmp_path / "softmax.mp4", ENGLISH)
