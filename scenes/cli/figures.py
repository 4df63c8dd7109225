"""``warpreel figures``: draw the chapter's figures for a book, a paper or a slide."""

from __future__ import annotations

import re
import time
from dataclasses import field, fields, make_dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from cyclopts import Parameter

from engine.errors import UsageError, WarpreelError
from engine.options import in_range
from scenes.cli.progress import bars, work_bars
from scenes.figures.catalogue import FIGURES
from scenes.figures.manifest import check as states_of
from scenes.figures.requests import (
    FORMATS,
    FigureRequest,
    OutputOptions,
    parse_formats,
    read_requests,
    requests_for,
)
from scenes.languages.lookup import language_key
from scenes.languages.numbers import fixed
from scenes.theme.lookup import theme_key

UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
"""Units of a width, in millimetres."""


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
    format: Annotated[str, Parameter(name="--format")] = ",".join(FORMATS),
    width: str | None = None,
    dpi: float = 300.0,
    theme: str = "light",
    lang: str = "en",
    list: Path | None = None,
    fresh: Annotated[bool, Parameter(negative="")] = False,
    check: Annotated[Path | None, Parameter(name="--check")] = None,
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
        pdf, svg, png, or several of them.
    width
        Printed width, e.g. 80mm, 12cm or 5in [each figure's own].
    dpi
        Resolution of png files.
    theme
        light, dark, or a file of your own, such as theme.toml.
    lang
        Language: en, zh, or a file, such as fr.toml.
    list
        A TOML file with a [[figure]] for each: id, kind, spec, format, caption.
    fresh
        Draw everything anew, files edited by hand too.
    check
        Draw nothing; say which files of this folder are stale, missing or edited by hand.
    """
    if check is not None:
        _check(check)
        return
    formats = parse_formats(format)
    output_options = OutputOptions(theme_key(theme), language_key(lang), parse_width(width), dpi)
    in_range("--dpi", dpi, 20, 2_400)
    asked = {f.name: getattr(options, f.name) for f in fields(options)}
    given = {name: value for name, value in asked.items() if value is not None}
    if list is not None and (names or given):
        raise UsageError(f"--list {list}: it names its figures itself; leave the others out")
    requests = (
        requests_for(names or ("all",), formats, given) if list is None else read_requests(list)
    )
    _build(requests, output_options, output, fresh=fresh)


def _build(
    requests: list[FigureRequest], output: OutputOptions, folder: Path, *, fresh: bool
) -> None:
    from scenes.figures.build import build_figures

    began = time.monotonic()
    states: dict[str, str] = {}
    with bars() as progress:
        build_figures(
            requests,
            output,
            folder,
            fresh=fresh,
            on_file=states.__setitem__,
            work=work_bars(progress),
        )
    for file, state in states.items():
        if state == "edited by hand":
            print(f"{folder / file}: edited by hand and left as it is; --fresh draws it anew")
        elif state != "current":
            print(folder / file)
    drawn = sum(state in ("missing", "stale") for state in states.values())
    seconds = fixed(time.monotonic() - began, 1)
    print(f"{drawn} of {len(states)} files drawn in {seconds} s: {folder}")


def _check(folder: Path) -> None:
    states = states_of(folder)
    wrong = {file: state for file, state in states.items() if state != "current"}
    for file, state in wrong.items():
        print(f"{folder / file}: {state}")
    if wrong:
        raise WarpreelError(
            f"{len(wrong)} of {len(states)} files in {folder} are not what would be drawn today"
        )
    print(f"all {len(states)} files in {folder} are what would be drawn today")


def parse_width(text: str | None) -> float | None:
    """Parse a width, such as ``8cm``, and return millimetres.

    Raises
    ------
    UsageError
        If it is not a width with a unit, or out of range.
    """
    if text is None:
        return None
    found = re.fullmatch(r"\s*([0-9]*\.?[0-9]+)\s*(mm|cm|in|pt)\s*", text)
    if found is None:
        raise UsageError(f"--width {text}: give a number with mm, cm, in or pt, e.g. 80mm")
    width = float(found[1]) * UNITS[found[2]]
    if not 20 <= width <= 1_000:
        raise UsageError(f"--width {text}: choose between 20mm and 1000mm")
    return width
