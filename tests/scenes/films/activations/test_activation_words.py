"""Each function has words, in every language."""

import re

import pytest

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_words import WORDS
from scenes.languages.language import LANGUAGES, Language
from scenes.mobjects.text import QUOTED
from scenes.web.captions import title_of


def test_each_function_has_words() -> None:
    assert list(WORDS) == list(PICTURED)


@pytest.mark.parametrize("name", PICTURED)
def test_a_sentence_asks_for_no_more_than_there_is(name: str) -> None:
    fields = set(re.findall(r"{(\w+)}", WORDS[name].plane))
    known = {"alpha"} if PICTURED[name].alpha else set()
    assert fields <= known | ({"turn"} if ActivationFacts(PICTURED[name]).turns else set())
    assert "{" not in WORDS[name].moral + WORDS[name].title


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("name", PICTURED)
def test_every_language_has_words_for_each_function(name: str, language: Language) -> None:
    words, kind = WORDS[name], PICTURED[name]
    said = (words.title, words.plane, words.moral, kind.source)
    for each in (*said, *QUOTED.findall(kind.formula + kind.symbol)):
        assert language.knows(each)
    assert title_of(words.title, language)
