"""Division of a film into the parts between its pauses, each with its speaker notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.registry import unknown_name
from scenes.languages.language import Language
from scenes.lecture.deck import Part
from scenes.lecture.lecture_spec import FilmSlideSpec
from scenes.lecture.strict_toml import locate_errors
from scenes.rendering.timeline import Timeline
from scenes.web.captions import sentences_by_section, title_of


def parts_of(film: FilmSlideSpec, timeline: Timeline, language: Language) -> tuple[Part, ...]:
    """Divide a film at its pauses.

    It pauses after the sections that its slide names, and before and after those that loop. A part
    has the title of its first section.

    Parameters
    ----------
    film : FilmSlideSpec
    timeline : Timeline
    language : Language

    Raises
    ------
    UsageError
        If the slide names a section that the film does not have; the message says which slide.
    """
    with locate_errors(film.place):
        known = [_key(section.name) for section in timeline.sections]
        pauses = set(known if film.pauses is None else _checked("pauses", film.pauses, known))
        loops = set(_checked("loops", film.loops, known))
        names = _checked("section-notes", film.section_notes, known)
    notes = dict(zip(names, film.section_notes.values(), strict=True))
    said = dict(sentences_by_section(timeline))
    parts = []
    for group in _grouped(known, pauses, loops):
        sections = [timeline.sections[place] for place in group]
        first, last = sections[0], sections[-1]
        parts.append(
            Part(
                title=title_of(first.name, language) if first.name else film.title,
                begin=first.begin,
                end=last.end,
                loop=known[group[0]] in loops,
                notes="\n".join(filter(None, (notes.get(known[place], "") for place in group))),
                transcript=tuple(text for section in sections for text in said[section.name]),
            )
        )
    return tuple(parts)


def _grouped(names: list[str], pauses: set[str], loops: set[str]) -> Iterator[list[int]]:
    """Return the indices of sections, in groups that are played without a pause."""
    group: list[int] = []
    for place, name in enumerate(names):
        following = names[place + 1] if place + 1 < len(names) else None
        group.append(place)
        if following is None or name in pauses or name in loops or following in loops:
            yield group
            group = []


def _checked(field: str, names: Iterable[str], known: list[str]) -> list[str]:
    """Return the keys of some names of sections; refuse those that are not among the known keys."""
    keys = [_key(name) for name in names]
    with locate_errors(field):
        for name, key in zip(names, keys, strict=True):
            if key not in known:
                raise unknown_name("section", name, known)
    return keys


def _key(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(" ", "-")
