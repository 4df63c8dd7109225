"""The playground's page is one file that asks for nothing, in every language and theme."""

from __future__ import annotations

import json

import pytest

from scenes.explore.playground import render_playground
from scenes.explore.shell import POLICY, script
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES
from tests.support.markup import elements


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_asks_for_no_other_file_and_is_small(lang: str, theme: str) -> None:
    page = render_playground(LANGUAGES[lang], THEMES[theme])
    found = list(elements(page))
    assert any(e.attributes.get("content") == POLICY for e in found if e.tag == "meta")
    assert not [e for e in found if e.tag in ("link", "img") or "src" in e.attributes]
    assert "http://" not in page
    assert "https://" not in page
    assert len(page.encode()) < 400_000
    assert page == render_playground(LANGUAGES[lang], THEMES[theme])


def test_no_two_of_its_elements_have_one_name() -> None:
    page = render_playground(LANGUAGES["en"], THEMES["dark"])
    names = [e.attributes["id"] for e in elements(page) if "id" in e.attributes]
    assert len(names) == len(set(names)) > 50


@pytest.mark.parametrize("entry", ["playground/playground.js", "playground_worker.js"])
def test_no_script_closes_its_element(entry: str) -> None:
    assert "</script" not in script(entry).lower()
    assert "<!--" not in script(entry)


def test_controls_that_can_be_hidden_are_there() -> None:
    page = render_playground(LANGUAGES["en"], THEMES["dark"])
    found = list(elements(page))
    hides = {e.attributes["data-hides"] for e in found if "data-hides" in e.attributes}
    groups = {e.attributes["data-group"] for e in found if "data-group" in e.attributes}
    assert hides == groups
    text = next(e.text for e in found if e.attributes.get("type") == "application/json")
    assert "activations" in json.loads(text)
