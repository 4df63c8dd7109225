"""``warpreel figures``: draw the chapter's figures for a book, a paper or a slide."""

from __future__ import annotations

import time
from dataclasses import field, fields, make_dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from cyclopts import App, Parameter

from engine.errors import UsageError, WarpreelError, raise_all
from engine.files import check_file
from engine.options import in_range
from scenes.cli.facts.json_output import print_json
from scenes.cli.new_file import write_new_toml
from scenes.cli.options import command_of
from scenes.cli.progress import bars, work_bars
from scenes.figures.catalogue import FIGURES
from scenes.figures.figure_list import Overrides, read_requests
from scenes.figures.manifest import State
from scenes.figures.manifest import check as states_of
from scenes.figures.requests import (
    FORMATS,
    FigureRequest,
    OutputOptions,
    Refusals,
    parse_formats,
    parse_width,
    requests_for,
)
from scenes.languages.lookup import language_key
from scenes.languages.numbers import counted, fixed
from scenes.theme.lookup import theme_key


def _options() -> type:
    """Return a dataclass of the options of all figures, each of which is None by default."""
    found: dict[str, tuple[str, Any, Any]] = {}
    for entry in FIGURES.values():
        hints = get_type_hints(type(entry.spec))
        for item in fields(entry.spec):
            if item.name != "name":  # each name is a figure of its own
                metadata = {"help": item.metadata["help"]}
                option = field(default=None, metadata=metadata)
                found.setdefault(item.name, (item.name, hints[item.name] | None, option))
    return make_dataclass("FigureOptions", found.values(), frozen=True, kw_only=True)


FigureOptions = _options()


def figures(
    options: Any,
    names: Annotated[tuple[str, ...], Parameter(negative="", show_default=False)] = (),
    *,
    output: Annotated[Path, Parameter(name=("--output", "-o"))] = Path("renders/figures"),
    format: Annotated[str | None, Parameter(name="--format")] = None,
    width: str | None = None,
    dpi: float = 300.0,
    theme: str | None = None,
    lang: str | None = None,
    list: Path | None = None,
    fresh: Annotated[bool, Parameter(negative="")] = False,
    check: Annotated[Path | None, Parameter(name="--check")] = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Draw the chapter's figures from what the engine computes: only what is missing or stale.

    Parameters
    ----------
    names
        Figures by number or name, 11.8 or sigmoid; all (those of the chapter); or activation
        (every function) [all].
    output
        The folder to put them in, with a manifest of where each comes from.
    format
        pdf, svg, png, or several of them [all, or as the list says].
    width
        Printed width, e.g. 80mm, 12cm or 5in [139mm, or as the list says].
    dpi
        Resolution of png files.
    theme
        light, dark, or a file of your own, such as theme.toml [light, or as the list says].
    lang
        Language: en, zh, or a file, such as fr.toml [en, or as the list says].
    list
        A TOML file with a [[figure]] for each, as `warpreel figures init` writes one.
    fresh
        Draw everything anew, files edited by hand too.
    check
        Draw nothing; say which files of this folder are stale, missing or edited by hand: of the
        figures that are named or listed, or of all that were drawn.
    as_json
        Print JSON: the state of each file; with --check only.
    """
    if as_json and check is None:
        raise UsageError("--json tells what --check finds; add it, or leave --json out")
    in_range("--dpi", dpi, 20, 2_400)
    chosen = Overrides(
        None if format is None else parse_formats(format),
        None if theme is None else theme_key(theme),
        None if lang is None else language_key(lang),
        parse_width(width),
        dpi,
    )
    asked = {f.name: getattr(options, f.name) for f in fields(options)}
    given = {name: value for name, value in asked.items() if value is not None}
    refusals: Refusals = []
    if list is not None:
        if names or given:
            raise UsageError(f"--list {list}: it names its figures itself; leave the others out")
        requests = read_requests(list, chosen, refusals)
    else:
        output_options = OutputOptions(
            chosen.theme or "light", chosen.language or "en", chosen.width, dpi
        )
        formats = chosen.formats or tuple(FORMATS)
        requests = requests_for(names or ("all",), formats, given, output_options, refusals)
    if check is None:
        _build(requests, output, refusals, fresh=fresh)
    elif names or list is not None:
        _tell(check, states_of(check, requests), as_json=as_json)
    else:
        _tell(check, states_of(check), as_json=as_json)
    raise_all(refusals)


def init(
    *,
    output: Annotated[Path, Parameter(name=("--output", "-o"))] = Path("figures.toml"),
) -> None:
    """Write a list of the chapter's figures, with comments, to be changed.

    Parameters
    ----------
    output
        The file; one that is there is left alone.
    """
    from scenes.figures.figure_list import list_template

    write_new_toml(output, list_template(output.name), "list")
    print(f"{output}: change it, then `warpreel figures --list {output}`")


def _build(requests: list[FigureRequest], folder: Path, refusals: Refusals, *, fresh: bool) -> None:
    from scenes.figures.build import build_figures

    for request in requests:
        for name in request.files:
            check_file(folder / name)
    began = time.monotonic()
    found: dict[str, str] = {}
    with bars() as progress:
        build_figures(
            requests,
            folder,
            fresh=fresh,
            on_file=found.__setitem__,
            work=work_bars(progress),
            refusals=refusals,
        )
    for file, state in found.items():
        if state == "edited by hand":
            print(f"{folder / file}: edited by hand and left as it is; --fresh draws it anew")
        elif state != "current":
            print(folder / file)
    if found:
        drawn = sum(state in ("missing", "stale") for state in found.values())
        seconds = fixed(time.monotonic() - began, 1)
        print(f"{drawn} of {counted(len(found), 'file')} drawn in {seconds} s: {folder}")


def _tell(folder: Path, states: dict[str, State], *, as_json: bool) -> None:
    """Print the states of files, and raise an error unless all are current."""
    wrong = {file: state for file, state in states.items() if state != "current"}
    if as_json:
        print_json(states)
    else:
        for file, state in wrong.items():
            print(f"{folder / file}: {state}")
    if wrong:
        raise WarpreelError(
            f"{len(wrong)} of {counted(len(states), 'file')} in {folder} "
            f"{'is' if len(wrong) == 1 else 'are'} not what would be drawn today"
        )
    if states and not as_json:
        told = "the file" if len(states) == 1 else f"all {len(states)} files"
        be = "is" if len(states) == 1 else "are"
        print(f"{told} in {folder} {be} what would be drawn today")


figures_app = App(name="figures")
figures_app.default(command_of(figures, FigureOptions))
figures_app.command(init)
