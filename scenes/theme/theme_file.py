"""A theme of the user's own: colours, fonts and a logo, from a TOML file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec

from engine.errors import UsageError, WarpreelError, raise_all
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


_Name = Annotated[str, msgspec.Meta(min_length=1)]


class _Fonts(msgspec.Struct):
    regular: _Name
    bold: _Name | None = None


class _Logo(msgspec.Struct):
    file: _Name
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
    CombinedError
        If several things are wrong.
    """
    theme = parse_theme(path)
    refuse_unreadable(theme, str(path))
    return theme


def parse_theme(path: Path) -> Theme:
    """Read a theme, whatever its contrast; for the rest as `read_theme`."""
    tables = read_toml(path, f"`warpreel theme init -o {path}` writes an example")
    errors: list[WarpreelError] = []
    written = _validated(tables, path, errors)
    base, fonts, logo = THEMES["dark"], None, None
    with _collecting(errors, f"{path}: $.base: "):
        base = THEMES.find(written.base)
    theme = base
    with _collecting(errors):
        theme = _coloured(base, written.colours, path)
    with _collecting(errors):
        fonts = written.fonts and _fonts(written.fonts, path.parent)
    with _collecting(errors):
        logo = written.logo and _logo(written.logo, path.parent)
    raise_all(errors)
    return replace(theme, fonts=fonts, logo=logo)


@contextmanager
def _collecting(errors: list[WarpreelError], place: str = "") -> Iterator[None]:
    """Collect an error of the block, after its place, and go on after the block."""
    try:
        yield
    except WarpreelError as error:
        errors.append(type(error)(f"{place}{error}"))


def _validated(tables: dict[str, Any], path: Path, errors: list[WarpreelError]) -> Any:
    """Return what can be meant, and collect what cannot."""
    kinds = {name: kind for name, kind in TABLES.items() if isinstance(tables.get(name), dict)}
    sound = _known("$", tables, _ThemeFile, path, errors)
    for name, kind in kinds.items():
        sound[name] = _known(f"$.{name}", tables[name], kind, path, errors)
    while True:
        try:
            return msgspec.convert(sound, _ThemeFile, dec_hook=_colour)
        except msgspec.MsgspecError as error:
            told = _left_out(sound, str(error))
            if not (errors and "missing required" in told[0]):  # it may be one of the odd names
                errors += [UsageError(f"{path}: {each}") for each in told]


def _known(
    place: str, table: dict[str, Any], kind: Any, path: Path, errors: list[WarpreelError]
) -> dict[str, Any]:
    """Return the options that there are; an unknown one is answered with the nearest."""
    names = list(kind.__struct_fields__)
    odd = [unknown_name("option", key, names) for key in table if key not in names]
    errors += [UsageError(f"{path}: {place}: {each}") for each in odd]
    return {key: value for key, value in table.items() if key in names}


def _left_out(tables: dict[str, Any], message: str) -> list[str]:
    """Leave out the value of which a message of msgspec speaks; return all that is wrong in it."""
    _, _, place = message.rpartition(" - at `$.")
    place, is_list, _ = place.rstrip("`").partition("[")
    *above, name = place.split(".")
    table = tables[above[0]] if above else tables
    value = table.pop(name)
    told = []
    for number, each in enumerate(value if isinstance(value, list) and is_list else ()):
        try:
            _colour(Colour, each)
        except ValueError as error:
            told.append(f"{error} - at `$.{place}[{number}]`")
    return told or [message]


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
