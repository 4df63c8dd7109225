"""What stands over the first steps of an optimiser: its rule, and what the colours mean."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, VGroup, VMobject

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
from scenes.languages.numbers import significant
from scenes.mobjects.text import formula, sentence
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

NAME, FORMULA, WORDS, FOOT = 26, 32, 22, 18
"""Sizes in 16:9."""
ABREAST = 3
"""Words of a legend that stand in one row, at most."""


def rule_card(
    descent: Descent, rival: Rival, stage: Stage, theme: Theme, *, first: bool = True
) -> list[VMobject]:
    """Write the name of a rule, the formula of its step, what is new in it, and its constants.

    Only on the first card is it said that η is the learning rate.
    """
    size, rule = stage.text_size, descent.spec.rule
    rate = descent.rate[0] if descent.steps else descent.spec.learning_rate()
    name = "{rule}, learning rate η = {rate}" if first else "{rule}, η = {rate}"
    parts: list[VMobject] = [
        sentence(name, size(NAME), rival.colour, rule=rule.title, rate=significant(rate)),
        formula(step_formula(rule), size(FORMULA), theme.text),
    ]
    if known := SYMBOLS_BY_RULE.get(descent.spec.optimizer):
        parts.append(sentence(known, size(WORDS), theme.muted))
    foot = [
        sentence(template, size(FOOT), theme.muted, **values)
        for template, values in constants_sentences(rule)
    ]
    if foot:
        parts.append(VGroup(*foot).arrange(RIGHT, buff=0.3 * stage.scale))
    return parts


def step_legend(descent: Descent, stage: Stage, theme: Theme) -> VGroup:
    """Name what is drawn into a step, each in its colour, in the place of the legend."""
    rule = descent.spec.optimizer
    named = {"the slope's direction": theme.gradient}
    if rule in MEAN_RULES:
        named["its recent mean: momentum"] = theme.text
    if part := PART_BY_RULE.get(rule):
        named[part] = theme.highlight
    named["the step"] = theme.accuracy
    size = stage.text_size(WORDS)
    words = VGroup(*(sentence(each, size, colour) for each, colour in named.items()))
    if stage.is_upright:
        words.arrange(DOWN, buff=0.12 * stage.scale, aligned_edge=LEFT)
    else:
        rows = [words[:ABREAST]] if len(words) <= ABREAST else [words[:2], words[2:]]
        for row in rows:
            row.arrange(RIGHT, buff=0.35 * stage.scale)
        VGroup(*rows).arrange(DOWN, buff=0.12 * stage.scale, aligned_edge=LEFT)
    legend = plated(words, theme)
    stage.put_legend(legend)
    return legend


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
