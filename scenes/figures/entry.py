"""What is known of a figure before it is drawn: number, caption, options, sizes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from engine.errors import UsageError
from scenes.languages.language import ENGLISH, Language

SMALLEST = 7.0
"""No text of a figure is smaller at its own size, in points…"""
READABLE = 6.5
"""… and none is where the figure is printed smaller."""

MM_PER_INCH = 25.4
INCHES_PER_MM = 1 / MM_PER_INCH

Size = tuple[float, float]
"""Width and height in millimetres."""


@dataclass(frozen=True, kw_only=True)
class FigureEntry:
    """A figure.

    Attributes
    ----------
    template : str
        What it shows, in English, with the field ``{name}`` if there is a `subject`.
    section : str
        Section of the chapter that it belongs to.
    home : str
        The module with its `compute` and `draw`.
    spec : dataclass
        What it shows if nothing else is asked for.
    sizes : tuple of (float, float)
        For which it has a layout, largest first.
    number : str
        In the chapter, such as ``11.8``; empty if it has none.
    subject : str
        The name of the one it shows, of a family of figures.
    """

    template: str
    section: str
    home: str
    spec: Any
    sizes: tuple[Size, ...]
    number: str = ""
    subject: str = ""

    def caption(self, language: Language = ENGLISH) -> str:
        """Say what it shows."""
        return language.say(self.template, name=self.subject)

    def load(self) -> ModuleType:
        """Import its module."""
        return import_module(self.home)

    def layout_for(self, width: float | None) -> Size:
        """Choose the layout that is printed so wide, in millimetres.

        Raises
        ------
        UsageError
            If its text would be too small to be read.
        """
        if width is None:
            return self.sizes[0]
        least = [READABLE / SMALLEST * size[0] for size in self.sizes]
        for size, narrowest in zip(self.sizes, least, strict=True):
            if width >= narrowest:
                return size
        raise UsageError(
            f"--width {width:g}mm: the figure {self.number or self.caption()} needs "
            f"{least[-1]:.0f} mm for its text to be read; choose more, or leave it out"
        )
