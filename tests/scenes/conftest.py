"""A cache, a folder and a thread of one's own, and the command line at hand."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch

from engine.spec import RunSpec
from engine.training import train
from scenes.cli import run


@dataclass(frozen=True)
class Answer:
    """What the command line did."""

    code: int
    out: str
    err: str
    made: set[str]

    @property
    def sentence(self) -> str:
        """What it complained of, in one line; nothing else was printed and no file was made."""
        assert self.out == ""
        assert self.made == set()
        assert self.err.startswith("warpreel: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err.removeprefix("warpreel: ").strip()


CommandLine = Callable[..., Answer]


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep recordings where no other run of the tests looks, and train each only once."""
    folder = tmp_path_factory.mktemp("cache")
    threads = torch.get_num_threads()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARPREEL_CACHE", str(folder))
        patch.setenv("OMP_NUM_THREADS", "1")  # for the processes that tests start
        torch.set_num_threads(1)
        yield folder
    torch.set_num_threads(threads)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    folder = tmp_path / "workplace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def warpreel(workplace: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Run the command line in the empty folder, and see what it says and makes."""

    def answer(*arguments: str | Path) -> Answer:
        before = set(listing(workplace))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Answer(code, out, err, set(listing(workplace)) - before)

    return answer


def listing(folder: Path) -> list[str]:
    """Name everything in a folder, hidden or not, at any depth."""
    return sorted(
        os.path.relpath(Path(place, name), folder)
        for place, folders, files in os.walk(folder)
        for name in (*folders, *files)
    )


@pytest.fixture(scope="session")
def brief_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of a few steps."""
    recording = train(RunSpec(hidden=(3, 2), samples=20, steps=4))
    return recording.save(tmp_path_factory.mktemp("recordings") / "brief.safetensors")
