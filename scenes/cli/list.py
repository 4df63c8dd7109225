"""``warpreel list``: list every scene and figure."""

from __future__ import annotations

import json
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from scenes.figures.catalogue import FIGURES
from scenes.films.catalogue import CATALOGUE


def list_entries(
    *, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False
) -> None:
    """List every scene and figure.

    Parameters
    ----------
    as_json
        Print JSON: name, kind, number, summary, section.
    """
    rows = [
        {"name": name, "kind": e.kind, "number": "", "summary": e.summary, "section": e.section}
        for name, e in CATALOGUE.items()
    ]
    rows += [
        {
            "name": name,
            "kind": "figure",
            "number": e.number,
            "summary": e.caption(),
            "section": e.section,
        }
        for name, e in FIGURES.items()
    ]
    if as_json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    table = Table("name", "kind", "number", "chapter", "what it shows", box=None, pad_edge=False)
    for row in rows:
        table.add_row(row["name"], row["kind"], row["number"], row["section"], row["summary"])
    Console().print(table)
