"""What is said of more data is what was measured, whatever that was."""

import re
from dataclasses import replace

import numpy as np
import pytest

from engine.experiments.more_data import LearningCurves
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.error_words import error_text
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
    assert said == "Who comes near 1 from 20 points, and who from 4,000?"


def test_why_the_expert_ends_there_is_said_only_if_it_comes_down_to_that() -> None:
    noise, lacked, least = map(float, re.findall(r"\d+", spoken(words.expert(USUAL))))
    assert noise + lacked == least
    assert 10 ** -USUAL.score("expert")[-1] == pytest.approx(least, rel=0.03)
    assert spoken(words.expert(STILL_FALLING)).startswith("It comes down to 2.50")


def test_the_oracle_is_called_a_bound_where_the_others_are_compared() -> None:
    said = spoken(words.few_points(USUAL))
    assert said.startswith("Dashed: the oracle. Of the others, ")


def test_a_peak_is_explained_only_if_there_is_one() -> None:
    assert "bends to all the noise" in spoken(words.peak(USUAL))
    assert "bends" not in spoken(words.peak(TAME))
    assert "bends" not in spoken(words.peak(made_up(features=400)))  # where it is not highest


def test_climb_and_recovery_are_told_of_a_peak_only() -> None:
    assert spoken(words.climb(USUAL)) == "Near 1,000 points, the error explodes."
    assert spoken(words.climb(TAME)) == "Now up to 1,000 points, as many as weights."
    last = error_text(USUAL.error_at("flexible", 4_000))
    assert spoken(words.recovery(USUAL)) == f"Then it recovers: {last} with 4,000."
    assert spoken(words.recovery(TAME)) == "With 4,000 points, it errs by 1.10."


@pytest.mark.parametrize(
    ("curves", "said"),
    [
        (USUAL, "In this run it beats the expert from about 130 points on."),
        (EARLY, "In this run it beats the expert from 20 points on."),
        (LOSING, "It does not come to beat the expert."),
    ],
)
def test_the_lasso_is_said_to_pass_where_it_does(curves: LearningCurves, said: str) -> None:
    assert spoken(words.regularised(curves)) == said


def test_one_takes_over_where_its_curve_crosses_that_of_the_one_before() -> None:
    begin = words.takes_over(USUAL)
    lasso, expert = (USUAL.error_at(model, begin) for model in ("regularised", "expert"))
    assert lasso == pytest.approx(expert, rel=0.01)
    assert 20 < words.takes_over(LOSING) < 4_000


def test_the_first_descent_is_told_where_there_is_one() -> None:
    said = spoken(words.first_descent(USUAL))
    assert said == "At first, more points help."
    assert spoken(words.first_descent(LOSING)) == "At first, more points do not help."


def test_who_leads_at_last_is_told_from_where_it_does() -> None:
    assert spoken(words.lead(USUAL)) == "From here on, the lasso is best of the three."
    assert spoken(words.lead(LOSING)) == "With more points, the expert stays best of the three."


def test_the_best_is_named_for_few_points() -> None:
    assert "the expert is best" in spoken(words.few_points(USUAL))
    flexible = made_up(flexible=[1.05] * 8, lasso=LASSO)
    assert "the flexible model is best" in spoken(words.few_points(flexible))


def test_the_moral_follows_from_who_is_best() -> None:
    said = spoken(words.moral(USUAL))
    assert said == "The oracle aside: few points, the expert's 9 win; many, the lasso."
    assert "few points and with many" in spoken(words.moral(LOSING))
    assert "even with few points" in spoken(words.moral(EARLY))
    assert "only with many points" in spoken(words.moral(LATE_EXPERT))


def test_what_the_lasso_uses_is_counted() -> None:
    weights = np.zeros_like(USUAL.weights)
    weights[-1, 3, :10], weights[-1, 3, 50:70] = 0.9, 1e-6
    said = spoken(words.kept(replace(USUAL, weights=weights)))
    assert said == "It uses 30 of 1,000 (ringed), among them all 10 that matter."
    weights[-1, 3, 3] = 0
    said = spoken(words.kept(replace(USUAL, weights=weights)))
    assert said == "It uses 29 of 1,000 (ringed), among them 9 of those that matter."


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_the_words_whatever_was_measured(language: Language) -> None:
    each = (
        words.question, words.expert, words.peak, words.regularised,
        words.few_points, words.moral, words.kept, words.price, words.first_descent, words.lead,
        words.climb, words.recovery,
    )  # fmt: skip
    said = {say(curves)[0] for curves in ALL for say in each}
    assert len(said) == 23
    assert all(language.knows(template) for template in said)
