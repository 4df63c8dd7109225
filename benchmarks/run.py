"""Run the benchmarks, all or those named, and show one table; all of them: keep it too."""

from __future__ import annotations

import datetime
import platform
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table
from side_by_side import Row

from scenes.rendering.workers import cores

ALL = (
    "drawing", "films", "demo", "recording", "probing", "tracing", "landscape", "playground",
)  # fmt: skip
RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = ("what", "against", "ours : theirs", "ratio", "target", "")


def cells(row: Row) -> tuple[str, ...]:
    """Write a row."""
    bound = "" if row.target is None else f"{'≤' if row.most else '≥'} {row.target:g}"
    verdict = {None: "", True: "met", False: "missed"}[row.met]
    ratio = f"{row.ratio:.4f}" if row.ratio < 0.1 else f"{row.ratio:.2f}"
    return row.what, row.against, row.measured, ratio, bound, verdict


def machine() -> str:
    """Describe where and with what this was measured."""
    model = platform.processor() or platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        lines = facts.read_text().splitlines()
        model = next((line.partition(": ")[2] for line in lines if "model name" in line), model)
    names = ("manim", "torch", "numpy", "av", "pycairo")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    python = platform.python_version()
    return f"{model}, {cores()} cores, {platform.system()}; Python {python}, {versions}"


def main() -> None:
    """Measure and show."""
    chosen = sys.argv[1:] or ALL
    table = Table(*HEAD, show_lines=True)
    rows = []
    for name in chosen:
        for row in import_module(f"bench_{name}").rows():
            rows.append(cells(row))
            table.add_row(*rows[-1])
    Console().print(table)
    if chosen is ALL:
        lines = ["| " + " | ".join(row) + " |" for row in (HEAD, ["---"] * len(HEAD), *rows)]
        RESULTS.write_text(f"""\
# Results of the benchmarks

Measured on {datetime.datetime.now(datetime.UTC).date()} by `make bench`: {machine()}.

Both sides of a row ran in turn in the same process, interleaved; figures are medians, the ratio is
the median of each round's ratio. Seconds are by the clock; CPU is that of all threads.

{chr(10).join(lines)}
""")


if __name__ == "__main__":
    main()
