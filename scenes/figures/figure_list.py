"""Lists of figures: TOML files that ask for each figure in a table of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from engine.errors import CombinedError, UsageError, WarpreelError, raise_all
from engine.files import is_plain_name
from engine.input_files import read_toml
from engine.named_inputs import keep_inputs
from scenes.figures.catalogue import FIGURES, chapter_figures, resolve_name
from scenes.figures.requests import (
    FORMATS,
    FigureRequest,
    OutputOptions,
    Refusals,
    parse_formats,
    parse_width,
    refusing,
    spec_from,
)
from scenes.languages.characters import unshowable
from scenes.languages.lookup import language_key
from scenes.theme.lookup import theme_key

T = TypeVar("T")

HEAD = """\
# A list of figures. `warpreel figures --list {file}` draws them; what is current stays.
#
# Every figure is a table [[figure]] of its own:
#   id         name of its file, without suffix
#   kind       the figure, by number or name; `warpreel list` names all
#   spec       its options, e.g. {{ alpha = 0.3 }}; `warpreel figures --help` names all
#   recording  a recording to show, for figures of a training
#   format     pdf, svg, png, or several of them [all]
#   width      printed width, e.g. "80mm" [139 mm]
#   theme      light, dark, or a file [light]
#   lang       en, zh, or a file [en]
#   caption    replaces the figure's own in the files' metadata
# Files are looked for beside this one. A flag of the command line replaces the values of all.
"""


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    kind: str
    spec: dict[str, Any] = {}
    recording: str | None = None
    format: str | None = None
    width: str | None = None
    theme: str | None = None
    lang: str | None = None
    caption: str | None = None


@dataclass(frozen=True)
class Overrides:
    """Values that replace those of a list's figures; None keeps them.

    Attributes
    ----------
    formats : tuple of str, optional
    theme, language : str, optional
    width : float, optional
        In millimetres.
    dpi : float
    """

    formats: tuple[str, ...] | None = None
    theme: str | None = None
    language: str | None = None
    width: float | None = None
    dpi: float = OutputOptions.dpi


def read_requests(
    path: Path, overrides: Overrides | None = None, refusals: Refusals | None = None
) -> list[FigureRequest]:
    """Read requests for figures from a TOML file: one table ``[[figure]]`` each.

    Parameters
    ----------
    path : Path
        Files that it names are looked for beside it first.
    overrides : Overrides, optional
    refusals : list, optional
        Takes the errors of single figures; those without any are returned.

    Raises
    ------
    WarpreelError
        If the file cannot be read.
    UsageError
        If it is no list; without `refusals`, also if something in a table is invalid. The sentence
        names the field.
    """
    requests: list[FigureRequest] = []
    taken: dict[str, str] = {}
    for index, table in enumerate(_tables(path)):
        where = f"{path}: $.figure[{index}]"
        with refusing(refusals):
            row = _row(table, path, index)
            request = _request_from(row, path, where, overrides or Overrides())
            same = {_as_one(file): file for file in request.files}
            if (both := next((taken[each] for each in same if each in taken), None)) is not None:
                raise UsageError(
                    f"{where}.id {row.id!r}: another figure is {both} already; give each a file "
                    "name of its own"
                )
            taken |= same
            requests.append(request)
    return requests


def _as_one(file: str) -> str:
    """Return what is the same for names that some file systems take for the same."""
    return unicodedata.normalize("NFC", file).casefold()


def _tables(path: Path) -> list[Any]:
    content = read_toml(path, "`warpreel figures init` writes a list", WarpreelError)
    odd = next((name for name in content if name != "figure"), None)
    if odd is not None:
        raise UsageError(f"{path}: there is no field {odd!r}; each figure is a table [[figure]]")
    tables = content.get("figure", [])
    if not isinstance(tables, list) or not tables:
        raise UsageError(f"{path}: it has no [[figure]]; `warpreel figures init` writes a list")
    return tables


def _row(table: Any, path: Path, index: int) -> _Row:
    try:
        return msgspec.convert(table, _Row)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        place = f"$.figure[{index}]{where.rstrip('`')}"
        raise UsageError(f"{path}: {what} - at `{place}`") from error


def _request_from(row: _Row, path: Path, where: str, overrides: Overrides) -> FigureRequest:
    read = _Fields(where)
    read("id", lambda: _check_id(row.id))
    read("caption", lambda: _check_caption(row.caption or ""))
    name = read("kind", lambda: resolve_name(row.kind))
    given = ",".join(FORMATS) if row.format is None else row.format
    formats = read("format", lambda: parse_formats(given))
    width = read("width", lambda: parse_width(row.width))
    theme = read("theme", lambda: theme_key(beside(path, row.theme or "light")))
    language = read("lang", lambda: language_key(beside(path, row.lang or "en")))
    spec = None
    if name is not None:
        field = "recording" if row.recording is not None else "spec"
        spec = read(field, lambda: spec_from(name, row.spec | _recording(row, path, name)))
    raise_all(read.errors)
    assert name is not None
    assert formats is not None
    assert theme is not None
    assert language is not None
    keep_inputs(spec)
    output = OutputOptions(
        overrides.theme or theme,
        overrides.language or language,
        overrides.width or width,
        overrides.dpi,
    )
    return FigureRequest(row.id, name, spec, overrides.formats or formats, output, row.caption)


class _Fields:
    """Reads the fields of a table, and keeps what is wrong with them."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.errors: list[WarpreelError] = []

    def __call__(self, field: str, read: Callable[[], T]) -> T | None:
        """Return what a field says, or None if that is wrong."""
        try:
            return read()
        except CombinedError as error:
            self.errors += [UsageError(f"{self.where}.{field}: {each}") for each in error.errors]
        except UsageError as error:
            self.errors.append(UsageError(f"{self.where}.{field}: {error}"))
        return None


def _check_id(text: str) -> None:
    if not all(map(is_plain_name, (text, f"{text}.svg"))):
        raise UsageError(f"{text!r} cannot be the name of a file; give letters, digits and dashes")


def _check_caption(text: str) -> None:
    if (character := unshowable(text)) is not None:
        raise UsageError(f"the character {character} cannot be shown")


def _recording(row: _Row, path: Path, name: str) -> dict[str, str]:
    if row.recording is None:
        return {}
    if "recording" not in {item.name for item in fields(FIGURES[name].spec)}:
        raise UsageError(f"the figure {row.kind} shows no recording; leave it out")
    if "recording" in row.spec:
        raise UsageError("spec names a recording too; leave one of them out")
    if not row.recording:
        raise UsageError("it names no file; leave it out for a run of the figure's own")
    return {"recording": beside(path, row.recording)}


def beside(path: Path, value: Any) -> Any:
    """Return the path of a file beside `path` if the value names one, else the value."""
    if isinstance(value, str) and value:
        with suppress(OSError, ValueError):  # too long for a name, or none at all
            if (found := path.parent / value).is_file():
                return str(found)
    return value


def list_template(file: str) -> str:
    """Return a list of the chapter's figures with comments, as TOML, for a file of a name."""
    tables = [
        f"""
# {FIGURES[name].caption()}
[[figure]]
id = "{FIGURES[name].number}-{name}"
kind = "{FIGURES[name].number}"
"""
        for name in chapter_figures()
    ]
    return HEAD.format(file=file) + "".join(tables)
