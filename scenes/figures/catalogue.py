"""All figures, by name; light enough to say what is stale without drawing anything."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from engine.activations import PICTURED
from engine.errors import UsageError
from engine.registry import Registry, unknown_name
from scenes.specs.figures import (
    ActivationFigureSpec,
    DescentPathSpec,
    LossSurfaceSpec,
    SoftmaxFigureSpec,
)

SMALLEST = 7.0
"""No text of a figure is smaller at its own size, in points…"""
READABLE = 6.5
"""… and none is where the figure is printed smaller."""

Size = tuple[float, float]
"""Width and height in millimetres."""


@dataclass(frozen=True, kw_only=True)
class FigureEntry:
    """A figure.

    Attributes
    ----------
    caption : str
        What it shows, in English.
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
    """

    caption: str
    section: str
    home: str
    spec: Any
    sizes: tuple[Size, ...]
    number: str = ""

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
            f"--width {width:g}mm: the figure {self.number or self.caption} needs "
            f"{least[-1]:.0f} mm for its text to be read; choose more, or leave it out"
        )


FIGURES: Registry[FigureEntry] = Registry("figure")
ACTIVATION = "activation"
"""The family's name, by which all its figures can be asked for."""
_SOFTMAX = "7 Output activations and losses"
_DESCENT = "9 Gradient descent"

for _number, _name in {
    "11.8": "sigmoid",
    "11.9": "tanh",
    "11.10": "relu",
    "11.11": "leaky-relu",
    **{"-" * i: name for i, name in enumerate(PICTURED)},
}.items():
    if _name not in FIGURES:
        FIGURES.add(
            _name,
            FigureEntry(
                number=_number.strip("-"),
                caption="An activation function: its curve, and the plane before and after it",
                section="6 Activation functions",
                home="scenes.figures.activation",
                spec=ActivationFigureSpec(name=_name),
                sizes=((150, 54), (84, 108)),
            ),
        )
FIGURES.add(
    "softmax",
    FigureEntry(
        number="11.12",
        caption="Raw outputs, and the probabilities that softmax makes of them",
        section=_SOFTMAX,
        home="scenes.figures.softmax",
        spec=SoftmaxFigureSpec(),
        sizes=((120, 52), (84, 52)),
    ),
)
FIGURES.add(
    "loss-surface",
    FigureEntry(
        number="11.13",
        caption="The loss surface of two parameters",
        section=_DESCENT,
        home="scenes.figures.loss_surface",
        spec=LossSurfaceSpec(),
        sizes=((84, 74),),
    ),
)
FIGURES.add(
    "descent-path",
    FigureEntry(
        number="11.14",
        caption="The path of gradient descent on the loss surface, from the start to the optimum",
        section=_DESCENT,
        home="scenes.figures.descent_path",
        spec=DescentPathSpec(),
        sizes=((84, 78),),
    ),
)


def numbered() -> list[str]:
    """Name the chapter's own figures, in its order."""
    found = [name for name, entry in FIGURES.items() if entry.number]
    return sorted(found, key=lambda name: int(FIGURES[name].number.partition(".")[2]))


def named(word: str) -> str:
    """Give the name of the figure that has this name or number.

    Raises
    ------
    UnknownNameError
        If there is none; the message suggests the nearest ones.
    """
    numbers = {entry.number: name for name, entry in FIGURES.items() if entry.number}
    word = word.strip().lower().replace("_", "-")
    found = numbers.get(word, word)
    if found not in FIGURES:
        raise unknown_name("figure", word, [*numbers, *numbers.values(), *FIGURES, "all"])
    return found


def chosen(words: tuple[str, ...]) -> list[str]:
    """Name the figures that are asked for: by name, by number, or as ``all``.

    ``activation`` alone means the whole family; before the name of one, it means that one.

    Raises
    ------
    UnknownNameError
        If there is no such figure.
    """
    names: list[str] = []
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word == "all":
            names += numbered()
        elif word == ACTIVATION:
            names += [] if following in PICTURED else list(PICTURED)
        else:
            names.append(named(word))
    return list(dict.fromkeys(names))
