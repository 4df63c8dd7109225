"""Whatever becomes of the cache, the film is the same: what was altered is never believed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.recordings.run_spec import RunSpec
from scenes.cache.results import trained_run
from scenes.cache.sealed import binding
from scenes.encoding.qualities import Quality
from scenes.rendering.film import render
from scenes.rendering.job import Film
from tests.support.films import Busy

SMALL = Quality(96, 54, 4)
FILM = Film(Busy, {}, identity="1" * 40, subject="2" * 40)


def files(cache: Path, pattern: str) -> list[Path]:
    found = sorted(path for path in cache.glob(pattern) if path.is_file())
    assert found
    return found


def on_each(pattern: str, change: Callable[[Path], object]) -> Callable[[Path], None]:
    def corrupt(cache: Path) -> None:
        for path in files(cache, pattern):
            change(path)

    return corrupt


def flip(place: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[place % len(data)] ^= 0x10
        path.write_bytes(data)

    return change


def swap(pattern: str) -> Callable[[Path], None]:
    def corrupt(cache: Path) -> None:
        first, second, *_ = files(cache, pattern)
        aside = first.with_name("aside")
        first.rename(aside)
        second.rename(first)
        aside.rename(second)

    return corrupt


def fewer_segments(path: Path) -> None:
    facts = json.loads(path.read_bytes()[32:])
    path.write_bytes(path.read_bytes()[:32] + json.dumps(facts | {"segments": 1}).encode())


def forged_note(cache: Path) -> None:
    """Give notes, rightly sealed, keys that lead out of the cache."""
    for path in files(cache, "films/*/[0-9]*"):
        content = b"4 ../../victim"
        name = f"note {path.parent.name} {path.name}"
        path.write_bytes(binding(name, content) + content)


def linked(path: Path) -> None:
    victim = path.parents[2] / "victim"
    path.unlink()
    path.symlink_to(victim)


SEGMENTS, NOTES, FACTS = "segments/*", "films/*/[0-9]*", "films/*/film.json"
KINDS: dict[str, Callable[[Path], None]] = {
    "segments: a bit of the digest": on_each(SEGMENTS, flip(3)),
    "segments: a bit of the content": on_each(SEGMENTS, flip(60)),
    "segments: cut": on_each(SEGMENTS, lambda path: path.write_bytes(path.read_bytes()[:-1])),
    "segments: emptied": on_each(SEGMENTS, lambda path: path.write_bytes(b"")),
    "segments: longer": on_each(SEGMENTS, lambda path: path.write_bytes(path.read_bytes() + b"!")),
    "segments: swapped": swap(SEGMENTS),
    "segments: gone": on_each(SEGMENTS, Path.unlink),
    "segments: links": on_each(SEGMENTS, linked),
    "segments: folders": on_each(SEGMENTS, lambda path: (path.unlink(), path.mkdir())),
    "segments: folder gone": lambda cache: shutil.rmtree(cache / "segments"),
    "notes: a bit": on_each(NOTES, flip(35)),
    "notes: cut": on_each(NOTES, lambda path: path.write_bytes(path.read_bytes()[:-1])),
    "notes: emptied": on_each(NOTES, lambda path: path.write_bytes(b"")),
    "notes: swapped": swap(NOTES),
    "notes: gone": on_each(NOTES, Path.unlink),
    "notes: forged": forged_note,
    "notes: links": on_each(NOTES, linked),
    "facts: a bit": on_each(FACTS, flip(40)),
    "facts: fewer segments": on_each(FACTS, fewer_segments),
    "facts: emptied": on_each(FACTS, lambda path: path.write_bytes(b"")),
    "facts: no JSON": on_each(FACTS, lambda path: path.write_bytes(b"{" * 100)),
    "facts: of another film": swap(FACTS),
    "facts: gone": on_each(FACTS, Path.unlink),
    "films: folder gone": lambda cache: shutil.rmtree(cache / "films"),
}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A cache in which a film and its scout's facts are kept, and the film."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARPREEL_CACHE", str(folder / "cache"))
        outcome = render(FILM, folder / "film.mp4", SMALL)
        render(Film(Busy, {}, identity="3" * 40, subject="2" * 40), folder / "other.mp4", SMALL)
    return folder / "cache", outcome.path.read_bytes()


def test_there_are_two_dozen_kinds() -> None:
    assert len(KINDS) == 24


@pytest.mark.parametrize("kind", KINDS)
def test_the_film_is_the_same_and_nothing_outside_is_touched(
    kind: str,
    undisturbed: tuple[Path, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, film = undisturbed
    cache = tmp_path / "cache"
    shutil.copytree(kept, cache)
    (tmp_path / "victim").write_text("precious")
    monkeypatch.setenv("WARPREEL_CACHE", str(cache))
    KINDS[kind](cache)
    for name in ("again.mp4", "once more.mp4"):
        assert render(FILM, tmp_path / name, SMALL).path.read_bytes() == film
    assert (tmp_path / "victim").read_text() == "precious"


@pytest.mark.parametrize("place", [40, 900, -3])
def test_a_training_that_was_altered_is_done_again(
    place: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path))
    spec = RunSpec(hidden=(3,), samples=20, steps=3)
    first = trained_run(spec)
    (path,) = tmp_path.glob("network-*.safetensors")
    whole = path.read_bytes()
    flip(place)(path)
    again = trained_run(spec)
    assert again.metrics.loss.tolist() == first.metrics.loss.tolist()
    (path,) = tmp_path.glob("network-*.safetensors")
    assert path.read_bytes() == whole


def test_a_training_in_the_place_of_another_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path))
    one, other = (RunSpec(hidden=(3,), samples=20, steps=3, seed=seed) for seed in (0, 1))
    trained_run(one)
    (first,) = tmp_path.glob("network-*.safetensors")
    loss = trained_run(other).metrics.loss.tolist()
    (second,) = set(tmp_path.glob("network-*.safetensors")) - {first}
    first.replace(second)
    assert trained_run(other).metrics.loss.tolist() == loss


@pytest.mark.parametrize("refusal", ["a file in its place", "no room"])
def test_a_cache_that_cannot_be_written_costs_time_and_not_the_film(
    refusal: str,
    undisturbed: tuple[Path, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = tmp_path / "cache"
    if refusal == "no room":
        cache.mkdir()
        write = Path.write_bytes

        def full(path: Path, data: bytes) -> int:
            if cache in path.parents:
                raise OSError(28, "No space left on device")
            return write(path, data)

        monkeypatch.setattr(Path, "write_bytes", full)
    else:
        cache.write_text("in the way")
    monkeypatch.setenv("WARPREEL_CACHE", str(cache))
    assert render(FILM, tmp_path / "film.mp4", SMALL).path.read_bytes() == undisturbed[1]
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "film.mp4"}
