"""What the playground's script says is what it has words for, in every language."""

import re

import pytest

from scenes.explore.playground_words import PLAYGROUND_WORDS
from scenes.explore.shell import HOME, script
from scenes.explore.words import words_in
from scenes.languages.language import LANGUAGES, Language
from tests.scenes.explore.test_words import IN_TEMPLATES, SAID


def test_the_script_says_just_these_templates() -> None:
    said = script("playground/playground.js")
    assert sorted(set(SAID.findall(said))) == sorted(PLAYGROUND_WORDS)
    assert said.count("say(") == len(SAID.findall(said)) + 1  # which defines it


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_language_has_them_and_those_of_the_page(language: Language) -> None:
    page = IN_TEMPLATES.findall((HOME / "playground.html").read_text("utf-8"))
    assert len(page) > 40
    assert [template for template in page if not language.knows(template)] == []
    for template, said in words_in(language, PLAYGROUND_WORDS).items():
        assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", template))
