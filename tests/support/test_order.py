"""Tests that take long begin first, in every worker."""

import os

import pytest

from tests.support.order import TESTS, ordered, pytest_xdist_auto_num_workers, rank

FILES = [TESTS / name for name in (
    "engine/test_a.py", "engine/test_b.py", "scenes/films/landscape/test_c.py",
    "scenes/films/test_films.py", "scenes/cli/test_d.py", "scenes/cli/test_e.py",
)]  # fmt: skip


def test_every_file_is_there_once_whatever_the_workers() -> None:
    for workers in (1, 2, 3, 8):
        assert sorted(ordered(FILES, workers)) == sorted(FILES)


def test_each_worker_s_part_begins_with_what_takes_longest() -> None:
    first, second = ordered(FILES, 2)[:3], ordered(FILES, 2)[3:]
    for part in (first, second):
        assert [rank(file) for file in part] == sorted(rank(file) for file in part)
    assert {file.parent.name for file in (first[0], second[0])} == {"cli"}
    assert {file.parent.name for file in (first[-1], second[-1])} == {"engine"}


@pytest.mark.parametrize(
    ("cores", "gigabytes", "workers"),
    [(2, 16, 3), (2, 8, 2), (16, 16, 4), (None, 64, 2), (2, 2, 1)],
)
def test_a_worker_more_than_cores_if_memory_holds_them(
    cores: int | None, gigabytes: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": gigabytes * 10**9 // 4096 + 1}
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    monkeypatch.setattr(os, "sysconf", sizes.get)
    assert pytest_xdist_auto_num_workers() == workers
