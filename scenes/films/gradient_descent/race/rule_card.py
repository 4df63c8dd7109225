"""What stands over the first steps of an optimiser: its rule, and words for its arrows."""

from __future__ import annotations

from manim import VGroup, VMobject

from engine.descent.descent import Descent
from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.mobjects.step_anatomy import PUSHES
from scenes.films.gradient_descent.rule_words import MEAN_RULES, PART_BY_RULE
from scenes.languages.numbers import significant
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

NAME, BESIDE = 32, 25
"""Sizes in 16:9."""


def rule_card(
    descent: Descent, rival: Rival, stage: Stage, theme: Theme, *, first: bool = True
) -> VMobject:
    """Write the name of a rule and its learning rate; only the first says what η is."""
    rate = descent.rate[0] if descent.steps else descent.spec.learning_rate()
    name = "{rule}, learning rate η = {rate}" if first else "{rule}, η = {rate}"
    return sentence(
        name, stage.text_size(NAME), rival.colour, rule=descent.spec.rule.title,
        rate=significant(rate),
    )  # fmt: skip


def arrow_words(descent: Descent, stage: Stage, theme: Theme) -> dict[str, VGroup]:
    """Name what is drawn into a step, each in its colour, by the keys of its anatomy."""
    rule = descent.spec.optimizer
    named = {"slope": ("the slope's direction", theme.gradient)}
    if rule in MEAN_RULES:
        named["mean"] = "its recent mean", theme.text
    if part := PART_BY_RULE.get(rule):
        named["part"] = part, theme.highlight
    if rule in PUSHES:
        named["push"] = "the new push", theme.gradient
    named["step"] = "the step", theme.accuracy
    size = stage.text_size(BESIDE)
    return {
        key: chip_of(sentence(words, size, colour), stage, theme)
        for key, (words, colour) in named.items()
    }
