"""A table of what three units answer to the inputs of xor, which fills row by row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from engine.experiments.perceptron import heaviside, with_one
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.mobjects.unit_drawing import centred
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

NAMES = ("x_1", "x_2", "h_1", "h_2", "hat(y)")


def answers(inputs: np.ndarray, units: np.ndarray, third: np.ndarray) -> np.ndarray:
    """Return inputs (n, 2), what two units answer to them, and what the third does, (n, 5)."""
    hidden = heaviside(with_one(inputs) @ units.T)
    last = heaviside(with_one(hidden) @ third)
    return np.column_stack([inputs, hidden, last]).astype(int)


class AnswerTable(VGroup):
    """Rows of inputs and answers below their names; nothing of it is seen yet.

    Parameters
    ----------
    rows : array (n, 5)
        As from `answers`.
    room : Area
    size : float
        Of the numbers, as Manim counts.
    theme : Theme
    """

    def __init__(self, rows: np.ndarray, room: Area, size: float, theme: Theme) -> None:
        across = np.linspace(room.low[0], room.high[0], 2 * len(NAMES) + 1)[1::2]
        down = np.linspace(room.high[1], room.low[1], 2 * (len(rows) + 1) + 1)[1::2]
        self.head = VGroup(
            *(formula(name, size, theme.text).move_to(at(x, down[0]))
              for name, x in zip(NAMES, across, strict=True))
        )  # fmt: skip
        line = VMobject(stroke_color=theme.edge, stroke_width=2)
        under = (down[0] + down[1]) / 2
        ends = np.array([[room.low[0], under], [room.high[0], under]])
        line.points = as_points(straight(ends[:1], ends[1:]))
        self.rule = line
        self.rows = [
            VGroup(
                *(centred(LiveNumber(size, theme.highlight if k == 4 else theme.text),
                          str(value), at(x, y))
                  for k, (value, x) in enumerate(zip(row.tolist(), across, strict=True)))
            )
            for row, y in zip(rows, down[1:], strict=True)
        ]  # fmt: skip
        super().__init__(self.head, self.rule, *self.rows)
        self.reveal(0.0, [0.0] * len(self.rows))

    def reveal(self, head: float, rows: Sequence[float]) -> None:
        """Show so much of the names, and of each row, from 0 to 1."""
        self.head.set_fill(opacity=head)
        self.rule.set_stroke(opacity=head)
        for row, share in zip(self.rows, rows, strict=True):
            row.set_fill(opacity=share)
