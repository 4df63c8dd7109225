"""Folders are made before the work, and do not stay behind empty."""

import os
from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.cli.folders import folder_for


def test_a_folder_is_there_for_the_work_and_stays_with_what_was_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "film.mp4"
    with folder_for(path):
        path.write_text("a film")
    assert path.read_text() == "a film"


def test_folders_made_in_vain_go_again_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    with pytest.raises(KeyboardInterrupt), folder_for(tmp_path / "old/new/er/film.mp4"):
        raise KeyboardInterrupt
    assert list(tmp_path.rglob("*")) == [tmp_path / "old"]


def test_a_file_in_the_way_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WarpreelError, match="file"), folder_for(tmp_path / "file/film.mp4"):
        pytest.fail("it went to work")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with pytest.raises(WarpreelError, match="not writable"), folder_for(tmp_path / "film.mp4"):
        pytest.fail("it went to work")
