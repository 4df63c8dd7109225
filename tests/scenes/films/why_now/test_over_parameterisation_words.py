"""What is said of double descent is what was measured, whatever that was."""

import pytest

from engine.experiments.double_descent import DoubleDescent
from scenes.films.why_now import over_parameterisation_words as words
from scenes.languages.language import LANGUAGES, Language, Phrase
from tests.support.double_descents import SWINGS, TWICE, made_up

FALLING = made_up([0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.12, 0.1])
USUAL = made_up(TWICE, swings=SWINGS)
STAYING = made_up([0.5, 0.3, 0.2, 0.4, 9.0, 9.1, 9.0, 8.9], swings=[1] * 4 + [30] * 4)
HIGHER = made_up([0.5, 0.3, 0.1, 0.4, 9.0, 2.0, 1.0, 0.3], swings=SWINGS)
INEXACT = made_up(TWICE, exact_from=None)
ALONE = made_up(TWICE, draws=1)
ALONE_AND_WORSE = made_up([0.5, 0.3, 0.1, 0.4, 9.0, 2.0, 1.0, 0.3], draws=1)
UP_AGAIN = made_up([0.5, 0.3, 0.2, 0.4, 9.0, 2.0, 3.0, 0.1], swings=SWINGS)
ALL = (FALLING, USUAL, STAYING, HIGHER, INEXACT, ALONE, ALONE_AND_WORSE)


def spoken(sentence: Phrase) -> str:
    text, values = sentence
    return text.format(**values)


def test_the_curve_is_called_wild_only_if_it_swings_beyond_the_points() -> None:
    assert "5 weights, 5 points" in spoken(words.opening(USUAL))
    assert "wild" in spoken(words.opening(USUAL))
    assert "wild" not in spoken(words.opening(FALLING))
    assert spoken(words.question(USUAL)) == "Would 8 weights be wilder still?"
    assert spoken(words.question(FALLING)) == "What would 8 weights do?"


def test_all_points_are_said_to_be_hit_only_where_the_training_error_is_zero() -> None:
    assert "hits every point" not in spoken(words.opening(INEXACT))
    assert "error 0" not in spoken(words.at_threshold(INEXACT))
    assert spoken(words.widest(INEXACT)) == "8 weights still miss some points."
    assert "training error 0" in spoken(words.at_threshold(FALLING))
    assert "swings as far as 60" in spoken(words.at_threshold(USUAL))


def test_an_error_that_is_up_again_after_the_peak_is_told() -> None:
    assert words.worst_after(UP_AGAIN, 7) == 6
    assert spoken(words.not_yet(UP_AGAIN, 6)) == (
        "Not calm yet: with 7 weights, the test error is still 3.000."
    )
    assert words.worst_after(USUAL, 7) is None
    assert words.worst_after(UP_AGAIN, 5) is None


def test_the_widest_is_called_calm_only_if_it_is() -> None:
    assert spoken(words.widest(USUAL)).endswith("calm.")
    assert spoken(words.widest(STAYING)).endswith("still wild.")


def test_the_best_is_the_least_error_with_fewer_weights_than_points() -> None:
    assert "3, with a test error of 0.200" in spoken(words.first_descent(USUAL))
    assert "4, with a test error of 0.250" in spoken(words.first_descent(FALLING))


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (USUAL, "The test error falls, rises and falls again: double descent."),
        (STAYING, "The test error falls, then rises, and does not fall again."),
        (FALLING, "Here the test error does not fall, rise and fall again."),
    ],
)
def test_double_descent_is_claimed_only_where_there_is_one(
    result: DoubleDescent, said: str
) -> None:
    assert spoken(words.shape(result)) == said


def test_draws_in_which_the_widest_is_best_are_counted() -> None:
    mixed = made_up(TWICE, draws=4, last_of_others=0.25)
    assert "In 4 of 4 draws" in spoken(words.tally(made_up(TWICE, draws=4)))
    assert "In 1 of 4 draws, 8 weights err less than any number below 5." in spoken(
        words.tally(mixed)
    )
    assert "err less" in spoken(words.tally(ALONE))
    assert "err more" in spoken(words.tally(ALONE_AND_WORSE))


def test_the_answer_is_what_the_medians_say() -> None:
    assert spoken(words.answer(USUAL)) == (
        "Wilder still? No: 8 weights are calmer, and nearer to the true curve."
    )
    still_wild = made_up(TWICE, swings=[*SWINGS[:-1], 30.0])
    assert spoken(words.answer(still_wild)) == (
        "Over all 3 draws, the median error is 0.100 with 8 weights, and 0.200 with 3, the best "
        "before."
    )
    assert spoken(words.answer(HIGHER)).startswith("They calm down, but not enough")
    assert spoken(words.answer(STAYING)).startswith(
        "Over all 3 draws, the median error does not fall"
    )
    assert spoken(words.answer(ALONE)) == (
        "No: the error is 0.100 with 8 weights, and 0.200 with 3, the best before."
    )
    assert spoken(words.answer(ALONE_AND_WORSE)).startswith("Here the error is 0.300 with 8")
    others = made_up(TWICE, draws=5, last_of_others=0.3)
    assert "0.300 with 8" in spoken(words.answer(others))


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_the_words_whatever_was_measured(language: Language) -> None:
    each = (
        words.opening, words.question, words.first_descent, words.towards_threshold,
        words.at_threshold, words.widest, words.shape, words.tally, words.answer,
    )  # fmt: skip
    said = {say(result)[0] for result in ALL for say in each}
    said.add(words.not_yet(UP_AGAIN, 6)[0])
    assert len(said) == 26
    assert all(language.knows(template) for template in said)
