"""A rule's card has its name and rate; the arrows of its steps are called what they are."""

import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.race.rule_card import arrow_words, rule_card
from scenes.films.gradient_descent.rule_words import MEAN_RULES
from scenes.languages.numbers import significant
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


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


@pytest.mark.parametrize("rule", ["adam", "adamw", "rmsprop", "adagrad"])
def test_only_a_mean_is_called_so(rule: str) -> None:
    descent = descend(DescentSpec(surface="bowl", optimizer=rule, steps=2))
    words = arrow_words(descent, stage_of_frame(), THEME)
    said = {key: chip[1].original_text for key, chip in words.items()}
    assert said["part"].startswith("each part ÷ its")
    assert ("mean" in said) == (rule in MEAN_RULES)
