"""The command line at hand, a small recording for it, and a folder for Manim."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from manim import tempconfig

from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.cli import run
from tests.support.command_line import Answer, CommandLine, listing


@pytest.fixture(scope="session", autouse=True)
def _own_media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the outlines of texts where no other process of the tests writes or removes them."""
    with tempconfig({"media_dir": str(tmp_path_factory.mktemp("media"))}):
        yield


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
