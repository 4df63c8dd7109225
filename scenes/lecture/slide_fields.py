"""The fields of slides, and what to do about options that are set beside them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from engine.errors import UsageError
from scenes.figures.catalogue import FIGURES, resolve_name
from scenes.films.catalogue import CATALOGUE
from scenes.lecture.living.subjects import still_of

KINDS = {
    "title": {"title", "text", "notes"},
    "figure": {"figure", "title", "notes", "spec", "caption"},
    "explore": {"explore", "title", "notes", "spec", "caption"},
    "scene": {"scene", "title", "notes", "spec", "pauses", "loops", "section-notes"},
}
"""The fields of each kind of slide."""
SUBJECTS = ("scene", "figure", "explore")
"""Fields that name what a slide shows; at most one of them does."""
NAMES = {"scene": "film", "figure": "figure", "explore": "page"}
"""What each subject is called where its options are."""


def refuse_misplaced_options(table: dict[str, Any], lecture: Path) -> None:
    """Refuse an option of a slide's film or figure that stands beside its `spec`.

    Parameters
    ----------
    table : dict
        A slide.
    lecture : Path
        The file of the lecture, beside which files are sought.

    Raises
    ------
    UsageError
        If there is one; the message says where to write it.
    """
    known = set().union(*KINDS.values())
    for field in table:
        if field in known:
            continue
        for subject in SUBJECTS:
            if field.replace("-", "_") in _options(subject, table.get(subject), lecture):
                raise UsageError(
                    f"{field} is an option of the {NAMES[subject]}: write spec = {{ {field} = … }}"
                )


def _options(subject: str, name: Any, lecture: Path) -> set[str]:
    """Return the options of a slide's subject; there are none if it is not known."""
    if not isinstance(name, str):
        return set()
    try:
        if subject == "scene":
            spec: Any = CATALOGUE[CATALOGUE.key(name)].spec
        elif subject == "figure":
            spec = FIGURES[resolve_name(name)].spec
        else:
            spec = FIGURES[still_of(name, lecture)[0]].spec
    except UsageError:
        return set()
    return {option.name for option in fields(spec)}
