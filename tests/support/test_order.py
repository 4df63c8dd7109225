"""Tests that take long begin first, in every worker."""

from tests.support.order import TESTS, ordered, rank

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
