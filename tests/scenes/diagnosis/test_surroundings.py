"""Places and speed: what is full, refused or held back is told."""

from pathlib import Path

import pytest

from scenes.camera import core
from scenes.diagnosis import surroundings
from scenes.diagnosis.finding import Finding, State
from scenes.rendering import workers


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("WARPREEL_CACHE", str(folder))
    return folder


def told(about: str) -> Finding:
    return next(each for each in [*surroundings.places()][::-1] if each.about == about)


def test_an_empty_cache_is_well_and_stays_away(cache: Path) -> None:
    found = told("cache")
    assert found.state is State.OK
    assert found.told.startswith(f"{cache}: 0 bytes; segments may take 4.0 GB")
    assert not cache.exists()


def test_a_cache_that_is_nearly_full_is_noted(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "segments").mkdir(parents=True)
    (cache / "segments/one").write_bytes(bytes(950))
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "1 kB")
    assert told("cache").state is State.NOTE
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "1 MB")
    assert told("cache").state is State.OK


def test_a_cache_that_cannot_be_made_or_a_limit_that_is_none_is_a_fault(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("a file")
    assert told("cache").state is State.FAULT
    assert "WARPREEL_CACHE" in told("cache").told
    monkeypatch.setenv("WARPREEL_CACHE_LIMIT", "much")
    assert "WARPREEL_CACHE_LIMIT is 'much'" in told("cache").told


def test_a_disk_that_is_nearly_full_is_noted(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told("disk").state is State.OK
    monkeypatch.setattr(surroundings, "LITTLE", 10**30)
    assert told("disk").state is State.NOTE


def test_what_holds_drawing_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setattr(workers, "cores", lambda: 8)
    count, _, threads = surroundings.speed()
    assert "--jobs 4" in count.told
    assert (threads.state, "OMP_NUM_THREADS is 1" in threads.told) == (State.NOTE, True)
    monkeypatch.setattr(workers, "cores", lambda: 1)
    count, _ = surroundings.speed()
    assert count.told.startswith("one core")


def test_which_core_draws_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawing() -> Finding:
        return next(each for each in surroundings.speed() if each.about == "drawing")

    def missing(name: str) -> None:
        raise ImportError("no such library")

    monkeypatch.setattr(core, "is_compiled", lambda: False)
    assert (drawing().state, "warpreel[fast]" in drawing().told) == (State.NOTE, True)
    monkeypatch.setattr(core, "is_compiled", lambda: True)
    monkeypatch.setattr(core, "core_version", lambda: "numba 0.61")
    monkeypatch.setattr(surroundings, "import_module", lambda name: None)
    assert (drawing().state, "numba 0.61" in drawing().told) == (State.OK, True)
    monkeypatch.setattr(surroundings, "import_module", missing)
    assert (drawing().state, "no such library" in drawing().told) == (State.FAULT, True)
