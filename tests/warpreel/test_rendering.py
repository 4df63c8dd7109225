"""Rendering a film from Python."""

from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from engine.errors import UsageError
from scenes.encoding.qualities import QUALITIES, Quality
from warpreel import render


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch, workplace: Path) -> None:
    monkeypatch.setitem(QUALITIES._entries, "l", Quality(96, 54, 2, "preview"))


def test_a_film_is_rendered_to_its_file() -> None:
    path = render("affine", "films/affine.webm", quality="l", tempo=20, captions=True)
    assert path == Path("films/affine.webm")
    with av.open(str(path)) as film:
        assert film.streams.video[0].width == 96
    assert {"affine.en.srt", "affine.en.vtt"} <= {file.name for file in path.parent.iterdir()}


def test_a_png_is_the_last_frame() -> None:
    path = render("affine", Path("affine.png"), quality="l", tempo=20, transparent=True)
    with Image.open(path) as picture:
        assert picture.mode == "RGBA"


def test_it_goes_into_renders_where_no_path_is_given() -> None:
    assert render("Affine", quality="l", tempo=20) == Path("renders/affine.mp4")
    assert Path("renders/affine.mp4").is_file()


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("afine", {}, "did you mean affine"),
        ("affine", {"quality": "x"}, "no quality named 'x'"),
        ("affine", {"tempoo": 1}, "did you mean tempo"),
        ("affine", {"path": "affine.avi"}, "avi"),
        ("affine", {"path": "affine.mp4", "max_size": "8MB"}, "--max-size is for gif"),
        ("affine", {"jobs": 0}, "--jobs"),
    ],
)
def test_a_mistake_is_answered_and_nothing_is_written(
    name: str, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        render(name, **options)
    assert list(Path().iterdir()) == []
