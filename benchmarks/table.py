"""The table of results, for a terminal of 80 columns and for a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from side_by_side import Row

HEAD = ("what", "against", "ours : theirs", "ratio", "target", "")


def cells(row: Row) -> tuple[str, ...]:
    """Write a row."""
    bound = "" if row.target is None else f"{'≤' if row.most else '≥'} {row.target:g}"
    verdict = {None: "", True: "met", False: "missed"}[row.met]
    ratio = f"{row.ratio:.4f}" if row.ratio < 0.1 else f"{row.ratio:.2f}"
    return row.what, row.against, row.measured, ratio, bound, verdict


def terminal_table(rows: Iterable[Row]) -> Table:
    """Write rows for a terminal: in words below each other, in figures beside each other."""
    table = Table("what, against what", *HEAD[3:], box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.no_wrap = True
    for row in rows:
        what, against, measured, *figures = cells(row)
        rest = Padding(Text(f"{against}\n{measured}"), (0, 0, 0, 2))
        table.add_row(Group(Text(what, "bold"), rest), *figures)
    return table


def page_table(rows: Iterable[Row]) -> str:
    """Write rows as Markdown."""
    lines = (HEAD, ["---"] * len(HEAD), *map(cells, rows))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
