"""Run the benchmarks, all or those named, and show one table; all of them: keep it too.

The exit code is 1 if a ratio has fallen since it was last kept; such a run is kept with --keep.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from history import Run, falls, keep, named, ratios, read
from rich.console import Console
from table import page_table, terminal_table

from scenes.rendering.workers import cores

ALL = (
    "drawing", "films", "demo", "recording", "probing", "tracing", "landscape", "playground",
    "growth",
)  # fmt: skip
RESULTS = Path(__file__).with_name("RESULTS.md")


def machine() -> str:
    """Describe the kind of machine that this is."""
    model = platform.processor() or platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        lines = facts.read_text().splitlines()
        model = next((line.partition(": ")[2] for line in lines if "model name" in line), model)
    return f"{model}, {cores()} cores, {platform.system()}"


def versions() -> str:
    """Name what was measured with."""
    names = ("manim", "torch", "numpy", "av", "pycairo")
    python = platform.python_version()
    return f"Python {python}, {', '.join(f'{name} {version(name)}' for name in names)}"


def commit() -> str:
    """Name the commit that is measured, with a plus if files differ from it."""

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=RESULTS.parent, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no")
    return (git("rev-parse", "--short", "HEAD") or "no commit") + "+" * bool(changed)


def main() -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}")
    parser.add_argument("--keep", action="store_true", help="a run with a ratio that fell, too")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(ALL):
        parser.error(f"there is no benchmark named {', '.join(sorted(unknown))}")
    measured = commit()  # before the results are written, which is a change, too
    rows = []
    for name in asked.names or ALL:
        print(f"measuring: {name}", file=sys.stderr)
        rows += import_module(f"bench_{name}").rows()
    Console().print(terminal_table(rows))
    by_name = named(rows)
    fallen = falls(by_name, machine(), read())
    for each in fallen:
        print(f"fell: {each}")
    if not asked.names:
        date = str(datetime.datetime.now(datetime.UTC).date())
        RESULTS.write_text(f"""\
# Results of the benchmarks

Measured on {date} by `make bench`: {machine()}; {versions()}.

Both sides of a row ran in turn in the same process, interleaved; figures are medians, the ratio is
the median of each round's ratio. Seconds are by the clock; CPU is that of all threads. A row that
says how cost grows has the exponent for a ratio.

{page_table(rows)}
""")
        if asked.keep or not fallen:
            keep(Run(measured, date, machine(), ratios(by_name)))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
