"""All that can be rendered: everything named is there."""

import dataclasses

import pytest
from manim import Scene

from scenes.films.catalogue import CATALOGUE
from scenes.storytelling.film_entry import FilmEntry
from scenes.storytelling.film_spec import FilmSpec

EACH_ENTRY = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))


@EACH_ENTRY
def test_an_entry_leads_to_a_scene_whose_spec_it_is(entry: FilmEntry) -> None:
    scene = entry.load()
    assert issubclass(scene, Scene)
    assert isinstance(scene.spec, entry.spec)


@EACH_ENTRY
def test_every_option_of_a_spec_has_help(entry: FilmEntry) -> None:
    assert issubclass(entry.spec, FilmSpec)
    for field in dataclasses.fields(entry.spec):
        assert field.metadata["help"].strip()
        assert field.default is not dataclasses.MISSING


@EACH_ENTRY
def test_looks_change_a_film_but_not_what_it_is_about(entry: FilmEntry) -> None:
    spec = entry.spec()
    other = dataclasses.replace(spec, theme="light", tempo=2.0)
    assert entry.subject_of(other) == entry.subject_of(spec)
    assert entry.identity_of(other) != entry.identity_of(spec)
