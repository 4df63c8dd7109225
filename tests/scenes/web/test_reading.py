"""Reading the files that a page shows."""

from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.web.reading import open_film, read_file


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\x00\xff")
    assert read_file(tmp_path / "file") == b"\x00\xff"


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"^cannot read .*none: no such file or directory$"):
        read_file(tmp_path / "none")
    with pytest.raises(WarpreelError, match=r"is a directory$"):
        read_file(tmp_path)


def test_what_is_no_film_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_text("not a film")
    with (
        pytest.raises(WarpreelError, match=r"read the film .*film\.mp4: it is damaged; make it"),
        open_film(tmp_path / "film.mp4"),
    ):
        pass
