"""Many hands: the same film whoever draws it, and whatever befalls them."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import WarpreelError
from scenes.rendering.film import Film, render
from scenes.rendering.workers import NoWorkersError, Workers, local_workers
from tests.support.command_line import listing
from tests.support.decoding import frames
from tests.support.films import SMALL, Broken, Busy, Captioned, Mortal
from tests.support.programs import finish, start


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of one's own."""
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The film that one process draws."""
    path = tmp_path_factory.mktemp("busy") / "film.mp4"
    render(Busy, path, SMALL)
    return path.read_bytes()


def variable(name: str) -> str | None:
    return os.environ.get(name)


def test_workers_have_the_environment_of_now_and_not_of_the_first_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = []
    for value in ("then", "now"):
        monkeypatch.setenv("WARPREEL_TESTED", value)
        with local_workers(1).open() as workers:
            told.append(workers.submit(variable, "WARPREEL_TESTED").result())
    assert told == ["then", "now"]


class Here(Executor):
    """Does everything at once, in this very thread."""

    def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


@contextmanager
def here() -> Iterator[Executor]:
    yield Here()


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_draw_the_film_that_one_does(
    cache: Path, tmp_path: Path, busy: bytes, jobs: int
) -> None:
    film = Film(Busy, identity="busy")
    outcome = render(film, tmp_path / "film.mp4", SMALL, workers=local_workers(jobs))
    assert (outcome.segments, outcome.drawn) == (12, 12)
    assert (tmp_path / "film.mp4").read_bytes() == busy


@pytest.mark.parametrize("far", [False, True])
def test_any_executor_will_do(cache: Path, tmp_path: Path, busy: bytes, far: bool) -> None:
    workers = Workers(here, 4, far=far)
    outcome = render(Film(Busy, identity="busy"), tmp_path / "film.mp4", SMALL, workers=workers)
    assert outcome.drawn == 12
    assert (tmp_path / "film.mp4").read_bytes() == busy


def test_processes_also_find_out_together_what_has_changed(cache: Path, tmp_path: Path) -> None:
    def film(*words: str) -> Film:
        return Film(Captioned, {"words": words}, " ".join(words), "captions")

    workers = local_workers(2)
    render(film("one", "two", "three"), tmp_path / "film.mp4", SMALL, workers=workers)
    second = render(film("one", "2", "three"), tmp_path / "film.mp4", SMALL, workers=workers)
    assert (second.segments, second.drawn) == (12, 4)
    render(Film(Captioned, {"words": ("one", "2", "three")}), tmp_path / "new.mp4", SMALL)
    assert (tmp_path / "film.mp4").read_bytes() == (tmp_path / "new.mp4").read_bytes()


def test_progress_is_told(cache: Path, tmp_path: Path) -> None:
    heard: list[float] = []
    render(
        Film(Busy, identity="busy"), tmp_path / "film.mp4", SMALL,
        workers=local_workers(2), watch=lambda seconds, _: heard.append(seconds),
    )  # fmt: skip
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(87 / 5)


def test_a_failure_in_a_worker_is_told_as_it_is(cache: Path, tmp_path: Path) -> None:
    film = Film(Broken, {"problem": WarpreelError("the sentence")}, "broken")
    with pytest.raises(WarpreelError, match="the sentence"):
        render(film, tmp_path / "film.mp4", SMALL, workers=local_workers(2))
    assert not (tmp_path / "film.mp4").exists()


def test_when_a_worker_is_killed_its_share_is_drawn_by_another(cache: Path, tmp_path: Path) -> None:
    render(Captioned, tmp_path / "right.mp4", SMALL)
    (tmp_path / "deaths").mkdir()
    film = Film(Mortal, {"folder": tmp_path / "deaths"}, "mortal")
    render(film, tmp_path / "film.mp4", SMALL, workers=local_workers(2))
    assert len(listing(tmp_path / "deaths")) == 1
    assert (tmp_path / "film.mp4").read_bytes() == (tmp_path / "right.mp4").read_bytes()


def test_workers_that_are_killed_over_and_over_are_told_in_a_sentence(
    cache: Path, tmp_path: Path
) -> None:
    (tmp_path / "deaths").mkdir()
    (tmp_path / "film.mp4").write_text("an older film")
    film = Film(Mortal, {"folder": tmp_path / "deaths", "deaths": 50}, "mortal")
    with pytest.raises(WarpreelError, match="killed"):
        render(film, tmp_path / "film.mp4", SMALL, workers=local_workers(2))
    assert (tmp_path / "film.mp4").read_text() == "an older film"
    assert listing(tmp_path / "deaths")


def wait_for(condition: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)


def group_is_gone(leader: int) -> bool:
    """Tell whether no process of a session is left."""
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return True
    states = [
        path.read_text().rpartition(")")[2].split()
        for path in Path("/proc").glob("[0-9]*/stat")
        if path.exists()
    ]
    return all(int(facts[2]) != leader or facts[0] == "Z" for facts in states)


def segments_in(cache: Path) -> int:
    return len([*(cache / "segments").glob("[0-9a-f]*")])


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_render_that_is_killed_resumes_from_its_finished_segments(
    cache: Path, tmp_path: Path, jobs: int
) -> None:
    path = tmp_path / "film.mp4"

    def body(seconds: float) -> str:
        return f"""
            workers = local_workers({jobs}) if {jobs} > 1 else None
            film = Film(Slow, {{"seconds": {seconds}}}, "slow")
            print(render(film, Path({str(path)!r}), SMALL, workers=workers).drawn)
        """

    program = start(body(0.15))
    wait_for(lambda: segments_in(cache) >= 3)
    program.kill()
    program.communicate()
    wait_for(lambda: group_is_gone(program.pid))  # workers do not outlive who asked them to work
    kept = segments_in(cache)
    assert 3 <= kept < 12
    assert not path.exists()
    drawn = int(finish(start(body(0.0))))
    assert drawn <= 12 - kept
    render(Captioned, tmp_path / "right.mp4", SMALL)
    assert path.read_bytes() == (tmp_path / "right.mp4").read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_everybody_at_once(cache: Path, tmp_path: Path, jobs: int) -> None:
    body = f"""
        workers = local_workers({jobs}) if {jobs} > 1 else None
        render(Film(Slow, {{"seconds": 0.3}}, "slow"), Path({str(tmp_path / "a.mp4")!r}), SMALL,
               workers=workers)
    """
    program = start(body)
    wait_for(lambda: segments_in(cache) >= 1)
    os.killpg(program.pid, signal.SIGINT)  # as a terminal does
    _, err = program.communicate(timeout=20)
    assert program.returncode != 0
    assert "KeyboardInterrupt" in err
    assert not (tmp_path / "a.mp4").exists()
    assert [name for name in listing(tmp_path) if "/" not in name] == ["cache"]


def test_the_same_film_rendered_twice_at_once_is_right_both_times(
    cache: Path, tmp_path: Path, busy: bytes
) -> None:
    body = f"""
        render(Film(Busy, identity="busy"), Path({str(tmp_path / "film.mp4")!r}), SMALL,
               workers=local_workers(2))
    """
    for program in [start(body), start(body)]:
        finish(program)
    assert (tmp_path / "film.mp4").read_bytes() == busy
    assert [name for name in listing(tmp_path) if "/" not in name] == ["cache", "film.mp4"]
    assert segments_in(cache) == 12


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "warpreel", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("only root may mount a small file system here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("jobs", [1, 2])
def test_when_the_disk_of_the_cache_is_full_the_film_is_made_without_it(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, busy: bytes
) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(small_disk))
    (small_disk / "filler").write_bytes(bytes(48_000))
    workers = local_workers(jobs) if jobs > 1 else None
    outcome = render(Film(Busy, identity="busy"), tmp_path / "film.mp4", SMALL, workers=workers)
    assert outcome.path.read_bytes() == busy
    assert not [name for name in listing(small_disk) if name.rpartition("/")[2].startswith(".")]


def test_when_the_disk_of_the_film_is_full_it_is_told_in_a_sentence(
    small_disk: Path, cache: Path
) -> None:
    (small_disk / "filler").write_bytes(bytes(40_000))
    path = small_disk / "film.mp4"
    path.write_bytes(b"an older film")
    with pytest.raises(WarpreelError, match=r"no space left.*make room or choose another"):
        render(Film(Busy, identity="busy"), path, SMALL)
    assert path.read_bytes() == b"an older film"
    assert listing(small_disk) == ["filler", "film.mp4"]
    (small_disk / "filler").unlink()
    assert render(Film(Busy, identity="busy"), path, SMALL).drawn == 0


def no_semaphores(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("scenes.rendering.workers.resource.getrlimit", lambda _: (16, 16)),
        ("multiprocessing.synchronize.SemLock.__init__", no_semaphores),
    ],
    ids=("16 open files", "a full /dev/shm"),
)
def test_where_no_process_can_be_started_this_one_draws(
    place: str, problem: Any, tmp_path: Path, busy: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, problem)
    workers = local_workers(2)
    with pytest.raises(NoWorkersError, match="no process can be started: "), workers.open():
        pytest.fail("it was opened")
    outcome = render(Busy, tmp_path / "film.mp4", SMALL, workers=workers)
    assert outcome.path.read_bytes() == busy


def test_results_of_all_kinds_of_frames_agree(tmp_path: Path, busy: bytes) -> None:
    (tmp_path / "busy.mp4").write_bytes(busy)
    decoded = frames(tmp_path / "busy.mp4")
    assert decoded.shape == (87, 144, 256, 3)
    assert len({frame.tobytes() for frame in decoded}) > 70
    assert np.ptp(decoded) > 200
