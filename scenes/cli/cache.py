"""``warpreel cache``: show or clear what is kept between runs."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter
from rich.console import Console
from rich.filesize import decimal
from rich.table import Table

from engine.errors import WarpreelError, reason
from scenes.cache.location import cache_folder, cache_limit, cached_files
from scenes.languages.numbers import grouped

cache = App(name="cache", help="Show or clear what is kept between runs.")


@cache.default
@cache.command
def show(*, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False) -> None:
    """Show how many recordings and segments of films are kept, and how large they are.

    Parameters
    ----------
    as_json
        Print JSON.
    """
    kept = {each.name: {"files": len(each.files), "bytes": each.size} for each in cached_files()}
    if as_json:
        import json

        print(json.dumps({"folder": str(cache_folder()), "limit": cache_limit(), **kept}, indent=2))
        return
    table = Table("", "files", "size", box=None, pad_edge=False)
    for name, facts in kept.items():
        table.add_row(name, grouped(facts["files"]), decimal(facts["bytes"]))
    console = Console(soft_wrap=True)
    console.print(f"{cache_folder()}", highlight=False)
    console.print(table)
    console.print(
        f"Segments may take {decimal(cache_limit())}; WARPREEL_CACHE_LIMIT sets another limit.",
        highlight=False,
    )


@cache.command
def clear(*, recordings: Annotated[bool, Parameter(negative="")] = False) -> None:
    """Delete the segments of films; they are drawn again when they are needed.

    Parameters
    ----------
    recordings
        Delete the recordings of trained networks too.
    """
    freed = 0
    for each in cached_files():
        if each.name != "recordings" or recordings:
            freed += each.size
            for path in each.files:
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise WarpreelError(f"cannot delete {path}: {reason(error)}") from error
    print(f"freed {decimal(freed)}")
