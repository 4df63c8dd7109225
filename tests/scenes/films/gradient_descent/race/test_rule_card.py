"""A rule's card explains every symbol of its formula, and has few lines."""

import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.race.rule_card import arrow_words, rule_card
from scenes.films.gradient_descent.rule_words import MEAN_RULES, step_formula
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


def words_of(rule: str) -> str:
    descent = descend(DescentSpec(surface="bowl", optimizer=rule, steps=2))
    card = rule_card(descent, Rival(rule, THEME.colour_of(0), 0), stage_of_frame(), THEME)
    texts = [each for part in card for each in part.get_family() if hasattr(each, "original_text")]
    return "\n".join(each.original_text for each in texts)


@pytest.mark.parametrize("rule", list(RULES))
def test_every_constant_of_a_formula_has_its_value(rule: str) -> None:
    said, typst = words_of(rule), step_formula(RULES[rule])
    greek = {"mu ": "μ", "alpha": "α", "beta_1": "β₁", "lambda": "λ", "eta": "η"}
    for name, letter in greek.items():
        assert (f"{letter} =" in said) == (name in typst)


def test_cards_are_short() -> None:
    assert "kept at each step: μ = 0.9" in words_of("nesterov")
    for rule in RULES:
        assert len(words_of(rule).split("\n")) <= 3


@pytest.mark.parametrize("rule", ["adam", "adamw", "rmsprop", "adagrad"])
def test_the_arrows_are_named_by_the_letters_of_the_formula(rule: str) -> None:
    descent = descend(DescentSpec(surface="bowl", optimizer=rule, steps=2))
    words = arrow_words(descent, stage_of_frame(), THEME)
    said = {key: chip[1].original_text for key, chip in words.items()}
    assert said["part"].endswith("√s")
    formula = step_formula(RULES[rule]).replace("hat(m)", "m").replace("hat(s)", "s")
    assert "sqrt(s)" in formula
    assert ("mean" in said) == ("m" in formula.split()) == (rule in MEAN_RULES)
    assert said.get("mean", "m:").startswith("m:")
