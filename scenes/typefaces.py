"""The fonts that come with the package, and which characters they hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from engine.errors import WarpreelError

FOLDER = Path(__file__).parent / "fonts"
FILES = {
    ("Inter", False): "Inter-Regular.otf",
    ("Inter", True): "Inter-SemiBold.otf",
    ("Noto Sans SC", False): "NotoSansSC-Regular.ttf",
    ("Noto Sans SC", True): "NotoSansSC-SemiBold.ttf",
}
"""By family, and whether it is semi-bold; what one family lacks is sought in the next."""
FAMILIES = tuple(dict.fromkeys(family for family, _ in FILES))


def font_files() -> tuple[Path, ...]:
    """Give the font files, all of which are there.

    Raises
    ------
    WarpreelError
        If one is missing.
    """
    return tuple(_present(FOLDER / name) for name in FILES.values())


def truetype_file(family: str, *, bold: bool) -> Path:
    """Give a font file with TrueType outlines, the only ones that every PDF reader embeds.

    Those of Inter were made of its OpenType file, with curves at most 0.3 ‰ of an em away.

    Raises
    ------
    WarpreelError
        If it is missing.
    """
    return _present((FOLDER / FILES[family, bold]).with_suffix(".ttf"))


def family_of(character: str) -> str:
    """Give the family that draws a character.

    Raises
    ------
    WarpreelError
        If no family holds it.
    """
    for family in FAMILIES:
        if ord(character) in _characters(family):
            return family
    raise WarpreelError(
        f"no font of Warpreel holds the character {character!r} (U+{ord(character):04X}); "
        "write it in other words"
    )


def families_of(text: str) -> tuple[str, ...]:
    """Give the families that a text needs, in the order in which they are sought.

    Raises
    ------
    WarpreelError
        If no family holds one of its characters.
    """
    needed = {family_of(character) for character in _visible(text)}
    return tuple(family for family in FAMILIES if family in needed) or FAMILIES[:1]


def _visible(text: str) -> Iterable[str]:
    return (character for character in set(text) if not character.isspace())


@cache
def _characters(family: str) -> frozenset[int]:
    """Give the characters that a family holds in both its weights."""
    from fontTools.ttLib import TTFont

    held = []
    for bold in (False, True):
        with TTFont(_present(FOLDER / FILES[family, bold]), lazy=True) as font:
            held.append(frozenset(font.getBestCmap()))
    return held[0] & held[1]


def _present(path: Path) -> Path:
    if not path.is_file():
        raise WarpreelError(f"the font {path} is missing; install Warpreel anew")
    return path
