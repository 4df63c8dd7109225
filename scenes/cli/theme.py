"""``warpreel theme``: write or check a theme of the user's own."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from scenes.cli.facts.json_output import print_json
from scenes.cli.new_file import write_new_toml
from scenes.languages.numbers import fixed, significant
from scenes.theme.contrast import GROUNDS, Contrast, contrasts_of, refuse_unreadable
from scenes.theme.theme import THEMES, Theme

EXAMPLE = Path(__file__).parents[1] / "theme" / "theme_example.toml"

theme = App(name="theme", help="Write or check a theme of your own: colours, fonts, a logo.")


@theme.command
def init(
    *, output: Annotated[Path, Parameter(name=("--output", "-o"))] = Path("theme.toml")
) -> None:
    """Write an example with comments, to be changed.

    Parameters
    ----------
    output
        The file; one that is there is left alone.
    """
    write_new_toml(output, EXAMPLE.read_text("utf-8"), "theme")
    print(f"{output}: change it, then `warpreel theme check {output}`")


@theme.command
def check(
    name: str, *, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False
) -> None:
    """Measure the contrast of a theme's colours with what is behind them.

    Parameters
    ----------
    name
        A file, such as theme.toml, or dark or light.
    as_json
        Print JSON.
    """
    from scenes.theme.theme_file import parse_theme

    is_own = name.lower().endswith(".toml")
    chosen = parse_theme(Path(name)) if is_own else THEMES.find(name)
    if as_json:
        print_json([{**asdict(each), "is_enough": each.is_enough} for each in contrasts_of(chosen)])
    else:
        _print_table(chosen)
    refuse_unreadable(chosen, name)


def _print_table(chosen: Theme) -> None:
    table = Table("", "", *GROUNDS, "needs", "", box=None, pad_edge=False)
    for _, each in groupby(contrasts_of(chosen), lambda one: one.name):
        table.add_row(*_row(list(each)))
    Console(highlight=False).print(table)


def _row(pairs: list[Contrast]) -> tuple[str, ...]:
    """Return the row of a colour: its contrast with each background, and whether that suffices."""
    first = pairs[0]
    ratios = (f"{fixed(each.ratio, 2):>5}:1" for each in pairs)
    verdict = "" if all(each.is_enough for each in pairs) else "too little"
    return (escape(first.name), first.colour, *ratios, f"{significant(first.least)}:1", verdict)
