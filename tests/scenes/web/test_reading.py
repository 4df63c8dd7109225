"""Reading the files that a page shows."""

import os
from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.rendering.film import render
from scenes.web.reading import open_film, read_file
from tests.support.films import SMALL, Moving


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\x00\xff")
    assert read_file(tmp_path / "file") == b"\x00\xff"


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"^cannot read .*none: no such file or directory$"):
        read_file(tmp_path / "none")
    with pytest.raises(WarpreelError, match=r"is a directory$"):
        read_file(tmp_path)


@pytest.mark.parametrize("name", ["film.mp4", "film.webm", "film.gif"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    told = rf"cannot read the film .*{name}: it is a pipe or a device, and no file; make it with"
    with pytest.raises(WarpreelError, match=told), open_film(tmp_path / name):
        pass
    with pytest.raises(WarpreelError, match="it is a pipe or a device"):
        read_file(tmp_path / name)


def test_a_film_may_be_called_like_an_address(tmp_path: Path) -> None:
    outcome = render(Moving, tmp_path / "film.mp4", SMALL)
    path = outcome.path.rename(tmp_path / "http:film.mp4")
    with open_film(path) as film:
        assert film.streams.video[0].frames > 1


LISTS = {
    "an HLS playlist": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{film}\n#EXT-X-ENDLIST\n",
    "a list of files": "ffconcat version 1.0\nfile {film}\n",
    "no film": "not a film",
}


@pytest.mark.parametrize("content", LISTS.values(), ids=list(LISTS))
def test_what_is_no_film_is_damaged(tmp_path: Path, content: str) -> None:
    secret = render(Moving, tmp_path / "secret.mp4", SMALL).path
    (tmp_path / "film.mp4").write_text(content.format(film=secret))
    with (
        pytest.raises(WarpreelError, match=r"read the film .*film\.mp4: it is damaged; make it"),
        open_film(tmp_path / "film.mp4"),
    ):
        pass
