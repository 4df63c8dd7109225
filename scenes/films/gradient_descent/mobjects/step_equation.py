"""A step written out with its numbers, a row for each variable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import LEFT, UP, BackgroundRectangle, VGroup, VMobject

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline
from scenes.theme.theme import Theme


@dataclass(frozen=True)
class Columns:
    """Texts side by side, each in a colour; those of one column are aligned at the right.

    Attributes
    ----------
    texts : tuple of str
    colours : tuple of str
    """

    texts: tuple[str, ...]
    colours: tuple[str, ...]


def width_of(text: str, size: float) -> float:
    """Return how wide a number is, in frame units; 0 if there is none."""
    return float(np.ptp(number_outline(text, size)[:, 0])) if text else 0.0


class LiveRows(VGroup):
    """Rows of live numbers on a ground, each after a label.

    Parameters
    ----------
    heading : VMobject, optional
        Stands above the rows.
    labels : sequence of VMobject
    widest : Columns
        The longest texts that columns will have.
    size : float
        Manim's font size.
    theme : Theme
    """

    def __init__(
        self,
        heading: VMobject | None,
        labels: Sequence[VMobject],
        widest: Columns,
        size: float,
        theme: Theme,
    ) -> None:
        gap, pitch = 0.006 * size, 0.0165 * size
        start = max(label.width for label in labels) + 2 * gap
        ends = start + np.cumsum([width_of(text, size) + gap for text in widest.texts])
        self.rows = []
        labels = list(labels)
        top = 0.0
        parts = VGroup()
        if heading is not None:
            heading.move_to(at(0, 0), aligned_edge=LEFT + UP)
            top -= heading.height + 0.6 * pitch
            parts.add(heading)
        for i, label in enumerate(labels):
            line = top - (i + 0.5) * pitch
            foot = line - 0.0042 * size
            label.move_to(at(0, line), aligned_edge=LEFT)
            row = [
                LiveNumber(size, colour, align=1).place(at(end, foot))
                for end, colour in zip(ends, widest.colours, strict=True)
            ]
            for number, text in zip(row, widest.texts, strict=True):
                if text:
                    number.write(text)
            self.rows.append(row)
            parts.add(label, *row)
        self.ground = BackgroundRectangle(
            parts, color=theme.background, fill_opacity=1, buff=0.006 * size
        )
        super().__init__(self.ground, parts)

    def move_to(self, *target: Any, **options: Any) -> LiveRows:
        """Move all, with the places of the numbers."""
        before = self.ground.get_center()
        super().move_to(*target, **options)
        shift = self.ground.get_center() - before
        for number in (each for row in self.rows for each in row):
            number.place(number.start + shift)
        return self

    def write(self, *rows: Sequence[str]) -> LiveRows:
        """Write the numbers of the rows, from the first on; an empty text shows nothing."""
        for row, texts in zip(self.rows, rows, strict=False):
            for number, text in zip(row, texts, strict=True):
                if text:
                    number.write(text)
                else:
                    number.points = np.zeros((0, 3))
        return self
