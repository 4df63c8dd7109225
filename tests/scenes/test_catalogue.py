"""All that can be rendered: everything named is there."""

import dataclasses

import pytest
from manim import Scene

from engine.spec import RunSpec
from scenes.catalogue import CATALOGUE, Entry

EACH_ENTRY = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))


@EACH_ENTRY
def test_an_entry_leads_to_a_scene_whose_spec_it_is(entry: Entry) -> None:
    scene = entry.load()
    assert issubclass(scene, Scene)
    assert isinstance(scene.spec, entry.spec)
    assert scene.results is None


@EACH_ENTRY
def test_every_option_of_a_spec_has_help(entry: Entry) -> None:
    assert issubclass(entry.spec, RunSpec)
    for field in dataclasses.fields(entry.spec):
        assert field.metadata["help"].strip()
        assert field.default is not dataclasses.MISSING


@EACH_ENTRY
def test_its_results_are_computed_for_its_spec(entry: Entry) -> None:
    results = entry.prepare(entry.spec(hidden=(2,), samples=20, steps=2))
    assert all(isinstance(line, str) and line for line in results.report())
