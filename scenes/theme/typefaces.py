"""The typefaces that everything is written in: a theme's own, and those of the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from engine.errors import WarpreelError

FOLDER = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Typeface:
    """A family in two weights, each an OpenType or TrueType file.

    Attributes
    ----------
    family : str
    regular, bold : Path
        The latter semi-bold.
    """

    family: str
    regular: Path
    bold: Path

    def file(self, *, bold: bool) -> Path:
        """Return the file of a weight.

        Raises
        ------
        WarpreelError
            If it is missing.
        """
        return _present(self.bold if bold else self.regular)

    def truetype(self, *, bold: bool) -> Path:
        """Return a file with TrueType outlines, the only ones that every PDF reader embeds.

        Those of Inter were made of its OpenType file, with curves at most 0.3 ‰ of an em away.

        Raises
        ------
        WarpreelError
            If it is missing.
        """
        return _present((self.bold if bold else self.regular).with_suffix(".ttf"))


BUNDLED = (
    Typeface("Inter", FOLDER / "Inter-Regular.otf", FOLDER / "Inter-SemiBold.otf"),
    Typeface("Noto Sans SC", FOLDER / "NotoSansSC-Regular.ttf", FOLDER / "NotoSansSC-SemiBold.ttf"),
)
"""The typefaces of the package, Latin before Chinese."""
_in_use: ContextVar[tuple[Typeface, ...]] = ContextVar("typefaces", default=BUNDLED)


@contextmanager
def use_typefaces(typefaces: tuple[Typeface, ...]) -> Iterator[None]:
    """Write in some typefaces within a block; after it, in those of before.

    Parameters
    ----------
    typefaces : tuple of Typeface
        In the order in which characters are sought in them.
    """
    token = _in_use.set(typefaces)
    try:
        yield
    finally:
        _in_use.reset(token)


def typefaces() -> tuple[Typeface, ...]:
    """Return the typefaces in use, in the order in which characters are sought in them."""
    return _in_use.get()


def typeface(family: str) -> Typeface | None:
    """Return the typeface in use that has this name, if any."""
    return next((each for each in typefaces() if each.family == family), None)


def family_of(character: str) -> str:
    """Return the family that draws a character.

    Raises
    ------
    WarpreelError
        If no family holds it.
    """
    for each in typefaces():
        if ord(character) in _characters(each):
            return each.family
    raise WarpreelError(
        f"no font of Warpreel holds the character {character!r} (U+{ord(character):04X}); "
        "write it in other words"
    )


def families_of(text: str) -> tuple[str, ...]:
    """Return the families that a text needs, in the order in which they are sought.

    Raises
    ------
    WarpreelError
        If no family holds one of its characters.
    """
    return _families_of(text, typefaces())


@lru_cache(maxsize=1024)
def _families_of(text: str, typefaces: tuple[Typeface, ...]) -> tuple[str, ...]:
    needed = {family_of(character) for character in _visible(text)}
    families = tuple(each.family for each in typefaces)
    return tuple(family for family in families if family in needed) or families[:1]


def _visible(text: str) -> Iterable[str]:
    return (character for character in set(text) if not character.isspace())


@cache
def _characters(typeface: Typeface) -> frozenset[int]:
    """Return the characters that a typeface holds in both its weights."""
    from fontTools.ttLib import TTFont

    held = []
    for bold in (False, True):
        with TTFont(typeface.file(bold=bold), lazy=True) as font:
            held.append(frozenset(font.getBestCmap()))
    return held[0] & held[1]


def _present(path: Path) -> Path:
    if not path.is_file():
        raise WarpreelError(f"the font {path} is missing; install Warpreel anew")
    return path
