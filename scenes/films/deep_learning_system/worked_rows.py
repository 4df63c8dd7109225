"""A computation written out, row by row, beside what it computes."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, UP, VGroup, VMobject

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

SIZE, ROW, RAISED = 38, 0.66, 0.62
"""Of the numbers, from one row to the next, and of an exponent beside them, at scale 1."""


class WorkedRows(VGroup):
    """Rows of numbers, one below the other, that end in a result.

    Parameters
    ----------
    lines : sequence of str
        What they say; a word after ``^`` is raised. The last one is the result.
    left : float
        Where it begins, if there is room to its right; at the foot of the frame otherwise.
    stage, theme
    name : str
        Written before the result as it is, such as the name of an activation.
    colour : str, optional
        Of the result; the theme's highlight by default.

    Attributes
    ----------
    rows : VGroup
    """

    def __init__(
        self,
        lines: Sequence[str],
        left: float,
        stage: Stage,
        theme: Theme,
        *,
        name: str = "",
        colour: str | None = None,
    ) -> None:
        size, pitch = stage.text_size(SIZE), ROW * stage.scale
        colour = colour or theme.highlight
        self.rows = VGroup()
        for k, text in enumerate(lines):
            self.rows.add(_row(text, size, theme.text).shift(at(0, -k * pitch)))
        last = self.rows[-1].set_fill(colour)
        if name:
            word = verbatim(name, size, colour, bold=True)
            word.next_to(last, LEFT, buff=0.08 * stage.scale).align_to(last, DOWN)
            self.rows[-1] = VGroup(word, last)
        together = self.rows
        high = stage.numbers.high
        together.scale(min(1.0, float(high[0] - stage.hero.low[0]) / together.width))
        farthest = float(high[0]) - together.width
        if left <= farthest:
            together.move_to(at(left, float(high[1])), aligned_edge=UP + LEFT)
        else:
            foot = float(stage.hero.low[1]) + 0.3 * stage.scale
            together.move_to(at(farthest, foot), aligned_edge=DOWN + LEFT)
        super().__init__(together)


def _row(text: str, size: float, colour: str) -> VMobject:
    """Set a row that ends at the origin."""
    base, _, power = text.partition("^")
    if not power:
        return LiveNumber(size, colour, align=1).write(text)
    power, _, rest = power.partition(" ")
    letter, raised, others = (
        LiveNumber(each, colour).write(part)
        for part, each in ((base, size), (power, RAISED * size), (rest, size))
    )
    raised.next_to(letter, RIGHT, buff=0.0025 * size).align_to(others, UP).shift(0.001 * size * UP)
    others.next_to(raised, RIGHT, buff=0.008 * size).align_to(letter, DOWN)
    row = VGroup(letter, raised, others)
    return row.shift(-row.get_corner(DOWN + RIGHT))
