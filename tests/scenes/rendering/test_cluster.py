"""The workers of a Dask cluster: who draws, who does not answer, who gets lost."""

import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from engine.errors import UsageError
from scenes.rendering import cluster
from scenes.rendering.cluster import answered_within, cluster_workers
from scenes.rendering.film import render
from scenes.rendering.segments import SegmentCache
from tests.support.command_line import listing
from tests.support.decoding import frames
from tests.support.films import SMALL, Captioned
from tests.support.programs import ROOT, finish, start


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_cluster_draws_the_same_film_even_when_a_worker_is_killed(
    cache: Path, tmp_path: Path
) -> None:
    render(Captioned, tmp_path / "right.mp4", SMALL)
    (tmp_path / "deaths").mkdir()
    body = f"""
        from distributed import LocalCluster

        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None,
                          memory_limit=0) as cluster:
            film = Film(Mortal, {{"folder": Path({str(tmp_path / "deaths")!r})}}, "mortal")
            path = Path({str(tmp_path / "film.mp4")!r})
            outcome = render(film, path, SMALL, workers=cluster_workers(cluster.scheduler_address))
            print("drawn:", outcome.drawn)
    """
    assert "drawn: 12" in finish(start(body)).splitlines()
    assert len(listing(tmp_path / "deaths")) == 1
    assert (frames(tmp_path / "film.mp4") == frames(tmp_path / "right.mp4")).all()
    assert len(SegmentCache().noted(next((cache / "films").iterdir()).name)) == 12


def test_a_cluster_that_is_not_there_is_told_in_a_sentence() -> None:
    began = time.monotonic()
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        cluster_workers("tcp://127.0.0.1:9")
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "address",
    ["", "/etc/passwd", "http://host:80", "inproc://x", "tcp://", "tcp://host", "tcp://host:port"]
    + ["tcp://host:99999", "tcp://host:-1", "tcp://host:0", "tcp://:8786", "tcp://a\x1b[31mb:1"],
)
def test_what_is_no_address_is_refused_before_anything_is_asked(address: str) -> None:
    began = time.monotonic()
    with pytest.raises(UsageError, match="is no address of a Dask scheduler; give one such as tcp"):
        cluster_workers(address)
    assert time.monotonic() - began < 1


def test_without_dask_it_is_told_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="pip install"):
        cluster_workers("tcp://127.0.0.1:9")


SAYING: dict[str, Callable[[socket.socket], None]] = {
    "nothing": lambda peer: None,
    "half an answer of the web": lambda peer: peer.sendall(b"HTTP/1.1 200 OK\r\n\r\nabc"),
    "zeros": lambda peer: peer.sendall(bytes(1 << 16)),
    "a length that no memory holds": lambda peer: peer.sendall(struct.pack("<QQ", 1, 1 << 60)),
    "goodbye": lambda peer: peer.close(),
}


@pytest.fixture(params=SAYING)
def peer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of somebody who accepts connections, and is no scheduler."""
    monkeypatch.setattr(cluster, "LIMIT", 3.0)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        accepted = []  # kept open

        def serve() -> None:
            with suppress(OSError):
                while True:
                    accepted.append(listener.accept()[0])
                    SAYING[request.param](accepted[-1])

        Thread(target=serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}"


def test_who_is_no_scheduler_is_not_waited_for_nor_believed(
    peer: str, capfd: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    with pytest.raises(UsageError, match=f"--cluster {peer}: no Dask scheduler answers there"):
        cluster_workers(peer)
    assert time.monotonic() - began < 15
    assert capfd.readouterr().err == ""


def test_an_answer_in_time_is_given_and_an_error_raised() -> None:
    assert answered_within(5, lambda: "here") == "here"
    with pytest.raises(ZeroDivisionError):
        answered_within(5, lambda: 1 / 0)
    with pytest.raises(TimeoutError, match=r"within 0\.1 s"):
        answered_within(0.1, lambda: time.sleep(3))


def program(*arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], env=environment, cwd=ROOT, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize("lost", ["the workers", "the scheduler"])
def test_what_a_lost_cluster_leaves_is_drawn_here(cache: Path, tmp_path: Path, lost: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = program("distributed.cli.dask_scheduler", "--port", str(port), "--no-dashboard")
    worker = program(
        "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
        "--local-directory", str(tmp_path / "dask"),
    )  # fmt: skip
    body = f"""
        import time
        from scenes.rendering import cluster, workers
        cluster.LIMIT, cluster.PAUSE, workers.PATIENCE = 5.0, 0.5, 2.0
        film = Film(Slow, identity="slow")
        for attempt in range(60):
            try:
                team = cluster_workers({address!r})
                break
            except Exception:
                time.sleep(0.5)
        print("drawing", flush=True)
        outcome = render(film, Path({str(tmp_path / "film.mp4")!r}), SMALL, workers=team)
        print("lost:", outcome.lost_workers)
    """
    client = start(body)
    try:
        assert client.stdout is not None
        assert client.stdout.readline().strip() == "drawing"
        time.sleep(1.5)
        for process in [worker] if lost == "the workers" else [scheduler, worker]:
            os.killpg(process.pid, signal.SIGKILL)
        assert "lost: True" in finish(client).splitlines()
        assert frames(tmp_path / "film.mp4").shape[0] > 0
    finally:
        for process in (client, worker, scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
