"""How far each layer has the classes gathered: a share and a bar for each, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, UP, Rectangle, VGroup

from scenes.languages.numbers import percent
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

BETWEEN = 0.12
"""Between two cells, as a share of a cell."""
HIGH = 0.12
"""Height of a bar in a frame of 16:9, in frame units."""


class LayerTally(VGroup):
    """Cells in a row: a layer's name, its share, and a bar of which that share is filled.

    Parameters
    ----------
    names : sequence of str
    shares : sequence of float
        From 0 to 1.
    area : Area
        Where the cells stand.
    stage : Stage
    theme : Theme
    """

    def __init__(
        self,
        names: Sequence[str],
        shares: Sequence[float],
        area: Area,
        stage: Stage,
        theme: Theme,
    ) -> None:
        super().__init__()
        size = stage.text_size(24)
        pitch = float(area.size[0]) / len(names)
        width, high = (1 - BETWEEN) * pitch, HIGH * stage.scale
        for i, (name, share) in enumerate(zip(names, shares, strict=True)):
            left = area.high[0] - (len(names) - i) * pitch + BETWEEN * pitch
            bar = Rectangle(
                width=width, height=high, stroke_width=0, fill_color=theme.loss, fill_opacity=0.45
            )
            bar.move_to(at(left, area.high[1] - 0.42 * stage.scale), aligned_edge=UP + LEFT)
            filled = Rectangle(
                width=max(share, 1e-3) * width, height=high, stroke_width=0,
                fill_color=theme.accuracy, fill_opacity=1,
            )  # fmt: skip
            filled.move_to(bar.get_left(), aligned_edge=LEFT)
            number = verbatim(percent(share, 0), size, theme.accuracy)
            title = verbatim(name, size, theme.muted)
            title.scale(min(1.0, (0.92 * width - number.width) / title.width))
            title.next_to(bar, UP, buff=0.1 * stage.scale).align_to(bar, LEFT)
            number.next_to(bar, UP, buff=0.1 * stage.scale).align_to(bar, RIGHT)
            self.add(VGroup(bar, filled, title, number))
