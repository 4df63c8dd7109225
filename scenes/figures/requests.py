"""Requests for figures: which ones, with which options, in which form and under which names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from engine.errors import UsageError, WarpreelError
from engine.options import spec_of
from engine.registry import Registry
from scenes.figures.catalogue import ACTIVATION, FIGURES, resolve_names
from scenes.figures.entry import FigureEntry

FORMATS: Registry[str] = Registry("format")
FORMATS.add("pdf", "for a book or a paper")
FORMATS.add("svg", "for a page or a slide")
FORMATS.add("png", "for everything else")


UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
"""Units of a width, in millimetres."""

Refusals = list[WarpreelError]
"""Takes the errors of those figures that can't be drawn, while others are."""


@dataclass(frozen=True)
class OutputOptions:
    """The form in which a figure is drawn.

    Attributes
    ----------
    theme : str
        Name or file of a theme.
    language : str
        Name or file of a language.
    width : float, optional
        Printed width in millimetres; the figure's own if None.
    dpi : float
        Resolution of PNG files, and of pictures within others, in dots per inch.
    """

    theme: str = "light"
    language: str = "en"
    width: float | None = None
    dpi: float = 300.0


@dataclass(frozen=True)
class FigureRequest:
    """A request for one figure.

    Attributes
    ----------
    stem : str
        Name of the file, without theme, language and suffix.
    name : str
        Name of the figure in `FIGURES`.
    spec : dataclass
        Options of the figure.
    formats : tuple of str
        Names in `FORMATS`.
    output : OutputOptions
    caption : str, optional
        Caption that replaces the figure's own.
    """

    stem: str
    name: str
    spec: Any
    formats: tuple[str, ...]
    output: OutputOptions = OutputOptions()
    caption: str | None = None

    @property
    def entry(self) -> FigureEntry:
        """The catalogue's entry of the figure."""
        return FIGURES[self.name]

    def file_name(self, format: str) -> str:
        """Return the name of the file in a format."""
        theme, language = self.output.theme, self.output.language
        themed = "" if theme == "light" else f"-{Path(theme).stem}"
        spoken = "" if language == "en" else f"-{Path(language).stem}"
        return f"{self.stem}{themed}{spoken}.{format}"

    @property
    def files(self) -> dict[str, str]:
        """The formats, by the names of their files."""
        return {self.file_name(format): format for format in self.formats}


@contextmanager
def refusing(refusals: Refusals | None) -> Iterator[None]:
    """Append an error raised within the block to the refusals, or raise it if there is no list."""
    try:
        yield
    except WarpreelError as error:
        if refusals is None:
            raise
        refusals.append(error)


def requests_for(
    names: tuple[str, ...],
    formats: tuple[str, ...],
    options: dict[str, Any],
    output: OutputOptions = OutputOptions(),
    refusals: Refusals | None = None,
) -> list[FigureRequest]:
    """Return requests for figures by name or number, with some options of their specs.

    Parameters
    ----------
    names : tuple of str
        As `resolve_names` takes them.
    formats : tuple of str
    options : dict of str to value
        Each applies to the figures that have it.
    output : OutputOptions
    refusals : list, optional
        Takes the errors of single figures.

    Raises
    ------
    UsageError
        If none of the figures has such an option; without `refusals`, also if there is no such
        figure, or it can't have such a value.
    """
    figures: list[str] = []
    for words in _phrases(names):
        with refusing(refusals):
            figures += resolve_names(words)
    figures = list(dict.fromkeys(figures))
    for option in options:
        if figures and not any(option in _option_names(FIGURES[name].spec) for name in figures):
            flag = option.replace("_", "-")
            shown = ", ".join(figures)
            raise UsageError(f"--{flag} has no effect on {shown}; leave it out")
    requests = []
    for name in figures:
        with refusing(refusals):
            requests.append(_request(name, formats, options, output))
    return requests


def _phrases(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what names one figure, or one group of them: a word, or ``activation`` and a word."""
    words = iter(names)
    for word in words:
        yield (word, *islice(words, 1)) if word == ACTIVATION else (word,)


def _request(
    name: str, formats: tuple[str, ...], options: dict[str, Any], output: OutputOptions
) -> FigureRequest:
    entry = FIGURES[name]
    own = {key: value for key, value in options.items() if key in _option_names(entry.spec)}
    chapter, _, rank = entry.number.partition(".")
    stem = f"{chapter}.{int(rank):02d}-{name}" if rank else name
    return FigureRequest(stem, name, replace(entry.spec, **own), formats, output)


def _option_names(spec: Any) -> list[str]:
    return [item.name for item in fields(spec)]


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
