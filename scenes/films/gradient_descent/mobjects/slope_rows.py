"""Where the numbers of a gradient come from: the partial derivatives, worked out at a place."""

from __future__ import annotations

from manim import DOWN, LEFT, VGroup

from engine.descent.formulas import parse_formula
from scenes.films.gradient_descent.descent_numbers import descent_number, typeset_name
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.languages.numbers import MINUS
from scenes.mobjects.text import formula
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

SIZE = 34
"""Of the formulas, in a frame of 16:9, as Manim counts."""


def slope_texts(words: DescentWords) -> list[str]:
    """Write each partial derivative with its value at the start, in Typst's math mode."""
    slopes = words.descent.gradient[0].tolist()
    return [
        f"(partial L)/(partial {typeset_name(name)}) = {parse_formula(partial).typst}"
        f" = {descent_number(slope).replace(MINUS, '-')}"
        for name, partial, slope in zip(
            words.surface.names, words.surface.partials, slopes, strict=True
        )
    ]


def slope_rows(words: DescentWords, stage: Stage, theme: Theme) -> VGroup:
    """Write the partial derivatives below one another, on a panel."""
    rows = [formula(text, stage.text_size(SIZE), theme.gradient) for text in slope_texts(words)]
    return plated(VGroup(*rows).arrange(DOWN, aligned_edge=LEFT, buff=0.2 * stage.scale), theme)
