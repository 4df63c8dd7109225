"""What is kept between runs: where, and how much."""

import os
from pathlib import Path

import pytest

from engine.errors import UsageError
from scenes.cache.location import cache_folder, cache_limit, cached_files


def test_the_folder_is_the_one_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("WARPREEL_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "warpreel"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "warpreel"


@pytest.mark.parametrize(
    ("kind", "mode", "ours"),
    [("none", 0, True), ("folder", 0o755, True), ("folder", 0o777, False), ("link", 0, False)],
)
def test_without_a_home_a_folder_that_others_may_have_made_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, mode: int, ours: bool
) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("WARPREEL_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    monkeypatch.setattr("scenes.cache.location.gettempdir", lambda: str(tmp_path))
    folder = tmp_path / f"warpreel-{os.getuid()}"
    if kind == "folder":
        folder.mkdir()
        folder.chmod(mode)
    elif kind == "link":
        folder.symlink_to(tmp_path)
    assert (cache_folder() == folder) == ours
    assert ours or not cache_folder().exists()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("500 MB", 500_000_000),
        ("4 GB", 4_000_000_000),
        ("1.5g", 1_500_000_000),
        ("20k", 20_000),
        ("1T", 10**12),
        (" 12345 ", 12_345),
        ("0", 0),
        ("", 4_000_000_000),
    ],
)
def test_the_limit_is_read_as_people_write_sizes(
    monkeypatch: pytest.MonkeyPatch, text: str, size: int
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", text)
    assert cache_limit() == size


@pytest.mark.parametrize("text", ["much", "-1 GB", "1.2.3 MB", "GB", "5 apples", "nan"])
def test_a_limit_that_is_no_size_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", text)
    with pytest.raises(UsageError, match="write a size such as"):
        cache_limit()


def test_holdings_count_files_and_bytes_of_each_kind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path))
    assert [each.size for each in cached_files()] == [0, 0, 0, 0, 0]
    for name, size in (
        ("a.safetensors", 7),
        ("segments/x", 20),
        ("films/f/0", 3),
        ("films/f/1", 4),
        ("lengths/f", 6),
        ("typefaces/a-regular.ttf", 5),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(size))
    kept = {each.name: (len(each.files), each.size) for each in cached_files()}
    assert kept == {
        "recordings": (1, 7),
        "segments": (1, 20),
        "films": (2, 7),
        "lengths of films": (1, 6),
        "typefaces": (1, 5),
    }
