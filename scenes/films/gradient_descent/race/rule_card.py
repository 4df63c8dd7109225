"""What stands over the first steps of an optimiser: its rule, and words for its arrows."""

from __future__ import annotations

from manim import Text, VMobject

from engine.descent.descent import Descent
from engine.descent.surface import Surface
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.rule_words import (
    MEAN_RULES,
    PART_BY_RULE,
    SYMBOLS_BY_RULE,
    constants_sentences,
    step_formula,
)
from scenes.languages.language import Phrase
from scenes.languages.numbers import significant
from scenes.mobjects.text import formula, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

NAME, FORMULA, WORDS, BESIDE = 30, 38, 25, 25
"""Sizes in 16:9."""


def rule_card(
    descent: Descent, rival: Rival, stage: Stage, theme: Theme, *, first: bool = True
) -> list[VMobject]:
    """Write the name of a rule, the formula of its step, and what is new in it, in few lines.

    Only on the first card is it said that η is the learning rate.
    """
    size, rule = stage.text_size, descent.spec.rule
    rate = descent.rate[0] if descent.steps else descent.spec.learning_rate()
    name = "{rule}, learning rate η = {rate}" if first else "{rule}, η = {rate}"
    parts: list[VMobject] = [
        sentence(name, size(NAME), rival.colour, rule=rule.title, rate=significant(rate)),
        formula(step_formula(rule), size(FORMULA), theme.text),
    ]
    said: list[Phrase] = []
    if known := SYMBOLS_BY_RULE.get(descent.spec.optimizer):
        said.append((known, {}))
    if descent.spec.optimizer in MEAN_RULES:
        said.append(("with hats: corrected for their start at 0", {}))
    said += constants_sentences(rule)
    parts += [sentence(words, size(WORDS), theme.text, **values) for words, values in said]
    return parts


def arrow_words(descent: Descent, stage: Stage, theme: Theme) -> dict[str, Text]:
    """Name what is drawn into a step, each in its colour, by the keys of its anatomy."""
    rule = descent.spec.optimizer
    named = {"slope": ("the slope's direction", theme.gradient)}
    if rule in MEAN_RULES:
        named["mean"] = "its recent mean: momentum", theme.text
    if part := PART_BY_RULE.get(rule):
        named["part"] = part, theme.highlight
    named["step"] = "the step", theme.accuracy
    size = stage.text_size(BESIDE)
    return {
        key: sentence(words, size, colour).set_stroke(theme.panel, width=6, background=True)
        for key, (words, colour) in named.items()
    }


def surface_card(surface: Surface, descent: Descent, stage: Stage, theme: Theme) -> list[VMobject]:
    """Write the name of a surface, and its formula if it has one, in lines that can be read."""
    size, title = stage.text_size, surface.title
    parts: list[VMobject] = [sentence("{title}", size(NAME), theme.muted, title=title)]
    if not surface.typst:
        return parts
    whole = DescentWords(surface, descent).definition
    line = formula(whole, size(FORMULA), theme.text)
    if line.width <= stage.title.size[0]:
        return [*parts, line]
    return parts + [formula(each, size(FORMULA), theme.text) for each in terms_of(whole)]


def terms_of(typst: str) -> list[str]:
    """Divide a formula before each plus or minus that stands in no brackets.

    Parameters
    ----------
    typst : str
        In Typst's math mode.
    """
    depth, ends = 0, [0]
    for i, letter in enumerate(typst):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and typst[i : i + 3] in (" + ", " - ") and i > ends[-1]:
            ends.append(i)
    return [typst[a:b].strip() for a, b in zip(ends, [*ends[1:], len(typst)], strict=True)]
