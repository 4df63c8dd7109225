"""The table of results: all of it within 80 columns, and a page that says the same."""

import io

from rich.console import Console

from benchmarks.side_by_side import Row
from benchmarks.table import page_table, terminal_table

LONG = Row(
    "loss of a 2-50-3 network on 3,000 points, 51 × 51 grid, one thread",
    "a plain loop over the same places",
    "48.9 ms (CPU 62.1) : 35.2 ms (CPU 37.5) a frame, alike to 44 dB",
    3.34,
    2,
)
MISSED = Row("file", "raw", "5 : 4 MB", 1.25, 1.1, most=True)


def shown(rows: list[Row], width: int) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(terminal_table(rows))
    return out.getvalue()


def test_a_terminal_of_80_columns_shows_every_word_and_figure_whole() -> None:
    told = shown([LONG, MISSED], 80)
    assert max(map(len, told.splitlines())) <= 80
    words = " ".join(told.split())
    for part in ("3.34 ≥ 2 met", "1.25 ≤ 1.1 missed", "alike to 44 dB", LONG.against):
        assert part in words
    assert "…" not in told


def test_a_page_has_a_line_for_each_row() -> None:
    head, rule, first, second = page_table([LONG, MISSED]).splitlines()
    assert head == "| what | against | ours : theirs | ratio | target |  |"
    assert rule.count("---") == 6
    assert first.endswith("| 3.34 | ≥ 2 | met |")
    assert second == "| file | raw | 5 : 4 MB | 1.25 | ≤ 1.1 | missed |"
