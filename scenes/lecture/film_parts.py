"""Division of a film into the parts between its pauses, each with its speaker notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.errors import UnknownNameError, WarpreelError, raise_all
from engine.registry import unknown_name
from scenes.languages.language import Language
from scenes.lecture.deck import Part
from scenes.lecture.lecture_spec import FilmSlideSpec
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
    UnknownNameError
        If the slide names a section that the film does not have; the message says which slide.
    CombinedError
        If it names several.
    """
    known = [_key(section.name) for section in timeline.sections]
    raise_all(unknown_sections(film, known))
    pauses = set(known if film.pauses is None else map(_key, film.pauses))
    loops = set(map(_key, film.loops))
    notes = {_key(name): text for name, text in film.section_notes.items()}
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


def unknown_sections(film: FilmSlideSpec, known: Sequence[str]) -> list[WarpreelError]:
    """Return an error for each section that a slide names and that its film does not have.

    Parameters
    ----------
    film : FilmSlideSpec
    known : sequence of str
        Names of the film's sections, with hyphens.
    """
    named = (
        *(("pauses", name) for name in film.pauses or ()),
        *(("loops", name) for name in film.loops),
        *(("section-notes", name) for name in film.section_notes),
    )
    return [
        UnknownNameError(f"{film.place}: {field}: {unknown_name('section', name, list(known))}")
        for field, name in named
        if _key(name) not in known
    ]


def _key(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(" ", "-")
