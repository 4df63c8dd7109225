"""A file of the cache is believed only if it is what was put there under its key."""

import os
import shutil
from pathlib import Path

import pytest

from scenes.cache.sealed import CacheError, is_key, read_sealed, write_sealed


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


def put(cache: Path, name: str, content: bytes = b"content") -> Path:
    write_sealed(cache / name, f"key of {name}", cache, content, "it")
    return cache / name


@pytest.mark.parametrize("content", [b"", b"content", bytes(100_000)])
def test_what_was_written_is_read(cache: Path, content: bytes) -> None:
    assert read_sealed(put(cache, "a", content), "key of a", cache) == content


def test_what_was_written_under_another_key_is_as_good_as_none_and_goes(cache: Path) -> None:
    path = put(cache, "a")
    assert read_sealed(path, "key of b", cache) is None
    assert not path.exists()


def test_two_files_that_are_swapped_are_both_as_good_as_none(cache: Path) -> None:
    one, other = put(cache, "a", b"one"), put(cache, "b", b"other")
    one.rename(cache / "c")
    other.rename(one)
    (cache / "c").rename(other)
    assert read_sealed(one, "key of a", cache) is None
    assert read_sealed(other, "key of b", cache) is None


@pytest.mark.parametrize("place", range(0, 39, 3))
def test_one_flipped_bit_is_noticed_wherever_it_is(cache: Path, place: int) -> None:
    path = put(cache, "a")
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert read_sealed(path, "key of a", cache) is None


@pytest.mark.parametrize("length", [0, 5, 31, 32, 38])
def test_a_file_that_was_cut_is_as_good_as_none(cache: Path, length: int) -> None:
    path = put(cache, "a")
    path.write_bytes(path.read_bytes()[:length])
    assert read_sealed(path, "key of a", cache) is None


def test_a_link_is_not_followed_and_what_it_leads_to_stays(cache: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    shutil.copy(put(cache, "a"), victim)
    (cache / "a").unlink()
    (cache / "a").symlink_to(victim)
    assert read_sealed(cache / "a", "key of a", cache) is None
    put(cache, "a", b"new")
    assert read_sealed(cache / "a", "key of a", cache) == b"new"
    assert victim.read_bytes().endswith(b"content")


def test_nothing_outside_of_the_cache_is_read_written_or_removed(
    cache: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    for path in (cache / ".." / "victim", victim):
        assert read_sealed(path, "key", cache) is None
        write_sealed(path, "key", cache, b"overwritten", "it")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x").write_text("precious")
    (cache / "segments").symlink_to(outside)
    assert read_sealed(cache / "segments" / "x", "key", cache) is None
    write_sealed(cache / "segments" / "x", "key", cache, b"overwritten", "it")
    assert victim.read_text() == (outside / "x").read_text() == "precious"


def test_a_cache_that_is_a_link_itself_is_used(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "real")
    assert read_sealed(put(tmp_path / "cache", "a"), "key of a", tmp_path / "cache") == b"content"


def test_a_pipe_is_not_waited_for(cache: Path) -> None:
    os.mkfifo(cache / "a")
    assert read_sealed(cache / "a", "key of a", cache) is None


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CacheError, match=r"cannot make the folder .*WARPREEL_CACHE"):
        write_sealed(tmp_path / "file" / "a", "key", tmp_path / "file", b"", "it")


@pytest.mark.parametrize("key", ["a" * 40, "0123456789abcdef" * 2 + "01234567"])
def test_a_digest_is_a_key(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "../../victim", "a" * 39, "A" * 40, "a" * 40 + "\n", "g" * 40])
def test_nothing_else_is_a_key(key: str) -> None:
    assert not is_key(key)
