"""What the script says is what it has words for, in every language."""

import re

import pytest

from scenes.explore.shell import HOME, script
from scenes.explore.words import WORDS, words_in
from scenes.languages.language import LANGUAGES, Language

SAID = re.compile(r'\bsay\(\s*"([^"]+)"')
IN_TEMPLATES = re.compile(r"\bsay\('([^']+)'")


def test_the_script_says_just_these_templates() -> None:
    assert sorted(SAID.findall(script("page/page.js"))) == sorted(WORDS)
    assert script("page/page.js").count("say(") == len(WORDS) + 1  # which defines it


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_language_has_them_and_those_of_the_page(language: Language) -> None:
    assert set(words_in(language)) == set(WORDS)
    page = IN_TEMPLATES.findall((HOME / "page.html").read_text("utf-8"))
    assert len(page) > 10
    assert [template for template in page if not language.knows(template)] == []


def test_fields_stay_fields() -> None:
    for template, said in words_in(LANGUAGES["zh"]).items():
        assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", template))
