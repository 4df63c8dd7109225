"""A theme of the user's own: colours, fonts and a logo, from a TOML file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec

from engine.errors import UsageError
from engine.input_files import read_input, read_toml
from engine.named_inputs import keep_inputs
from engine.registry import unknown_name
from scenes.theme.contrast import is_visible, refuse_unreadable
from scenes.theme.logo_checks import LARGEST as LARGEST_LOGO
from scenes.theme.logo_checks import check_logo
from scenes.theme.theme import THEMES, Attachment, Fonts, Logo, Theme
from scenes.theme.user_fonts import family_in

HIGHEST_LOGO = 0.06
"""As a share of the frame: the height of the room beside the sentence."""

LARGEST_FONT = 40_000_000
"""Most bytes; one of all Chinese characters has some twenty million."""
MOST_CLASSES = 64


class Colour(str):
    """A colour, ``#rrggbb``."""


def _colour(kind: type, value: Any) -> Colour:
    """Read a colour."""
    if not isinstance(value, str) or not re.fullmatch("#[0-9a-fA-F]{6}", value):
        raise ValueError(f"{value!r} is no colour; write it as #rrggbb, such as '#ffd166'")
    return Colour(value.lower())


KINDS = {str: Colour, tuple[str, str]: tuple[Colour, Colour], tuple[str, ...]: tuple[Colour, ...]}
COLOURS = {name: KINDS[kind] for name, kind in get_type_hints(Theme).items() if kind in KINDS}
"""What a theme file may say under ``[colours]``: the fields of `Theme` that are colours."""

_Colours = msgspec.defstruct(
    "_Colours", [(name, kind | None, None) for name, kind in COLOURS.items()]
)


class _Fonts(msgspec.Struct):
    regular: str
    bold: str | None = None


class _Logo(msgspec.Struct):
    file: str
    corner: Literal["bottom right", "bottom left"] = "bottom right"
    height: Annotated[float, msgspec.Meta(ge=0.02, le=HIGHEST_LOGO)] = 0.05


_ThemeFile = msgspec.defstruct(
    "_ThemeFile",
    [
        ("base", str, "dark"),
        ("colours", _Colours, msgspec.field(default_factory=_Colours)),
        ("fonts", _Fonts | None, None),
        ("logo", _Logo | None, None),
    ],
)
TABLES: dict[str, Any] = {"colours": _Colours, "fonts": _Fonts, "logo": _Logo}


def read_theme(path: Path) -> Theme:
    """Read a theme, and refuse one that could not be read on screen.

    Parameters
    ----------
    path : Path
        Of the TOML file; what it names is sought beside it.

    Raises
    ------
    DataError
        If the file, or one that it names, is missing or damaged.
    UsageError
        If something in it can't be meant, or a contrast is too small: the sentence names it.
    """
    theme = parse_theme(path)
    refuse_unreadable(theme, str(path))
    return theme


def parse_theme(path: Path) -> Theme:
    """Read a theme, whatever its contrast; for the rest as `read_theme`."""
    tables = read_toml(path, f"`warpreel theme init -o {path}` writes an example")
    try:
        written = _validated(tables, path)
    except msgspec.MsgspecError as error:
        raise UsageError(f"{path}: {error}") from error
    try:
        base = THEMES.find(written.base)
    except UsageError as error:
        raise UsageError(f"{path}: $.base: {error}") from error
    return replace(
        _coloured(base, written.colours, path),
        fonts=written.fonts and _fonts(written.fonts, path.parent),
        logo=written.logo and _logo(written.logo, path.parent),
    )


def _validated(tables: dict[str, Any], path: Path) -> Any:
    """Check names before values: an unknown one is answered with the nearest."""
    _refuse_unknown("$", tables, _ThemeFile, path)
    for name, kind in TABLES.items():
        if isinstance(tables.get(name), dict):
            _refuse_unknown(f"$.{name}", tables[name], kind, path)
    return msgspec.convert(tables, _ThemeFile, dec_hook=_colour)


def _refuse_unknown(place: str, table: dict[str, Any], kind: Any, path: Path) -> None:
    for key in table:
        if key not in kind.__struct_fields__:
            error = unknown_name("option", key, list(kind.__struct_fields__))
            raise UsageError(f"{path}: {place}: {error}")


def _coloured(base: Theme, colours: Any, path: Path) -> Theme:
    chosen = {name: getattr(colours, name) for name in COLOURS}
    given = {name: value for name, value in chosen.items() if value is not None}
    own = given.pop("classes", ())
    theme = replace(base, **given)
    if len(own) > MOST_CLASSES:
        raise UsageError(f"{path}: $.colours.classes: at most {MOST_CLASSES} can be told apart")
    if len(set(own)) < len(own):
        raise UsageError(f"{path}: $.colours.classes: give each class a colour of its own")
    # Whoever names three colours has more classes some day: those of the base follow.
    others = (each for each in base.classes if each not in own and is_visible(each, theme))
    classes = (*own, *others)
    if len(classes) < 2:
        raise UsageError(
            f"{path}: $.colours.classes: on this background, colours of the theme "
            "it is based on cannot be seen; give a list of your own"
        )
    return replace(theme, classes=classes)


def _fonts(written: _Fonts, folder: Path) -> Fonts:
    regular = _attachment(folder / written.regular, LARGEST_FONT)
    bold = regular if written.bold is None else _attachment(folder / written.bold, LARGEST_FONT)
    family_in(bold)
    return Fonts(family_in(regular), regular, bold)


def _logo(written: _Logo, folder: Path) -> Logo:
    picture = _attachment(folder / written.file, LARGEST_LOGO)
    check_logo(str(folder / written.file), picture.data)
    return Logo(picture, written.corner, written.height)


def _attachment(path: Path, most: int) -> Attachment:
    hint = "files are sought beside the theme's own"
    keep_inputs(path)
    return Attachment(path.name, read_input(path, most, hint))
