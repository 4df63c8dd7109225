"""A cache, a folder and a thread of one's own, and the command line at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.cli import run
from tests.support.command_line import Answer, CommandLine, listing


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


@pytest.fixture(scope="session")
def brief_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of a few steps."""
    recording = train(RunSpec(hidden=(3, 2), samples=20, steps=4))
    return recording.save(tmp_path_factory.mktemp("recordings") / "brief.safetensors")
