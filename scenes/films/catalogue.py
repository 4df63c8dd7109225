"""All films by name: those of the folders beside this module, and those of other distributions.

Each folder, and each entry point of the group ``warpreel.films``, names its films in a mapping
``FILMS`` of names to `FilmEntry`. Neither torch nor Manim is imported for it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pkgutil import iter_modules

import scenes.films
from engine.registry import Registry
from scenes.storytelling.film_entry import FilmEntry

GROUP = "warpreel.films"
"""Entry points of other distributions; each names a module with ``FILMS``, or such a mapping."""


def films_beside() -> dict[str, FilmEntry]:
    """Return the films of all folders beside this module, by name.

    Raises
    ------
    ValueError
        If two folders name a film alike.
    """
    films: dict[str, FilmEntry] = {}
    for folder in iter_modules(scenes.films.__path__):
        if folder.ispkg:
            found = import_module(f"scenes.films.{folder.name}").FILMS
            if twice := films.keys() & found.keys():
                raise ValueError(f"two folders have a film named {min(twice)}")
            films |= found
    return films


def films_at(entry_point: EntryPoint) -> Mapping[str, FilmEntry]:
    """Return the films that an entry point names.

    Raises
    ------
    TypeError
        If they are no mapping of names to `FilmEntry`.
    """
    loaded = entry_point.load()
    films = getattr(loaded, "FILMS", loaded)
    if not isinstance(films, Mapping):
        raise TypeError("it names neither a module with FILMS nor a mapping")
    for name, entry in films.items():
        if not isinstance(entry, FilmEntry):
            raise TypeError(f"{name} is not a FilmEntry")
        entry.spec  # noqa: B018 - one that cannot be imported is left out here
    return films


def catalogue() -> Registry[FilmEntry]:
    """Gather all films: by section, then as declared, ours before those of others.

    Films that cannot be imported, or that are named as one that is there already, are left out,
    with a line on stderr.
    """
    films = films_beside()
    for entry_point in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        try:
            found = films_at(entry_point)
        except Exception as error:  # whatever goes wrong in code that is not ours
            reason = " ".join(str(error).split()) or type(error).__name__
            _warn(f"films of {entry_point.value} are left out: {reason}")
            continue
        for name, entry in found.items():
            if name in films:
                _warn(f"{name} of {entry_point.value} is left out: there is such a film already")
            else:
                films[name] = entry
    registry: Registry[FilmEntry] = Registry("scene or figure")
    for name, entry in sorted(films.items(), key=lambda film: film[1].order):
        registry.add(name, entry)
    return registry


def _warn(sentence: str) -> None:
    print(f"warpreel: {sentence}", file=sys.stderr)


CATALOGUE = catalogue()
