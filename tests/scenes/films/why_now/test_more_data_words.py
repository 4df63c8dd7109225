"""What is said of more data is what was measured, whatever that was."""

from dataclasses import replace

import numpy as np
import pytest

from engine.experiments.more_data import LearningCurves
from scenes.films.why_now import more_data_words as words
from scenes.languages.language import LANGUAGES, Language, Phrase
from tests.support.learning_curves import EXPERT, LASSO, made_up

USUAL = made_up()
STILL_FALLING = made_up(expert=[9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.5])
TAME = made_up(flexible=[11.0, 10.0, 9.0, 8.0, 7.0, 6.5, 2.5, 1.1])
LOSING = made_up(flexible=[11.0] * 8, lasso=[11.0] * 8)
EARLY = made_up(lasso=[1.5] * 8)
LATE_EXPERT = made_up(lasso=[2.0] * 8, expert=[*EXPERT[:6], 1.5, 1.2], flexible=[11.0] * 8)
ALL = (USUAL, STILL_FALLING, TAME, LOSING, EARLY, LATE_EXPERT)


def spoken(sentence: Phrase) -> str:
    text, values = sentence
    return text.format(**values)


def test_the_question_names_both_numbers_of_points() -> None:
    said = spoken(words.question(USUAL))
    assert said == "Who predicts y best from 100 points, and who from 4,000?"


def test_errors_are_told_as_they_are_shown() -> None:
    assert (
        spoken(words.oracle(USUAL))
        == "With 100 points, its squared error is 1.10 times the noise variance."
    )
    assert "at 2.00" in spoken(words.expert(USUAL))
    assert "Error: 3,305." in spoken(words.peak(USUAL))


def test_more_points_are_said_not_to_help_only_if_they_do_not() -> None:
    assert "stop helping" in spoken(words.expert(USUAL))
    assert spoken(words.expert(STILL_FALLING)).startswith("It comes down to 2.50")


def test_why_the_expert_ends_there_is_said_only_if_it_comes_down_to_that() -> None:
    why = words.floor(USUAL)
    assert why is not None
    terms, least = spoken(why).rstrip(".").split(": ")[1].split(" = ")
    assert sum(map(float, terms.split(" + "))) == float(least)
    shown = spoken(words.expert(USUAL)).split(":")[0].split()[-1]
    assert float(shown) == pytest.approx(float(least), rel=0.03)
    assert words.floor(STILL_FALLING) is None


def test_the_oracle_is_left_aside_with_few_points_and_with_many() -> None:
    assert "left aside" in spoken(words.few_points(USUAL))
    assert "left aside" in spoken(words.many_points(USUAL))


def test_a_peak_is_explained_only_if_there_is_one() -> None:
    assert "the one fit left" in spoken(words.peak(USUAL))
    assert "the one fit left" not in spoken(words.peak(TAME))


@pytest.mark.parametrize(
    ("curves", "said"),
    [
        (USUAL, "With 200 points, it has passed the expert."),
        (EARLY, "It beats the expert from the first 20 points on."),
        (LOSING, "It does not come to beat the expert."),
    ],
)
def test_the_lasso_is_said_to_pass_where_it_does(curves: LearningCurves, said: str) -> None:
    assert spoken(words.regularised(curves)) == said


def test_the_flexible_model_is_said_to_pass_where_it_does() -> None:
    assert spoken(words.flexible(USUAL)) == "With 4,000 points, it has passed the expert."


def test_the_best_are_named_for_few_points_and_for_many() -> None:
    assert "the expert is best" in spoken(words.few_points(USUAL))
    assert "the lasso is best" in spoken(words.many_points(USUAL))
    flexible = made_up(flexible=[1.05] * 8, lasso=LASSO)
    assert "the flexible model is best" in spoken(words.few_points(flexible))


def test_the_moral_follows_from_who_is_best() -> None:
    assert spoken(words.moral(USUAL)).startswith("Few points: what is known beforehand wins.")
    assert "few points and with many" in spoken(words.moral(LOSING))
    assert "even with few points" in spoken(words.moral(EARLY))
    assert "only with many points" in spoken(words.moral(LATE_EXPERT))


def test_the_noise_is_told_and_squared_as_it_is_written() -> None:
    said = spoken(words.least_miss(5.12, 5.92))
    assert said.endswith("by the noise: here 0.80, squared 0.64.")
    assert "here 1.91, squared 3.65." in spoken(words.least_miss(-1.20, -3.11))


def test_what_the_lasso_uses_is_counted() -> None:
    selected = np.zeros((len(USUAL.samples), USUAL.features), dtype=bool)
    selected[-1, :10], selected[-1, 50:70] = True, True
    said = spoken(words.kept(replace(USUAL, selected=selected)))
    assert said == "It uses 30 of 1,000, among them all 10 that matter."
    selected[-1, 3] = False
    said = spoken(words.kept(replace(USUAL, selected=selected)))
    assert said == "It uses 29 of 1,000, among them 9 of those that matter."


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_the_measurewhatever_was_measured(language: Language) -> None:
    each = (
        words.question, words.oracle, words.expert, words.peak, words.flexible, words.regularised,
        words.few_points, words.many_points, words.moral, words.kept,
    )  # fmt: skip
    said = {say(curves)[0] for curves in ALL for say in each}
    why = words.floor(USUAL)
    assert why is not None
    said |= {why[0], words.least_miss(1.0, 2.0)[0]}
    assert len(said) == 18
    assert all(language.knows(template) for template in said)
