"""The history of benchmarks: a line a run, and what has fallen since a machine's last."""

import json
import math
from pathlib import Path

import pytest

from benchmarks.history import Run, falls, keep, named, ratios, read
from benchmarks.side_by_side import Row

HERE, THERE = "EPYC, 2 cores, Linux", "M4, 10 cores, Darwin"
NOT_MEASURED = float("nan")


def row(ratio: float, what: str = "points", *, most: bool = False, compared: bool = True) -> Row:
    return Row(what, "stock", "1 : 2 ms", ratio, 3, most, compared)


def run(commit: str, ratio: float, machine: str = HERE) -> Run:
    return Run(commit, "2026-11-29", machine, {"points / stock": ratio})


def test_what_is_kept_is_read_again_a_line_a_run(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    assert read(path) == []
    for each in (run("aaa", 10), run("bbb", 11)):
        keep(each, path)
    assert read(path) == [run("aaa", 10), run("bbb", 11)]
    lines = path.read_text("utf-8").splitlines()
    assert [json.loads(line)["commit"] for line in lines] == ["aaa", "bbb"]


def test_rows_are_told_apart_by_what_they_continue() -> None:
    table = [row(1, "preset a"), row(2, "… its size"), row(3, "preset b"), row(4, "… its size")]
    assert ratios(named(table)) == {
        "preset a / stock": 1,
        "preset a … its size / stock": 2,
        "preset b / stock": 3,
        "preset b … its size / stock": 4,
    }


def test_what_was_not_measured_is_neither_kept_nor_compared() -> None:
    rows = named([row(NOT_MEASURED)])
    assert math.isnan(rows["points / stock"].ratio)
    assert ratios(rows) == {}
    assert falls(rows, HERE, [run("aaa", 10)]) == []


@pytest.mark.parametrize(
    ("before", "now", "most", "fell"),
    [
        (10, 8.1, False, False),
        (10, 7.9, False, True),
        (10, 30, False, False),
        (1.0, 1.2, True, False),
        (1.0, 1.3, True, True),
        (1.0, 0.3, True, False),
    ],
)
def test_a_fifth_worse_is_a_fall_and_better_never_is(
    before: float, now: float, most: bool, fell: bool
) -> None:
    found = falls(named([row(now, most=most)]), HERE, [run("aaa", before)])
    assert bool(found) is fell


def test_it_is_held_against_the_last_of_its_own_machine() -> None:
    rows = named([row(10)])
    assert falls(rows, HERE, [run("aaa", 20), run("bbb", 10)]) == []
    assert falls(rows, HERE, [run("aaa", 10), run("bbb", 100, THERE)]) == []
    (fall,) = falls(rows, HERE, [run("aaa", 10), run("bbb", 20)])
    assert str(fall) == "points / stock: 10, 20 at bbb"


def test_a_ratio_that_the_last_run_lacks_is_held_against_an_earlier_one() -> None:
    last = Run("bbb", "2026-11-29", HERE, {"others / stock": 1})
    (fall,) = falls(named([row(10)]), HERE, [run("aaa", 20), last])
    assert fall.commit == "aaa"


def test_a_row_may_be_left_out_of_the_comparison() -> None:
    assert falls(named([row(1, compared=False)]), HERE, [run("aaa", 10)]) == []
