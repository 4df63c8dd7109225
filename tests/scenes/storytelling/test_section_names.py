"""The names of sections, before a film is computed or drawn."""

from __future__ import annotations

import pytest

from scenes.films.catalogue import CATALOGUE
from scenes.storytelling.section_names import section_names


@pytest.mark.parametrize("film", CATALOGUE)
def test_every_film_tells_its_sections_or_that_it_has_others(film: str) -> None:
    entry = CATALOGUE[film]
    known = section_names(entry.load(), entry.spec())
    assert known.names or not known.complete
    assert all(" " not in name and "_" not in name for name in known.names)


def test_acts_that_a_spec_leaves_out_are_no_sections() -> None:
    entry = CATALOGUE["space-warp"]
    every = section_names(entry.load(), entry.spec()).names
    first = entry.spec().acts[0]
    assert section_names(entry.load(), entry.spec(acts=(first,))).names == (
        first.replace("_", "-"),
    )
    assert len(every) > 1


def test_names_in_a_story_of_its_own_are_found() -> None:
    entry = CATALOGUE["gradient-descent"]
    known = section_names(entry.load(), entry.spec())
    assert known.complete
    assert set(known.names) >= {"show-surface", "first-steps", "walk-down", "compare"}
    assert "steps" not in known.names


def test_sections_named_after_what_is_shown_leave_the_names_open() -> None:
    entry = CATALOGUE["losses"]
    known = section_names(entry.load(), entry.spec())
    assert not known.complete
    assert "outlier" in known.names
