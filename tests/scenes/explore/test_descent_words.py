"""What the script of descents says is what it has words for, in every language."""

import re

import pytest

from scenes.explore.descent_words import DESCENT_WORDS
from scenes.explore.shell import HOME, script
from scenes.languages.language import LANGUAGES, Language

SAID = re.compile(r'\bsay\(\s*"([^"]+)"')
IN_TEMPLATES = re.compile(r"\bsay\('([^']+)'")


def test_the_script_says_just_these_templates() -> None:
    text = script("descent/descent.js")
    assert set(SAID.findall(text)) == set(DESCENT_WORDS)
    assert len(SAID.findall(text)) + 1 == text.count("say(")  # which defines it


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_language_has_them_and_those_of_the_page(language: Language) -> None:
    page = IN_TEMPLATES.findall((HOME / "descent.html").read_text("utf-8"))
    assert len(page) > 7
    assert [each for each in (*DESCENT_WORDS, *page) if not language.knows(each)] == []
