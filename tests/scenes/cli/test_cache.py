"""``warpreel cache``: what is kept, and how to be rid of it."""

import json
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine, listing


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with something of everything."""
    folder = tmp_path / "kept"
    for name, size in (("a.safetensors", 1_000), ("segments/x", 2_500_000), ("films/f/0", 40)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(bytes(size))
    monkeypatch.setenv("WARPREEL_CACHE", str(folder))
    return folder


@pytest.mark.parametrize("arguments", [("cache",), ("cache", "show")])
def test_it_tells_where_and_how_much_is_kept(
    warpreel: CommandLine, kept: Path, arguments: tuple[str, ...]
) -> None:
    answer = warpreel(*arguments)
    assert answer.code == 0
    assert answer.out.startswith(f"{kept}\n")
    assert "2.5 MB" in answer.out
    assert "4.0 GB" in answer.out
    assert "WARPREEL_CACHE_LIMIT" in answer.out


def test_it_tells_programs_in_json(warpreel: CommandLine, kept: Path) -> None:
    facts = json.loads(warpreel("cache", "show", "--json").out)
    assert facts["folder"] == str(kept)
    assert facts["limit"] == 4_000_000_000
    assert facts["segments"] == {"files": 1, "bytes": 2_500_000}
    assert facts["recordings"] == {"files": 1, "bytes": 1_000}


def test_clearing_deletes_segments_and_spares_trainings(warpreel: CommandLine, kept: Path) -> None:
    answer = warpreel("cache", "clear")
    assert (answer.code, answer.out) == (0, "freed 2.5 MB\n")
    assert [name for name in listing(kept) if (kept / name).is_file()] == ["a.safetensors"]


def test_trainings_too_are_deleted_when_asked(warpreel: CommandLine, kept: Path) -> None:
    assert warpreel("cache", "clear", "--recordings").code == 0
    assert not [name for name in listing(kept) if (kept / name).is_file()]


def test_an_empty_cache_is_shown_and_cleared_too(
    warpreel: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "nothing"))
    assert warpreel("cache").code == 0
    assert warpreel("cache", "clear").out == "freed 0 bytes\n"
    assert not (tmp_path / "nothing").exists()


def test_a_limit_that_is_no_size_is_a_mistake_of_the_user(
    warpreel: CommandLine, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "much")
    answer = warpreel("cache")
    assert answer.code == 2
    assert "500 MB" in answer.err


@pytest.mark.parametrize(
    "link", ["segments", "films", "films/f", "lengths", "typefaces", "segments/x.ttf", "a/f"]
)
def test_clearing_deletes_nothing_through_a_link(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, link: str
) -> None:
    outside = tmp_path / "outside"
    for name in ("x.ttf", "f/film.json", "f/0"):
        (outside / name).parent.mkdir(parents=True, exist_ok=True)
        (outside / name).write_text("precious")
    place = tmp_path / "kept" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(outside / Path(link).name if "/" in link else outside)
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "kept"))
    before = listing(outside)
    answer = warpreel("cache", "clear", "--recordings")
    assert (answer.code, answer.out) == (0, "freed 0 bytes\n")
    assert listing(outside) == before
    assert place.is_symlink()
