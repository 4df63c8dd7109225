"""Keep all cores busy, to the end: tests that take long come first, and a worker more than cores.

Many tests wait for a process or a page; meanwhile another worker has the core.
"""

import os
from pathlib import Path

import pytest

ROOMS = (
    "scenes/cli", "scenes/lecture", "examples", "warpreel", "support", "scenes/rendering",
    "scenes/films/test_", "scenes/films", "scenes",
)  # fmt: skip
"""Beginnings of the paths of tests, those that take longest first; all others come last."""
TESTS = Path(__file__).parents[1]
MEMORY = 4e9
"""Bytes that a worker may come to need."""


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


def pytest_xdist_auto_num_workers() -> int:
    """Count the workers: one more than cores, as far as there is memory for them."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(min((os.cpu_count() or 1) + 1, int(memory // MEMORY)), 1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests, those of a file together."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    places = {file: i for i, file in enumerate(ordered(list({i.path for i in items}), workers))}
    items.sort(key=lambda item: places[item.path])
