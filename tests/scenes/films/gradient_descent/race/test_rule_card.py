"""A rule's card has its name and rate; the arrows of its steps are called what they are."""

import re

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from engine.geometry.box import Box
from scenes.films.gradient_descent.descent_numbers import number_of
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.mobjects.step_anatomy import StepAnatomy
from scenes.films.gradient_descent.race.rule_card import arrow_words, rule_card, size_told
from scenes.films.gradient_descent.rule_words import MEAN_RULES
from scenes.languages.numbers import significant
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
AREA = Box(np.array([-7.0, -3.0]), np.array([7.0, 4.0]))
FOCUS = Box(np.array([0.0, -1.5]), np.array([3.5, 1.6]))


@pytest.mark.parametrize("rule", list(RULES))
def test_a_card_has_the_name_and_the_rate(rule: str) -> None:
    descent = descend(DescentSpec(surface="bowl", optimizer=rule, steps=2))
    for first, words in ((True, "learning rate η ="), (False, f"{RULES[rule].title}, η =")):
        card = rule_card(
            descent, Rival(rule, THEME.colour_of(0), 0), stage_of_frame(), THEME, first=first
        )
        assert words in card.original_text
        assert card.original_text.startswith(RULES[rule].title)
        assert card.original_text.endswith(significant(float(descent.rate[0])))


def made(rule: str) -> StepAnatomy:
    spec = DescentSpec(surface="beale", optimizer=rule, steps=12)
    view = OpenMap(spec.loss_surface, AREA, FOCUS, THEME)
    return StepAnatomy(view, descend(spec), THEME, THEME.text)


def told(rule: str, step: int) -> dict[str, str]:
    rival = Rival(rule, THEME.colour_of(0), 0)
    words = arrow_words(made(rule), step, rival, stage_of_frame(), THEME)
    return {key: chip[1].original_text for key, chip in words.items()}


@pytest.mark.parametrize("rule", ["adam", "adamw", "rmsprop", "adagrad"])
def test_what_is_written_beside_a_step_recomputes(rule: str) -> None:
    anatomy = made(rule)
    for step in (0, 5, 9):
        words = told(rule, step)
        assert words["step"] == f"step {step + 1}: η times both"
        assert ("mean" in words) == (rule in MEAN_RULES)
        taken = np.abs(anatomy.descent.path[step + 1] - anatomy.descent.path[step])
        for k in range(2):
            slope, size, times = map(number_of, re.split("[÷=]", words[f"part {k}"]))
            assert number_of(words[f"leg {k}"]) == slope
            assert significant(slope / size, 1) == significant(times, 1)
            assert slope / size == pytest.approx(times, rel=0.05)
            if rule != "adamw":  # that shrinks the parameters, too
                assert times * anatomy.descent.rate[step] == pytest.approx(taken[k], rel=0.05)


def test_rmsprop_s_first_step_is_ten_times_its_rate_in_both_coordinates() -> None:
    words = told("rmsprop", 0)
    assert [words["part 0"], words["part 1"]] == ["34.5 ÷ 3.45 = 10", "92.5 ÷ 9.25 = 10"]


def test_the_other_rules_have_words_for_what_is_theirs() -> None:
    assert told("momentum", 1)["part"] == "what is kept of the last push"
    assert {"loss", "parabola", "part"} <= set(told("newton", 0))
    assert set(told("gradient-descent", 0)) == {"slope", "step"}


def test_it_is_told_where_the_first_size_of_rmsprop_comes_from_in_numbers_that_agree() -> None:
    anatomy = made("rmsprop")
    told = size_told(anatomy, 0)
    assert told is not None
    slope = abs(float(anatomy.descent.gradient[0][0]))
    values = {name: number_of(text.removesuffix("%")) for name, text in told[1].items()}
    assert values["share"] == pytest.approx(0.01)
    assert values["percent"] == pytest.approx(1)
    assert values["slope"] == pytest.approx(slope, rel=5e-3)
    assert values["size"] == pytest.approx(np.sqrt(values["share"]) * values["slope"], rel=5e-3)
    assert size_told(anatomy, 3) is None
    assert size_told(made("momentum"), 0) is None


def test_adam_s_sizes_are_nearly_root_mean_squares_of_all_slopes_so_far() -> None:
    anatomy = made("adam")
    told = size_told(anatomy, 9)
    assert told is not None
    assert told[1] == {"count": "10"}
    plain = np.sqrt((anatomy.descent.gradient[:10] ** 2).mean(axis=0))
    np.testing.assert_allclose(anatomy.size_of(9), plain, rtol=0.01)
    assert size_told(anatomy, 0) is None
