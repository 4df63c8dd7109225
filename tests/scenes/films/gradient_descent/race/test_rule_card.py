"""A rule's card explains every symbol of its formula, and a long formula stands in lines."""

import pytest
from manim import config

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.race.rule_card import rule_card, surface_card, terms_of
from scenes.films.gradient_descent.rule_words import step_formula
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


def words_of(rule: str) -> str:
    descent = descend(DescentSpec(surface="bowl", optimizer=rule, steps=2))
    card = rule_card(descent, Rival(rule, THEME.colour_of(0), 0), stage_of_frame(), THEME)
    texts = [each for part in card for each in part.get_family() if hasattr(each, "original_text")]
    return "\n".join(each.original_text for each in texts)


@pytest.mark.parametrize("rule", list(RULES))
def test_every_symbol_of_a_formula_is_explained(rule: str) -> None:
    said, typst = words_of(rule), step_formula(RULES[rule])
    greek = {"mu ": "μ", "alpha": "α", "beta_1": "β₁", "epsilon": "ε", "lambda": "λ", "eta": "η"}
    for name, letter in greek.items():
        assert (f"{letter} =" in said or f"{letter}:" in said) == (name in typst)


def test_what_a_rule_keeps_at_each_step_is_said() -> None:
    assert "kept at each step: μ = 0.9" in words_of("nesterov")
    assert "kept of v at each step: 0.9" in words_of("momentum")
    assert "kept of s at each step: 0.99" in words_of("rmsprop")
    assert "kept at each step: 0.9 of m, 0.999 of s" in words_of("adam")
    assert "kept" not in words_of("gradient-descent") + words_of("adagrad")


def test_a_formula_is_divided_at_its_terms_only() -> None:
    typst = "L(x, y) = (1.5 - x + x y)^2 + (2 - x)^2 - 3"
    assert terms_of(typst) == ["L(x, y) = (1.5 - x + x y)^2", "+ (2 - x)^2", "- 3"]


def test_a_long_formula_stands_in_lines_of_one_size() -> None:
    stage = stage_of_frame()
    descent = descend(DescentSpec(surface="beale", steps=2))
    _, *lines = surface_card(descent.spec.loss_surface, descent, stage, THEME)
    assert len(lines) == 3
    assert max(line.width for line in lines) < 0.5 * config.frame_width
    (only,) = surface_card(
        (short := descend(DescentSpec(surface="ravine", steps=2))).spec.loss_surface,
        short,
        stage,
        THEME,
    )[1:]
    assert only.width < 0.5 * config.frame_width


@pytest.mark.parametrize("rule", ["adam", "adamw"])
def test_means_are_written_as_they_are_computed_corrected_for_their_start(rule: str) -> None:
    assert all(mean in step_formula(RULES[rule]) for mean in ("hat(m)", "hat(s)"))
    assert "with hats: corrected for their start at 0" in words_of(rule)
