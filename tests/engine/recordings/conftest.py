"""A small recording, in memory and in a file."""

from pathlib import Path

import pytest

from engine.recordings.recording import Recording
from engine.training.training import train
from tests.support.small_run import SMALL


@pytest.fixture(scope="session")
def small() -> Recording:
    return train(SMALL)


@pytest.fixture
def path(small: Recording, tmp_path: Path) -> Path:
    return small.save(tmp_path / "run.safetensors")
