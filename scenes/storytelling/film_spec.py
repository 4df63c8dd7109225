"""What every film can be asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from engine.errors import UsageError
from engine.options import check_options, in_range, option
from engine.registry import unknown_name
from scenes.encoding.qualities import ASPECTS, WIDE
from scenes.languages.language import LANGUAGES
from scenes.languages.lookup import language_key
from scenes.theme.lookup import theme_key
from scenes.theme.theme import THEMES


def check_some(flag: str, names: tuple[str, ...], known: Iterable[str]) -> None:
    """Refuse an option that names nothing.

    Raises
    ------
    UsageError
    """
    if not names:
        raise UsageError(f"{flag}: name at least one of {', '.join(known)}")


def check_distinct(flag: str, names: tuple[str, ...]) -> None:
    """Refuse an option that names something twice.

    Raises
    ------
    UsageError
    """
    if len(set(names)) < len(names):
        raise UsageError(f"{flag}: name each only once")


def acts_option(acts: tuple[str, ...]) -> Any:
    """Return the option ``--acts`` of a film with these acts, all of them by default."""
    return option(acts, f"Acts to show: {', '.join(acts)}.")


def check_acts(acts: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Refuse acts that a film does not have, and none at all.

    Raises
    ------
    UsageError
    """
    check_some("--acts", acts, known)
    for act in acts:
        if act not in known:
            raise unknown_name("act", act, list(known))


@dataclass(frozen=True, kw_only=True)
class FilmSpec:
    """One film: a frozen dataclass a scene, the whole of its interface."""

    lang: str = option(
        "en",
        f"Language of all words on screen: {', '.join(LANGUAGES)}, or a file, such as fr.toml.",
    )
    aspect: str = option(WIDE, "Width to height; a higher frame has more room for words.", ASPECTS)
    theme: str = option(
        "dark", f"Colours: {', '.join(THEMES)}, or a file of your own, such as theme.toml."
    )
    tempo: float = option(1.0, "Speed of the film; 2 is twice as fast.")

    def __post_init__(self) -> None:
        check_options(self)
        object.__setattr__(self, "lang", language_key(self.lang))
        object.__setattr__(self, "theme", theme_key(self.theme))
        in_range("--tempo", self.tempo, 0.1, 20)

    @property
    def subject(self) -> tuple[Any, ...]:
        """All options but those of its looks, as sorted pairs of name and value."""
        looks = {item.name for item in fields(FilmSpec)}
        names = sorted(item.name for item in fields(self) if item.name not in looks)
        return tuple((name, getattr(self, name)) for name in names)
