"""Each function has words, and numbers are written as people write them."""

import re
from math import inf

import pytest

from engine.experiments.activation_facts import ActivationFacts, Interval
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_words import (
    WORDS,
    end_of,
    flat_sentence,
    moral_of,
    plane_sentence,
    range_of,
    where,
)
from scenes.languages.language import LANGUAGES, Language, use_language
from scenes.mobjects.text import QUOTED
from scenes.web.captions import title_of


def facts_of(name: str) -> ActivationFacts:
    return ActivationFacts(PICTURED[name])


def test_each_function_has_words() -> None:
    assert list(WORDS) == list(PICTURED)


@pytest.mark.parametrize("name", PICTURED)
def test_a_sentence_asks_for_no_more_than_there_is(name: str) -> None:
    fields = set(re.findall(r"{(\w+)}", WORDS[name].plane))
    known = {"alpha", "side"} if PICTURED[name].alpha else {"side"}
    assert fields <= known | ({"turn"} if facts_of(name).turns else set())
    template, values = plane_sentence(WORDS[name], facts_of(name))
    assert "{" not in template.format(**values)
    assert "{" not in WORDS[name].moral + WORDS[name].trait + WORDS[name].title


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("name", PICTURED)
def test_every_language_has_words_for_each_function(name: str, language: Language) -> None:
    words, kind = WORDS[name], PICTURED[name]
    template, _ = flat_sentence(facts_of(name))
    said = (words.title, words.plane, words.moral, words.trait, kind.source, template)
    for each in (*said, *QUOTED.findall(kind.formula + kind.symbol)):
        assert language.knows(each)
    assert title_of(words.title, language)


def test_conditions_are_said_in_the_language_of_the_film() -> None:
    with use_language(LANGUAGES["zh"]):
        assert where((Interval(-inf, 0), Interval(6, inf))) == "x < 0 或 x > 6"


@pytest.mark.parametrize("name", PICTURED)
def test_where_it_is_flat_is_said_in_a_whole_sentence(name: str) -> None:
    template, fields = flat_sentence(facts_of(name))
    assert "{" not in template.format(**fields)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sigmoid", "saturates"),
        ("relu", "exactly 0"),
        ("leaky-relu", "never below 0.1"),
        ("tanhshrink", "only near 0"),
        ("heaviside", "no gradient ever"),
    ],
)
def test_the_sentence_fits_what_was_measured(name: str, words: str) -> None:
    template, fields = flat_sentence(facts_of(name))
    assert words in template.format(**fields)


def test_ranges_have_square_brackets_where_an_end_is_reached() -> None:
    assert range_of(facts_of("sigmoid")) == "(0, 1)"
    assert range_of(facts_of("relu")) == "[0, ∞)"
    assert range_of(facts_of("relu6")) == "[0, 6]"
    assert range_of(facts_of("tanhshrink")) == "(−∞, ∞)"
    assert range_of(facts_of("heaviside")) == "{0, 1}"
    assert range_of(facts_of("threshold")) == "{0}, (1, ∞)"
    assert range_of(facts_of("hardshrink")) == "(−∞, −0.5), {0}, (0.5, ∞)"
    assert range_of(facts_of("gelu")) == "[−0.17, ∞)"


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([(-inf, 0)], "x < 0"),
        ([(2.944, inf)], "x > 2.94"),
        ([(-inf, -2.9957)], "x < −3.00"),
        ([(-0.5, 0.5)], "|x| < 0.5"),
        ([(0.25, 1)], "0.25 < x < 1"),
        ([(-inf, -3), (3, inf)], "|x| > 3"),
        ([(-inf, 0), (6, inf)], "x < 0 or x > 6"),
        ([(-inf, 0), (0, inf)], "x ≠ 0"),
    ],
)
def test_intervals_are_written_as_conditions(parts: list[tuple[float, float]], text: str) -> None:
    assert where(tuple(Interval(*ends) for ends in parts)) == text


def test_ends_of_intervals_are_exact_or_have_two_decimals() -> None:
    assert (end_of(-inf), end_of(-1), end_of(0.2344)) == ("−∞", "−1", "0.23")


def test_the_least_slope_of_a_random_one_is_told_for_training_too() -> None:
    template, fields = flat_sentence(facts_of("rrelu"))
    said = template.format(**fields)
    assert said == "After training its slope is never below 0.229; in training, never below 1/8."


def test_a_learned_slope_is_told_of_its_start_alone() -> None:
    template, fields = flat_sentence(facts_of("prelu"))
    assert "never below 0.25, as long as" in template.format(**fields)


@pytest.mark.parametrize(
    ("alpha", "plane", "moral"),
    [
        (0.1, "shrinks to 0.1 of its length", "so no unit dies"),
        (1.0, "nothing changes", "it bends nothing"),
        (0.0, "collapses to the origin", "is dead"),
    ],
)
def test_a_leak_is_told_as_it_is(alpha: float, plane: str, moral: str) -> None:
    facts = ActivationFacts(PICTURED["leaky-relu"].with_alpha(alpha))
    template, values = plane_sentence(WORDS["leaky-relu"], facts)
    assert plane in template.format(**values)
    assert moral in moral_of(WORDS["leaky-relu"], facts)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("alpha", [0.0, 0.1, 1.0])
def test_every_language_has_words_for_each_leak(alpha: float, language: Language) -> None:
    facts = ActivationFacts(PICTURED["leaky-relu"].with_alpha(alpha))
    words = WORDS["leaky-relu"]
    assert language.knows(plane_sentence(words, facts)[0])
    assert language.knows(moral_of(words, facts))


def test_the_square_has_the_side_that_is_drawn() -> None:
    template, values = plane_sentence(WORDS["sigmoid"], facts_of("sigmoid"))
    assert values == {"side": "0.76"}
    assert "side 0.76" in template.format(**values)
