"""Words of a lecture that can be shown: in every document, with our fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.errors import UsageError, WarpreelError, raise_all
from scenes.languages.characters import unshowable
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import Theme
from scenes.theme.typefaces import families_of, use_typefaces

LONGEST = 255
"""Most characters of a title or an author, as PowerPoint's properties take them."""
DRAWN = ("title", "author", "text", "caption")
"""Fields that are set in our fonts."""


def refuse_unshowable(table: dict[str, Any], theme: Theme) -> None:
    """Refuse texts that not every document of a lecture can show.

    Parameters
    ----------
    table : dict
        The file, or a slide of it; `slide` is left out.
    theme : Theme
        Its fonts are used.

    Raises
    ------
    UsageError
        If a text has a character that XML cannot hold or no font has, or is too long; the sentence
        begins with its field.
    CombinedError
        If several are so.
    """
    errors: list[WarpreelError] = []
    for field, text in _texts({name: value for name, value in table.items() if name != "slide"}):
        character = unshowable(text)
        if character is not None:
            errors.append(
                UsageError(f"{field}: the character {character} cannot be shown; leave it out")
            )
            continue
        if field in ("title", "author") and len(text) > LONGEST:
            errors.append(UsageError(f"{field}: {len(text)} characters; {LONGEST} are the most"))
        if field in DRAWN:
            with use_typefaces(typefaces_of(theme)):
                try:
                    families_of(text)
                except WarpreelError as error:
                    errors.append(UsageError(f"{field}: {error}"))
    raise_all(errors)


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text within a value, and every name, with the field that holds it."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield f"a field of {field}" if field else "a field", name
            yield from _texts(item, f"{field}.{name}" if field else name)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, field)
