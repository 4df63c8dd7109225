"""Whatever the source says to a viewer, every language has words for, also where no test looks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.geometry.named_maps import NAMED_MAPS
from scenes.cache.dependencies import source_files as files_behind
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import LANGUAGES, Language
from scenes.languages.templates import (
    acts_in,
    all_templates,
    engine_names,
    source_files,
    templates_in,
    templates_of,
)
from scenes.web.captions import title_of
from tests.support.layout import perform
from tests.support.quick_films import QUICK

OTHERS = [language for language in LANGUAGES.values() if language.file is not None]

for_every_other_language = pytest.mark.parametrize(
    "language", OTHERS, ids=lambda language: language.name
)


@for_every_other_language
@pytest.mark.parametrize("path", source_files(), ids=lambda path: path.stem)
def test_it_has_words_for_every_template_in_the_source(path: Path, language: Language) -> None:
    source = path.read_text("utf-8")
    missing = [text for text in sorted(templates_in(source)) if not language.knows(text)]
    assert missing == []


@for_every_other_language
def test_it_has_words_for_names_of_surfaces_rules_films_and_sections(
    language: Language,
) -> None:
    names = engine_names() | {entry.summary for entry in CATALOGUE.values()}
    names |= {entry.section for entry in CATALOGUE.values()}
    assert [name for name in names if not language.knows(name)] == []


@for_every_other_language
def test_it_has_titles_for_all_acts(language: Language) -> None:
    named = {name for path in source_files() for name in acts_in(path.read_text("utf-8"))}
    assert {"in a row", "relation"} <= named
    named |= {act for entry in CATALOGUE.values() for act in entry.act_names()}
    assert {"three steps", "regions", "neuron"} <= named
    assert all(title_of(name, language) for name in (*named, *NAMED_MAPS))


def test_a_template_is_found_in_a_call_or_a_phrase_and_a_sentence_anywhere() -> None:
    source = '''
def told(self):
    """Not this one."""
    self.say("curve of {name}", name="x")
    text = "turns by {angle}°"
    return {"a": "Here it is. All of it."}, ("{count} points", {"count": 3})
'''
    found = templates_in(source)
    assert found == {
        "curve of {name}", "turns by {angle}°", "Here it is. All of it.", "{count} points",
    }  # fmt: skip


def test_templates_are_looked_for_where_films_say_them() -> None:
    found = {path.name: templates_in(path.read_text("utf-8")) for path in source_files()}
    assert {"backprop.py", "space_warp_words.py", "text.py", "story.py"} <= found.keys()
    assert sum(len(templates) for templates in found.values()) > 600


@pytest.mark.parametrize("name", ["affine", "gradient-descent", "backprop"])
def test_a_film_says_nothing_but_its_templates(name: str, tmp_path: Path) -> None:
    entry, chinese = CATALOGUE[name], LANGUAGES["zh"].sentences
    templates = {
        each for group in templates_of(files_behind(entry.module)).values() for each in group
    }
    assert templates < {each for group in all_templates().values() for each in group}
    file = tmp_path / "some.toml"
    lines = (f"{json.dumps(k)} = {json.dumps(chinese[k])}" for k in templates if k in chinese)
    file.write_text("\n".join(('name = "zh"', "[sentences]", *lines)), "utf-8")
    spec = entry.spec(**QUICK.get(name, {}), lang=str(file))
    film = perform(entry.load(), spec, entry.prepare(spec), tmp_path)
    assert len(film.timeline.sentences) > 3
