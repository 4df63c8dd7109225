"""``warpreel list``: list every scene and figure."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from scenes.figures.catalogue import FIGURES
from scenes.films.catalogue import CATALOGUE

KINDS = {"scene": "Films", "figure": "Figures"}


def list_entries(
    film: str | None = None,
    *,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """List every scene and figure, or the sections of a film.

    Parameters
    ----------
    film
        List the sections of this film, which a lecture's pauses, loops and notes can name.
    as_json
        Print JSON: name, kind, number, summary, section; of a film the names of its sections.
    """
    if film is not None:
        _list_sections(CATALOGUE.key(film), as_json=as_json)
        return
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
    console = Console()
    for kind, command in (("scene", "render"), ("figure", "figures")):
        console.print(f"{KINDS[kind]}: warpreel {command} NAME", style="bold", highlight=False)
        console.print(_table([row for row in rows if row["kind"] == kind]))


def _table(rows: list[dict[str, str]]) -> Table:
    """Return a table of entries, below the section of the chapter that they belong to."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("number", no_wrap=True)
    table.add_column("name", no_wrap=True, min_width=max(map(len, (*CATALOGUE, *FIGURES))))
    table.add_column("what it shows")
    for section, entries in groupby(rows, lambda row: row["section"]):
        table.add_row("", f"[dim]{section}[/dim]")
        for row in entries:
            table.add_row(row["number"], row["name"], row["summary"])
    return table


def _list_sections(film: str, *, as_json: bool) -> None:
    from scenes.storytelling.section_names import section_names

    entry = CATALOGUE[film]
    known = section_names(entry.load(), entry.spec())
    if as_json:
        print(json.dumps(known.names, indent=2))
        return
    for name in known.names:
        print(name)
    if not known.complete:
        print("and sections named after what it shows; its contact sheet tells them")
