"""The store: what was put is there, whole, or not there."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.rendering.segments import Segment, SegmentCache
from tests.support.command_line import listing

A, EMPTY, FILM, OTHER = ("a" * 40, "e" * 40, "f" * 40, "0" * 40)
KEYS = [str(i) * 40 for i in range(5)]


@pytest.fixture
def store(tmp_path: Path) -> SegmentCache:
    return SegmentCache(tmp_path / "store")


def place(store: SegmentCache, key: str) -> Path:
    return store.folder / "segments" / key


def test_what_was_put_is_got(store: SegmentCache) -> None:
    store.put(A, b"frames")
    store.put(EMPTY, b"")
    assert store.get(A) == b"frames"
    assert store.get(EMPTY) == b""
    assert store.has(A)


def test_what_was_not_put_is_not_there(store: SegmentCache) -> None:
    assert store.get(A) is None
    assert not store.has(A)
    assert store.noted(FILM) == {}
    assert store.recall(FILM) == {}


def test_putting_again_replaces(store: SegmentCache) -> None:
    store.put(A, b"old")
    store.put(A, b"new")
    assert store.get(A) == b"new"
    assert listing(store.folder) == ["segments", f"segments/{A}"]


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "lengthened"])
def test_a_damaged_segment_is_as_good_as_none_and_is_removed(
    store: SegmentCache, damage: str
) -> None:
    store.put(A, bytes(range(100)))
    data = place(store, A).read_bytes()
    changed = {
        "cut": data[:-1],
        "changed": data[:60] + b"!" + data[61:],
        "emptied": b"",
        "lengthened": data + b"!",
    }
    place(store, A).write_bytes(changed[damage])
    assert not store.has(A)
    assert store.get(A) is None
    assert not place(store, A).exists()


def test_many_may_write_the_same_segment_at_once(store: SegmentCache) -> None:
    data = os.urandom(200_000)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.put(A, data), range(40)))
    assert store.get(A) == data
    assert listing(store.folder) == ["segments", f"segments/{A}"]


def test_a_film_s_segments_are_noted(store: SegmentCache) -> None:
    segments = {n: Segment(n, 10 + n, f"{n:040x}") for n in (0, 3, 11)}
    for segment in segments.values():
        store.note(FILM, segment)
    store.remember(FILM, {"segments": 12})
    assert store.noted(FILM) == segments
    assert store.noted(OTHER) == {}


def test_notes_that_cannot_be_read_are_left_out(store: SegmentCache) -> None:
    store.note(FILM, Segment(1, 5, A))
    folder = store.folder / "films" / FILM
    (folder / "2").write_text("nonsense")
    (folder / "three").write_text(f"5 {A}")
    assert list(store.noted(FILM)) == [1]


def test_facts_of_a_film_are_remembered(store: SegmentCache) -> None:
    store.remember(FILM, {"segments": 3, ".mp4": "digest"})
    assert store.recall(FILM) == {"segments": 3, ".mp4": "digest"}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_facts_that_cannot_be_read_are_forgotten(store: SegmentCache, content: bytes) -> None:
    store.remember(FILM, {"segments": 3})
    (store.folder / "films" / FILM / "film.json").write_bytes(content)
    assert store.recall(FILM) == {}


@pytest.fixture
def aged(store: SegmentCache, monkeypatch: pytest.MonkeyPatch) -> SegmentCache:
    """Five segments of a kilobyte, the first used longest ago."""
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "3.5 kB")
    for i in range(5):
        store.put(KEYS[i], bytes(968))
        os.utime(place(store, KEYS[i]), (1_000 + i, 1_000 + i))
    return store


def left(store: SegmentCache) -> list[str]:
    return listing(store.folder / "segments")


def test_the_segments_used_longest_ago_are_dropped_first(aged: SegmentCache) -> None:
    aged.prune([])
    assert left(aged) == KEYS[2:]


def test_a_segment_that_was_read_counts_as_used(aged: SegmentCache) -> None:
    aged.get(KEYS[0])
    aged.prune([])
    assert left(aged) == [KEYS[0], *KEYS[3:]]


def test_segments_that_are_needed_stay(aged: SegmentCache) -> None:
    aged.prune(KEYS[:2])
    assert left(aged) == [*KEYS[:2], KEYS[4]]


def test_nothing_is_dropped_within_the_limit(
    aged: SegmentCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "1 GB")
    aged.prune([])
    assert len(left(aged)) == 5


def test_a_folder_that_refuses_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarpreelError, match=r"file.*WARPREEL_CACHE"):
        SegmentCache(tmp_path / "file").put(A, b"frames")


@pytest.mark.parametrize("link", ["segments", "films", f"films/{FILM}", "lengths"])
def test_nothing_behind_a_link_is_read_written_or_dropped(
    aged: SegmentCache, tmp_path: Path, link: str
) -> None:
    aged.note(FILM, Segment(1, 5, A))
    aged.remember(FILM, {"segments": 3})
    aged.remember_length(OTHER, 4.0)
    outside = tmp_path / "outside"
    (aged.folder / link).rename(outside)
    (aged.folder / link).symlink_to(outside)
    before = {path: path.is_file() and path.read_bytes() for path in outside.rglob("*")}
    aged.put(A, b"frames")
    aged.note(FILM, Segment(2, 5, A))
    aged.remember(FILM, {"segments": 4})
    aged.remember_length(A, 5.0)
    aged.prune([])
    assert {path: path.is_file() and path.read_bytes() for path in outside.rglob("*")} == before
    assert (aged.get(KEYS[4]) is None) == (link == "segments")
    assert (aged.noted(FILM) == {}) == (aged.recall(FILM) == {}) == link.startswith("films")
    assert (list(aged.films()) == []) == link.startswith("films")
    assert (aged.recall_length(OTHER) == 0) == (link == "lengths")
