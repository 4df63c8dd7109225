"""What earlier runs came to, a line each, and which ratios have fallen since.

A ratio is compared with the last one that was kept on a machine of the same kind. A run in which
one has fallen is not kept: the next would be measured by it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from side_by_side import Row

HISTORY = Path(__file__).with_name("history.jsonl")
FALL = 0.2
"""Share of a ratio whose loss is more than noise."""


@dataclass(frozen=True)
class Run:
    """One line.

    Attributes
    ----------
    commit, date : str
    machine : str
        Its kind.
    ratios : mapping of str to float
        By what was measured against what.
    """

    commit: str
    date: str
    machine: str
    ratios: Mapping[str, float]


@dataclass(frozen=True)
class Fall:
    """A ratio that is worse than it was.

    Attributes
    ----------
    what : str
    before, now : float
    commit : str
        Of the run that it was better in.
    """

    what: str
    before: float
    now: float
    commit: str

    def __str__(self) -> str:
        return f"{self.what}: {self.now:.3g}, {self.before:.3g} at {self.commit}"


def read(path: Path = HISTORY) -> list[Run]:
    """Return all runs that were kept, in their order."""
    if not path.exists():
        return []
    return [Run(**json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


def keep(run: Run, path: Path = HISTORY) -> None:
    """Append a run."""
    line = json.dumps(vars(run), ensure_ascii=False)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def named(rows: Iterable[Row]) -> dict[str, Row]:
    """Return rows by what is measured against what; those that begin with "…" continue another."""
    found: dict[str, Row] = {}
    whole = ""
    for row in rows:
        if not row.what.startswith("…"):
            whole = row.what
        what = row.what if row.what == whole else f"{whole} {row.what}"
        found[f"{what} / {row.against}"] = row
    return found


def ratios(rows: Mapping[str, Row]) -> dict[str, float]:
    """Return the ratios of rows, of those that were measured."""
    return {
        name: round(row.ratio, 5) for name, row in rows.items() if not math.isnan(row.ratio)
    }  # fmt: skip


def falls(rows: Mapping[str, Row], machine: str, runs: Iterable[Run]) -> list[Fall]:
    """Return what has become worse by more than `FALL` since it was last kept.

    Parameters
    ----------
    rows : mapping of str to Row
        As `named` gives them.
    machine : str
        Runs on others are not looked at.
    runs : iterable of Run
    """
    last = {
        name: (ratio, run.commit)
        for run in runs
        if run.machine == machine
        for name, ratio in run.ratios.items()
    }
    found = []
    for name, row in rows.items():
        if row.compared and name in last and not math.isnan(row.ratio):
            before, commit = last[name]
            better, worse = (before, row.ratio) if row.most else (row.ratio, before)
            if better < (1 - FALL) * worse:
                found.append(Fall(name, before, row.ratio, commit))
    return found
