"""The conclusion of a comparison claims no more than was measured."""

import pytest

from scenes.films.representation.controls import NAMES as SHOWN
from scenes.films.representation.controls_words import ANSWER, CLOSED, CUT, LIFTED, RING, verdict
from scenes.languages.language import LANGUAGES, Language, use_language

NAMES = ("plain", "relu", "tanh", "wider")


def said(accuracies: list[float], *, ring: bool = False) -> str:
    found = verdict(NAMES, accuracies, 1200, ring=ring)
    return found.text.format(**found.values)


@pytest.mark.parametrize(
    ("accuracies", "sentence"),
    [
        (
            [0.5, 0.66, 0.82, 1.0],
            "The unit more separates the classes: 100%. The others get 82.0% at best.",
        ),
        (
            [0.6, 0.7, 0.9, 0.8],
            "None separates the classes in 1,200 steps. The best, tanh, gets 90.0%.",
        ),
        (
            [0.88, 1.0, 1.0, 1.0],
            "With an activation each separates the classes; without, it gets 88.0%.",
        ),
        ([1.0] * 4, "All four separate the classes: here the difference does not matter."),
        ([0.5, 1.0, 0.8, 1.0], "These separate the classes: relu, wider."),
    ],
)
def test_every_outcome_has_its_sentence(accuracies: list[float], sentence: str) -> None:
    assert said(accuracies) == sentence


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_names_the_networks_and_the_reason(language: Language) -> None:
    assert all(language.knows(words) for words in (*SHOWN, RING, CLOSED, LIFTED, CUT, ANSWER))


def test_networks_are_listed_in_the_language_of_the_film() -> None:
    with use_language(LANGUAGES["zh"]):
        found = verdict(SHOWN, [1.0, 0.5, 1.0, 0.5], 9, ring=False)
    assert found.values == {"names": "无激活函数、tanh"}


def test_a_reason_is_given_only_for_a_ring_that_the_third_unit_opened() -> None:
    assert verdict(NAMES, [0.5, 0.6, 0.8, 1.0], 9, ring=True).reason == RING
    assert verdict(NAMES, [0.5, 0.6, 0.8, 1.0], 9, ring=False).reason == ""
    assert verdict(NAMES, [0.5, 0.6, 0.8, 0.9], 9, ring=True).reason == ""
