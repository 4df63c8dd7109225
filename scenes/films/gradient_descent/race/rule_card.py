"""What stands over the first steps of an optimiser: its rule, and words for its arrows."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Text, VGroup, VMobject

from engine.descent.descent import Descent
from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.mobjects.step_anatomy import OWN_STEPS, PUSHES, StepAnatomy
from scenes.films.gradient_descent.rule_words import MEAN_RULES, PART_BY_RULE, SIZE_BY_RULE
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, significant
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


def size_told(anatomy: StepAnatomy, step: int) -> Phrase | None:
    """Say where the numbers come from by which a rule divides, if it is told of that step."""
    text = SIZE_BY_RULE.get(anatomy.rule)
    if text is None or (anatomy.rule == "rmsprop") != (step == 0):
        return None
    if step:
        return text, {"count": grouped(step + 1)}
    slope, size = (float(abs(each[0])) for each in (anatomy.mean_of(step), anatomy.size_of(step)))
    share = (size / slope) ** 2 if slope else 0.0
    return text, {
        "share": significant(share, 2), "slope": significant(slope, 3),
        "size": significant(size, 3), "percent": f"{significant(100 * share, 2)}%",
    }  # fmt: skip


def arrow_words(
    anatomy: StepAnatomy, step: int, rival: Rival, stage: Stage, theme: Theme
) -> dict[str, VGroup]:
    """Name what is drawn into a step, each in its colour, by the keys of its anatomy."""
    rule, size = anatomy.rule, stage.text_size(BESIDE)
    has_mean = rule in MEAN_RULES

    def write(words: str, colour: str, **values: Any) -> Text:
        return sentence(words, size, colour, **values)

    words = {"slope": write("the slope", theme.muted if has_mean else theme.text)}
    if has_mean:
        words["mean"] = write("their recent mean", theme.text)
    if part := PART_BY_RULE.get(rule):
        words["part"] = write(part, theme.text)
    if rule == "newton":
        words["loss"] = write("the loss along the step", theme.text)
        words["parabola"] = write("the parabola", rival.colour)
    if rule in PUSHES:
        words["push"] = write("the new push", theme.text)
    if rule in OWN_STEPS:
        slopes, sizes = np.abs(anatomy.mean_of(step)), anatomy.size_of(step)
        for k, (slope, by) in enumerate(zip(slopes, sizes, strict=True)):
            words[f"leg {k}"] = write("{slope}", theme.text, slope=significant(slope, 3))
            words[f"part {k}"] = write(
                "{slope} ÷ {by} = {times}", theme.text, slope=significant(slope, 3),
                by=significant(by, 3), times=significant(slope / max(by, 1e-300), 2),
            )  # fmt: skip
    told = "step {number}: η times both" if rule in OWN_STEPS else "step {number}"
    words["step"] = write(told, rival.colour, number=grouped(step + 1))
    return {key: chip_of(each, stage, theme) for key, each in words.items()}
