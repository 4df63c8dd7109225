"""A theme by its name or its file, and the typefaces that it is set in."""

from __future__ import annotations

from pathlib import Path

from scenes.theme.theme import THEMES, Theme
from scenes.theme.theme_file import read_theme
from scenes.theme.typefaces import BUNDLED, Typeface
from scenes.theme.user_fonts import installed_typeface


def theme_of(name_or_file: str) -> Theme:
    """Find a theme by its name, or read it from a TOML file.

    Parameters
    ----------
    name_or_file : str
        A name in `THEMES`, or a file whose name ends in ``.toml``.

    Raises
    ------
    UnknownNameError
        If there is no such theme; the message suggests the nearest names.
    WarpreelError
        If the file, or one that it names, is missing.
    UsageError
        If something in the file can't be meant, or could not be read on screen.
    """
    if not _is_file(name_or_file):
        return THEMES.find(name_or_file)
    return read_theme(Path(name_or_file))


def theme_key(name_or_file: str) -> str:
    """Return a theme's name as registered, or its file as given; raise what `theme_of` does."""
    if not _is_file(name_or_file):
        return THEMES.key(name_or_file)
    theme_of(name_or_file)
    return name_or_file


def _is_file(name_or_file: str) -> bool:
    return name_or_file.lower().endswith(".toml")


def typefaces_of(theme: Theme) -> tuple[Typeface, ...]:
    """Return the typefaces of a theme; what one of them lacks is sought in the next.

    Raises
    ------
    WarpreelError
        If a font of its own cannot be made ready.
    """
    if theme.fonts is None:
        return BUNDLED
    return (installed_typeface(theme.fonts), *BUNDLED)
