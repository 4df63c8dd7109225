"""Requests for figures: which ones, with which options, under which file names and formats."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import msgspec

from engine.errors import UsageError, WarpreelError, reason
from engine.options import spec_of
from engine.registry import Registry
from scenes.figures.catalogue import FIGURES, resolve_name, resolve_names
from scenes.figures.entry import FigureEntry

FORMATS: Registry[str] = Registry("format")
FORMATS.add("pdf", "for a book or a paper")
FORMATS.add("svg", "for a page or a slide")
FORMATS.add("png", "for everything else")


@dataclass(frozen=True)
class FigureRequest:
    """A request for one figure.

    Attributes
    ----------
    stem : str
        Name of the file, without suffix.
    name : str
        Name of the figure in `FIGURES`.
    spec : dataclass
        Options of the figure.
    formats : tuple of str
        Names in `FORMATS`.
    caption : str, optional
        Caption that replaces the figure's own.
    """

    stem: str
    name: str
    spec: Any
    formats: tuple[str, ...]
    caption: str | None = None

    @property
    def entry(self) -> FigureEntry:
        """The catalogue's entry of the figure."""
        return FIGURES[self.name]


@dataclass(frozen=True)
class OutputOptions:
    """Options that all files of a request share.

    Attributes
    ----------
    theme : str
        Name or file of a theme.
    language : str
        Name or file of a language.
    width : float, optional
        Printed width in millimetres; each figure's own if None.
    dpi : float
        Resolution of PNG files, and of pictures within others, in dots per inch.
    """

    theme: str = "light"
    language: str = "en"
    width: float | None = None
    dpi: float = 300.0

    def file_name(self, request: FigureRequest, format: str) -> str:
        """Return the name of a figure's file in a format."""
        theme = "" if self.theme == "light" else f"-{Path(self.theme).stem}"
        language = "" if self.language == "en" else f"-{Path(self.language).stem}"
        return f"{request.stem}{theme}{language}.{format}"


def requests_for(
    names: tuple[str, ...], formats: tuple[str, ...], options: dict[str, Any]
) -> list[FigureRequest]:
    """Return requests for figures by name or number, with some options of their specs.

    Parameters
    ----------
    names : tuple of str
        As `resolve_names` takes them.
    formats : tuple of str
    options : dict of str to value
        Each applies to the figures that have it.

    Raises
    ------
    UsageError
        If there is no such figure, or none of them has such an option.
    """
    figures = resolve_names(names)
    for option in options:
        if not any(option in _option_names(FIGURES[name].spec) for name in figures):
            flag = option.replace("_", "-")
            shown = ", ".join(figures)
            raise UsageError(f"--{flag} has no effect on {shown}; leave it out")
    return [_request(name, formats, options) for name in figures]


def _request(name: str, formats: tuple[str, ...], options: dict[str, Any]) -> FigureRequest:
    entry = FIGURES[name]
    own = {key: value for key, value in options.items() if key in _option_names(entry.spec)}
    chapter, _, rank = entry.number.partition(".")
    stem = f"{chapter}.{int(rank):02d}-{name}" if rank else name
    return FigureRequest(stem, name, replace(entry.spec, **own), formats)


def _option_names(spec: Any) -> list[str]:
    return [item.name for item in fields(spec)]


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    kind: str
    spec: dict[str, Any] = {}
    format: str = "pdf,svg,png"
    caption: str | None = None


class _List(msgspec.Struct, forbid_unknown_fields=True):
    figure: list[_Row]


def read_requests(path: Path) -> list[FigureRequest]:
    """Read requests for figures from a TOML file: one table ``[[figure]]`` each.

    A table has ``id`` (the file's name), ``kind`` (a figure's name or number), and may have
    ``spec`` (its options), ``format`` and ``caption``.

    Parameters
    ----------
    path : Path

    Raises
    ------
    WarpreelError
        If the file cannot be read.
    UsageError
        If something in it is invalid; the sentence names the field.
    """
    try:
        rows = msgspec.toml.decode(path.read_bytes(), type=_List).figure
    except OSError as error:
        raise WarpreelError(f"cannot read {path}: {reason(error)}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    seen: set[str] = set()
    requests = []
    for index, row in enumerate(rows):
        where = f"{path}: $.figure[{index}]"
        if row.id in seen or not row.id or Path(row.id).name != row.id:
            raise UsageError(f"{where}.id {row.id!r}: give each figure a file name of its own")
        seen.add(row.id)
        requests.append(_request_from(row, where))
    return requests


def _request_from(row: _Row, where: str) -> FigureRequest:
    field = "kind"
    try:
        name = resolve_name(row.kind)
        field = "format"
        formats = parse_formats(row.format)
        field = "spec"
        spec = spec_from(name, row.spec)
    except UsageError as error:
        raise UsageError(f"{where}.{field}: {error}") from error
    return FigureRequest(row.id, name, spec, formats, row.caption)


def spec_from(name: str, options: dict[str, Any]) -> Any:
    """Return a figure's spec with some of its options set from plain values.

    Parameters
    ----------
    name : str
        Name of the figure in `FIGURES`.
    options : dict of str to value

    Raises
    ------
    UsageError
        If the figure has no such option, or a value is of the wrong kind or out of range.
    """
    default = FIGURES[name].spec
    return spec_of(type(default), plain_options(default) | options)


def plain_options(spec: Any) -> dict[str, Any]:
    """Return the options of a spec as plain values, ready for JSON."""
    found: dict[str, Any] = msgspec.to_builtins(spec, enc_hook=str)
    return found


def parse_formats(text: str) -> tuple[str, ...]:
    """Parse names of formats, separated by commas; each is returned once.

    Raises
    ------
    UsageError
        If no format is named.
    UnknownNameError
        If there is no such format.
    """
    found = tuple(FORMATS.key(part) for part in text.split(",") if part.strip())
    if not found:
        raise UsageError(f"--format: name at least one of {', '.join(FORMATS)}")
    return tuple(dict.fromkeys(found))
