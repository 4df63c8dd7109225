"""One circle computed: weight times input, summed, then the activation."""

from __future__ import annotations

from manim import DOWN, LEFT, UP, VGroup

from engine.geometry.layers import UnitSum
from scenes.films.deep_learning_system.system_words import sum_lines
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

SIZE, ROW = 38, 0.62
"""Of the numbers, and from one row to the next, at scale 1."""


class WorkedUnit(VGroup):
    """Rows, one below the other: a product for each input, the bias, their sum, and its activation.

    Parameters
    ----------
    found : UnitSum
    activation : str
        Its name, written as it is.
    left : float
        Where it begins, if there is room to its right; at the foot of the frame otherwise.
    stage, theme

    Attributes
    ----------
    rows : VGroup
    """

    def __init__(
        self, found: UnitSum, activation: str, left: float, stage: Stage, theme: Theme
    ) -> None:
        size, pitch = stage.text_size(SIZE), ROW * stage.scale
        self.rows = VGroup()
        for k, text in enumerate(sum_lines(found, activation)):
            self.rows.add(
                LiveNumber(size, theme.text, align=1).place(at(0, -k * pitch)).write(text)
            )
        name = verbatim(activation, size, theme.highlight, bold=True)
        last = self.rows[-1]
        name.next_to(last, LEFT, buff=0.08 * stage.scale).align_to(last, DOWN)
        self.rows[-1] = VGroup(name, last.set_fill(theme.highlight))
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
