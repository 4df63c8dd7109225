"""What is said of saturation is what was measured, whatever that was."""

import numpy as np
import pytest

from engine.experiments.saturation import Comparison, LayerHealth, slope_curve
from engine.networks.activations import ACTIVATIONS
from scenes.films.activations import saturation_words as words
from scenes.films.activations.saturation_words import title_of
from scenes.languages.language import LANGUAGES, Language, Phrase, use_language
from scenes.languages.numbers import in_full


def health(
    activation: str, *, reach: float, loss: float, dead: int = 0, saturated: float = 0.0
) -> LayerHealth:
    return LayerHealth(
        activation=activation,
        curve=slope_curve(activation),
        loss=np.array([0.7, loss]),
        accuracy=np.array([0.5, 0.5]),
        gradient=np.array([[reach, 0.5, 1.0], [reach, 0.5, 1.0]]),
        checked=np.array([0, 1]),
        saturated=np.full((2, 2), saturated),
        dead=np.array([[0, 0], [dead, 0]]),
        width=np.array([8, 8]),
    )


def compared(*networks: LayerHealth) -> Comparison:
    return Comparison(networks, guess=np.log(2))


def spoken(sentence: Phrase) -> str:
    text, values = sentence
    return text.format(**values)


STUCK = health("sigmoid", reach=2.4e-6, loss=0.69)
FINE = health("tanh", reach=0.32, loss=0.01)
HALF_DEAD = health("relu", reach=0.26, loss=0.02, dead=3, saturated=0.5)


def test_the_gentlest_slope_is_told_unless_all_are_steep() -> None:
    assert "0.25 at most; through 2 layers, 0.062" in spoken(words.bound((FINE, STUCK)))
    assert words.bound((FINE, HALF_DEAD)) is None


def test_the_first_gradient_is_told_where_it_is_smallest() -> None:
    assert "Sigmoid: layer 1 gets 420,000 times" in spoken(words.first_gradient((FINE, STUCK)))
    assert "at least 26%" in spoken(words.first_gradient((FINE, HALF_DEAD)))
    nothing = health("relu", reach=0.0, loss=0.69)
    assert "no gradient" in spoken(words.first_gradient((FINE, nothing)))


def test_those_that_have_not_learned_are_named() -> None:
    said = spoken(words.trained(compared(FINE, STUCK, HALF_DEAD)))
    assert "guessing" in said
    assert "0.693" in said
    assert said.endswith(": Sigmoid.")
    assert "every loss is below 0.62" in spoken(words.trained(compared(FINE, HALF_DEAD)))


def test_dead_units_are_counted_and_not_blamed_where_the_others_learn() -> None:
    said = [spoken(sentence) for sentence in words.slopes(compared(STUCK, HALF_DEAD))]
    assert said == [
        "Sigmoid: few slopes are near zero (0.0%), but none is above 0.25.",
        "ReLU: 3 of 16 units are dead. The others have learned.",
    ]
    lost = health("relu", reach=0.2, loss=0.69, dead=9)
    assert "little is learned" in spoken(words.slopes(compared(lost))[-1])
    assert spoken(words.slopes(compared(FINE))[-1]) == "No unit is dead at the end."


def test_the_moral_is_what_happened() -> None:
    assert "has not learned" in spoken(words.moral(compared(STUCK, FINE)))
    starved = health("sigmoid", reach=0.01, loss=0.1)
    assert "learned even so" in spoken(words.moral(compared(starved, FINE)))
    assert "reached every layer" in spoken(words.moral(compared(HALF_DEAD, FINE)))


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_the_words_whatever_was_measured(language: Language) -> None:
    nothing, lost = health("relu", reach=0, loss=0.69), health("relu", reach=0.2, loss=0.69, dead=9)
    starved = health("sigmoid", reach=0.01, loss=0.1)
    casts = [(FINE, STUCK), (FINE, HALF_DEAD), (STUCK, HALF_DEAD), (FINE, nothing), (lost,)]
    said = {
        sentence[0]
        for cast in [*casts, (FINE,), (starved, FINE)]
        for sentence in (
            words.bound(cast),
            words.first_gradient(cast),
            words.trained(compared(*cast)),
            *words.slopes(compared(*cast)),
            words.moral(compared(*cast)),
        )
        if sentence is not None
    }
    assert len(said) == 13
    assert all(language.knows(template) for template in said)
    assert all(language.say(title_of(activation)) for activation in ACTIVATIONS)


def test_names_are_listed_as_the_language_does() -> None:
    with use_language(LANGUAGES["zh"]):
        _, values = words.trained(compared(STUCK, health("relu", reach=0, loss=0.69)))
    assert values["names"] == "Sigmoid、ReLU"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (2.36e-6, "0.0000024"), (3e-14, "3e−14"), (0.264, "0.26"), (25.0, "25"),
     (1234.5, "1,200")],
)  # fmt: skip
def test_small_numbers_are_written_in_full(value: float, text: str) -> None:
    assert in_full(value, 2) == text


def test_large_factors_have_two_digits_that_count() -> None:
    assert in_full(424_242.0, 2) == "420,000"
    assert in_full(3.2e14, 2) == "3e14"
