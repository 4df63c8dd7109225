"""What is to be drawn: which figures, under which file names, in which formats."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import msgspec

from engine.errors import UsageError, WarpreelError, reason
from engine.options import spec_of
from engine.registry import Registry
from scenes.figures.catalogue import FIGURES, chosen, named
from scenes.figures.entry import FigureEntry

FORMATS: Registry[str] = Registry("format")
FORMATS.add("pdf", "for a book or a paper")
FORMATS.add("svg", "for a page or a slide")
FORMATS.add("png", "for everything else")


@dataclass(frozen=True)
class Order:
    """One figure that is asked for.

    Attributes
    ----------
    stem : str
        Its file's name, without a suffix.
    name : str
        The figure's name in `FIGURES`.
    spec : dataclass
    formats : tuple of str
    caption : str, optional
        Another caption than the figure's own.
    """

    stem: str
    name: str
    spec: Any
    formats: tuple[str, ...]
    caption: str | None = None

    @property
    def entry(self) -> FigureEntry:
        """The figure."""
        return FIGURES[self.name]


def orders_for(
    words: tuple[str, ...], formats: tuple[str, ...], options: dict[str, Any]
) -> list[Order]:
    """Order figures by name or number, with some options of their specs.

    Raises
    ------
    UsageError
        If there is no such figure, or none of them has such an option.
    """
    names = chosen(words)
    for option in options:
        if not any(option in _fields_of(FIGURES[name].spec) for name in names):
            flag = option.replace("_", "-")
            shown = ", ".join(names)
            raise UsageError(f"--{flag} has no effect on {shown}; leave it out")
    return [_order(name, formats, options) for name in names]


def _order(name: str, formats: tuple[str, ...], options: dict[str, Any]) -> Order:
    entry = FIGURES[name]
    own = {key: value for key, value in options.items() if key in _fields_of(entry.spec)}
    chapter, _, rank = entry.number.partition(".")
    stem = f"{chapter}.{int(rank):02d}-{name}" if rank else name
    return Order(stem, name, replace(entry.spec, **own), formats)


def _fields_of(spec: Any) -> list[str]:
    return [item.name for item in fields(spec)]


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    kind: str
    spec: dict[str, Any] = {}
    format: str = "pdf,svg,png"
    caption: str | None = None


class _List(msgspec.Struct, forbid_unknown_fields=True):
    figure: list[_Row]


def read_list(path: Path) -> list[Order]:
    """Read a list of figures from a TOML file: one table ``[[figure]]`` each.

    A table has ``id`` (the file's name), ``kind`` (a figure's name or number), and may have
    ``spec`` (its options), ``format`` and ``caption``.

    Raises
    ------
    WarpreelError
        If the file cannot be read, or something in it can't be meant: the sentence names the field.
    """
    try:
        rows = msgspec.toml.decode(path.read_bytes(), type=_List).figure
    except OSError as error:
        raise WarpreelError(f"cannot read {path}: {reason(error)}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    seen: set[str] = set()
    orders = []
    for place, row in enumerate(rows):
        where = f"{path}: $.figure[{place}]"
        if row.id in seen or not row.id or Path(row.id).name != row.id:
            raise UsageError(f"{where}.id {row.id!r}: give each figure a file name of its own")
        seen.add(row.id)
        orders.append(_from_row(row, where))
    return orders


def _from_row(row: _Row, where: str) -> Order:
    field = "kind"
    try:
        name = named(row.kind)
        field = "format"
        formats = formats_of(row.format)
        field = "spec"
        spec = spec_from(name, row.spec)
    except UsageError as error:
        raise UsageError(f"{where}.{field}: {error}") from error
    return Order(row.id, name, spec, formats, row.caption)


def spec_from(name: str, options: dict[str, Any]) -> Any:
    """Make a figure's spec of plain values.

    Raises
    ------
    UsageError
        If it has no such option, or a value is of the wrong kind or out of range.
    """
    default = FIGURES[name].spec
    return spec_of(type(default), plain(default) | options)


def plain(spec: Any) -> dict[str, Any]:
    """Return a spec's options as plain values, ready for JSON."""
    found: dict[str, Any] = msgspec.to_builtins(spec, enc_hook=str)
    return found


def formats_of(text: str) -> tuple[str, ...]:
    """Read formats, divided by commas.

    Raises
    ------
    UnknownNameError
        If there is no such format.
    """
    found = tuple(FORMATS.key(part) for part in text.split(",") if part.strip())
    if not found:
        raise UsageError(f"--format: name at least one of {', '.join(FORMATS)}")
    return tuple(dict.fromkeys(found))
