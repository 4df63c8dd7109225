"""No link below the folder of the cache is followed."""

import os
from pathlib import Path

import pytest

from scenes.cache.inside import can_be_written, is_inside, is_kept_file, kept_files


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    (tmp_path / "cache").mkdir()
    (tmp_path / "outside" / "a").mkdir(parents=True)
    (tmp_path / "outside" / "a" / "b").write_text("precious")
    return tmp_path / "cache"


@pytest.mark.parametrize("link", ["films", "films/a", "films/a/b"])
def test_a_link_at_any_level_leads_nowhere(cache: Path, tmp_path: Path, link: str) -> None:
    place = cache / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(tmp_path / "outside" / Path(link).relative_to("films"))
    path = cache / "films" / "a" / "b"
    assert path.read_text() == "precious"
    assert not is_inside(path, cache)
    assert not is_kept_file(path, cache)
    assert list(kept_files(cache, "films/*/*")) == []
    assert can_be_written(path, cache) == (link == "films/a/b")
    assert (tmp_path / "outside" / "a" / "b").read_text() == "precious"


def test_a_link_to_another_place_in_the_cache_is_not_followed_either(cache: Path) -> None:
    (cache / "films").mkdir()
    (cache / "films" / "a").write_text("kept")
    (cache / "segments").symlink_to("films")
    assert not is_inside(cache / "segments" / "a", cache)
    assert list(kept_files(cache, "*/*")) == [cache / "films" / "a"]


@pytest.mark.parametrize("path", ["", "..", "../outside/a/b", "films/../../outside/a/b"])
def test_no_path_leads_out(cache: Path, path: str) -> None:
    assert not is_inside(cache / path, cache)
    assert not is_kept_file(cache / path, cache)


def test_a_cache_that_is_a_link_itself_is_used(cache: Path, tmp_path: Path) -> None:
    (cache / "a").write_text("kept")
    (tmp_path / "link").symlink_to(cache)
    assert is_inside(tmp_path / "link" / "a", tmp_path / "link")
    assert list(kept_files(tmp_path / "link", "*")) == [tmp_path / "link" / "a"]


def test_folders_and_pipes_are_no_files_of_the_cache(cache: Path) -> None:
    (cache / "folder").mkdir()
    os.mkfifo(cache / "pipe")
    (cache / "file").write_text("kept")
    assert list(kept_files(cache, "*")) == [cache / "file"]
