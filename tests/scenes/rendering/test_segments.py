"""The store: what was put is there, whole, or not there."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.rendering.segments import Segment, SegmentCache
from tests.support.command_line import listing


@pytest.fixture
def store(tmp_path: Path) -> SegmentCache:
    return SegmentCache(tmp_path / "store")


def place(store: SegmentCache, key: str) -> Path:
    return store.folder / "segments" / key


def test_what_was_put_is_got(store: SegmentCache) -> None:
    store.put("a", b"frames")
    store.put("empty", b"")
    assert store.get("a") == b"frames"
    assert store.get("empty") == b""
    assert store.has("a")


def test_what_was_not_put_is_not_there(store: SegmentCache) -> None:
    assert store.get("a") is None
    assert not store.has("a")
    assert store.noted("film") == {}
    assert store.recall("film") == {}


def test_putting_again_replaces(store: SegmentCache) -> None:
    store.put("a", b"old")
    store.put("a", b"new")
    assert store.get("a") == b"new"
    assert listing(store.folder) == ["segments", "segments/a"]


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "lengthened"])
def test_a_damaged_segment_is_as_good_as_none_and_is_removed(
    store: SegmentCache, damage: str
) -> None:
    store.put("a", bytes(range(100)))
    data = place(store, "a").read_bytes()
    changed = {
        "cut": data[:-1],
        "changed": data[:60] + b"!" + data[61:],
        "emptied": b"",
        "lengthened": data + b"!",
    }
    place(store, "a").write_bytes(changed[damage])
    assert not store.has("a")
    assert store.get("a") is None
    assert not place(store, "a").exists()


def test_many_may_write_the_same_segment_at_once(store: SegmentCache) -> None:
    data = os.urandom(200_000)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.put("a", data), range(40)))
    assert store.get("a") == data
    assert listing(store.folder) == ["segments", "segments/a"]


def test_a_film_s_segments_are_noted(store: SegmentCache) -> None:
    segments = {n: Segment(n, 10 + n, f"key{n}") for n in (0, 3, 11)}
    for segment in segments.values():
        store.note("film", segment)
    store.remember("film", {"segments": 12})
    assert store.noted("film") == segments
    assert store.noted("another") == {}


def test_notes_that_cannot_be_read_are_left_out(store: SegmentCache) -> None:
    store.note("film", Segment(1, 5, "key"))
    folder = store.folder / "films" / "film"
    (folder / "2").write_text("nonsense")
    (folder / "three").write_text("5 key")
    assert list(store.noted("film")) == [1]


def test_facts_of_a_film_are_remembered(store: SegmentCache) -> None:
    store.remember("film", {"segments": 3, ".mp4": "digest"})
    assert store.recall("film") == {"segments": 3, ".mp4": "digest"}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_facts_that_cannot_be_read_are_forgotten(store: SegmentCache, content: bytes) -> None:
    store.remember("film", {"segments": 3})
    (store.folder / "films" / "film" / "film.json").write_bytes(content)
    assert store.recall("film") == {}


@pytest.fixture
def aged(store: SegmentCache, monkeypatch: pytest.MonkeyPatch) -> SegmentCache:
    """Five segments of a kilobyte, the first used longest ago."""
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "3.5 kB")
    for i in range(5):
        store.put(f"s{i}", bytes(968))
        os.utime(place(store, f"s{i}"), (1_000 + i, 1_000 + i))
    return store


def left(store: SegmentCache) -> list[str]:
    return listing(store.folder / "segments")


def test_the_segments_used_longest_ago_are_dropped_first(aged: SegmentCache) -> None:
    aged.prune([])
    assert left(aged) == ["s2", "s3", "s4"]


def test_a_segment_that_was_read_counts_as_used(aged: SegmentCache) -> None:
    aged.get("s0")
    aged.prune([])
    assert left(aged) == ["s0", "s3", "s4"]


def test_segments_that_are_needed_stay(aged: SegmentCache) -> None:
    aged.prune(["s0", "s1"])
    assert left(aged) == ["s0", "s1", "s4"]


def test_nothing_is_dropped_within_the_limit(
    aged: SegmentCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "1 GB")
    aged.prune([])
    assert len(left(aged)) == 5


def test_a_folder_that_refuses_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarpreelError, match=r"file.*WARPREEL_CACHE"):
        SegmentCache(tmp_path / "file").put("a", b"frames")
