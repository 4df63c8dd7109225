"""Begin with the tests that take long, so that several workers end at about the same time."""

import os
from pathlib import Path

import pytest

ROOMS = (
    "scenes/cli", "scenes/lecture", "examples", "warpreel", "support", "scenes/rendering",
    "scenes/films/test_", "scenes/films", "scenes",
)  # fmt: skip
"""Beginnings of the paths of tests, those that take longest first; all others come last."""
TESTS = Path(__file__).parents[1]


def rank(file: Path) -> int:
    """Return how early the tests of a file begin, from 0."""
    path = file.relative_to(TESTS).as_posix()
    return next((i for i, room in enumerate(ROOMS) if path.startswith(room)), len(ROOMS))


def ordered(files: list[Path], workers: int) -> list[Path]:
    """Order files so that each of the workers, which get them in equal parts, begins early ones.

    Parameters
    ----------
    files : list of Path
        Of tests, in any order.
    workers : int
    """
    early = sorted(files, key=lambda file: (rank(file), file))
    return [file for first in range(workers) for file in early[first::workers]]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests, those of a file together."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    places = {file: i for i, file in enumerate(ordered(list({i.path for i in items}), workers))}
    items.sort(key=lambda item: places[item.path])
