"""The rule of a descent, with a step by it written out in numbers."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, VGroup

from scenes.films.gradient_descent.descent_numbers import subscripted
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.mobjects.step_equation import Columns, LiveRows
from scenes.languages.numbers import significant
from scenes.mobjects.text import formula, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

SIZE = 28
"""Of the numbers, in a frame of 16:9, as Manim counts."""


def rule_rows(
    words: DescentWords, steps: int, stage: Stage, theme: Theme, times: int = 1
) -> LiveRows:
    """Make the rows of a descent's rule: its name and formula, and a row for each variable.

    Parameters
    ----------
    words : DescentWords
    steps : int
        So many steps after the first can be written; all fit into the place of the title.
    stage, theme
    times : int
        How many times as long as they are the steps are drawn, which is said.
    """
    spec, size, widest = words.descent.spec, stage.text_size(SIZE), stage.title.size[0]
    heading = VGroup(
        VGroup(
            formula(spec.rule.typst, 1.5 * size, theme.text),
            sentence("θ: {names}", 0.75 * size, theme.muted, names=words.names),
        ).arrange(RIGHT, buff=0.4 * stage.scale),
        sentence(
            "{rule}, learning rate η = {rate}", 0.75 * size, theme.highlight,
            rule=spec.rule.title, rate=significant(words.descent.rate[0], 4),
        ),
    )  # fmt: skip
    if spec.schedule != "constant":
        heading.add(sentence("schedule {name}", 0.85 * size, theme.muted, name=spec.schedule))
    if times > 1:
        longer = "step, drawn {times} times as long"
        heading.add(sentence(longer, 0.75 * size, theme.accuracy, times=str(times)))
    heading.arrange(DOWN, aligned_edge=LEFT, buff=0.2 * stage.scale)
    heading.scale(min(1.0, widest / heading.width))
    table = [row for step in range(steps + 1) for row in words.equation(step)]
    longest = tuple(max(column, key=len) for column in zip(*table, strict=True))
    colours = (theme.text, theme.highlight, theme.gradient, theme.accuracy)

    def made(at_size: float) -> LiveRows:
        labels = [
            sentence("{name}", at_size, theme.text, name=subscripted(name))
            for name in words.surface.names
        ]
        return LiveRows(heading, labels, Columns(longest, colours), at_size, theme)

    rows = made(size)
    return rows if rows.width <= widest else made(size * widest / rows.width)
