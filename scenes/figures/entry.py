"""The catalogue's entry of a figure: number, caption, default options and sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from engine.errors import UsageError
from scenes.languages.language import ENGLISH, Language
from scenes.languages.numbers import grouped, significant

SMALLEST = 7.0
"""Smallest font size of a figure at its own size, in points."""
READABLE = 6.5
"""Smallest font size of a figure that is printed at a smaller size, in points."""

MM_PER_INCH = 25.4
INCHES_PER_MM = 1 / MM_PER_INCH

Size = tuple[float, float]
"""Width and height, in millimetres."""


@dataclass(frozen=True, kw_only=True)
class FigureEntry:
    """A figure of the catalogue.

    Attributes
    ----------
    template : str
        English caption, with the field ``{name}`` if there is a `subject`.
    section : str
        Section of the chapter to which it belongs.
    home : str
        Name of the module that defines ``compute(spec, work)`` and ``draw(figure, result, style)``.
    spec : dataclass
        Default options.
    sizes : tuple of (float, float)
        Sizes for which it has a layout, largest first.
    number : str
        Number in the chapter, such as ``11.8``; empty if it has none.
    subject : str
        Name of what it shows, where several figures share a template.
    """

    template: str
    section: str
    home: str
    spec: Any
    sizes: tuple[Size, ...]
    number: str = ""
    subject: str = ""

    def caption(self, language: Language = ENGLISH) -> str:
        """Return the caption in a language."""
        return language.say(self.template, name=self.subject)

    def load(self) -> ModuleType:
        """Import and return the module `home`."""
        return import_module(self.home)

    def layout_for(self, width: float | None) -> Size:
        """Return the largest layout whose text is readable at a printed width, in millimetres.

        Parameters
        ----------
        width : float, optional
            The largest layout is returned if None.

        Raises
        ------
        UsageError
            If the text of every layout would be too small to be read.
        """
        if width is None:
            return self.sizes[0]
        least = [READABLE / SMALLEST * size[0] for size in self.sizes]
        for size, narrowest in zip(self.sizes, least, strict=True):
            if width >= narrowest:
                return size
        needed = grouped(math.ceil(least[-1]))
        raise UsageError(
            f"--width {significant(width)}mm: the figure {self.number or self.caption()} needs "
            f"{needed} mm for its text to be read; choose more, or leave it out"
        )
