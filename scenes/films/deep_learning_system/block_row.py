"""A row of numbered boxes, one a block, and the brace that takes them together."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, ManimColor, RoundedRectangle, VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.text import sentence, verbatim
from scenes.storytelling.stage import plated
from scenes.theme.theme import Theme

PAST = 0.45
"""How much of its light a block keeps that has been passed."""
UNLIT = 0.3
"""Opacity of the name of what is not happening."""


class BlockRow(VGroup):
    """Boxes with the numbers of blocks, which light up in turn, with what happens in each.

    Parameters
    ----------
    count : int
        Blocks.
    activation : str
        Written as it is.
    theme : Theme
    size : float
        Manim's font size.

    Attributes
    ----------
    boxes : VGroup
    parts : VGroup
        Under the boxes, what is happening in a block: its linear map, or its activation.
    brace : VGroup
        A bracket under all of them, with φ: they are one map.
    """

    def __init__(self, count: int, activation: str, theme: Theme, size: float) -> None:
        self.theme, side = theme, 0.021 * size
        self.boxes = VGroup()
        for number in range(1, count + 1):
            box = RoundedRectangle(
                corner_radius=0.2 * side, width=side, height=side, stroke_width=2.5,
                stroke_color=theme.edge, fill_color=theme.highlight, fill_opacity=0,
            )  # fmt: skip
            self.boxes.add(VGroup(box, verbatim(str(number), size, theme.text).move_to(box)))
        self.boxes.arrange(RIGHT, buff=0.35 * side)
        left, right = (self.boxes.get_corner(way)[0] for way in (-RIGHT, RIGHT))
        top = self.boxes.get_bottom()[1] - 0.2 * side
        corners = [[left, top], [left, top - 0.2 * side], [right, top - 0.2 * side], [right, top]]
        bracket = VMobject(stroke_color=theme.muted, stroke_width=2.5)
        bracket.points = as_points(straight(np.array(corners[:-1]), np.array(corners[1:])))
        name = verbatim("φ", 1.2 * size, theme.text).next_to(bracket, DOWN, buff=0.15 * side)
        self.brace = VGroup(bracket, name)
        words = sentence("linear", size, theme.text), verbatim(activation, size, theme.text)
        self.parts = VGroup(*words).arrange(RIGHT, buff=0.35 * side)
        self.parts.next_to(self.boxes, DOWN, buff=0.3 * side)
        self.light(0.0)
        super().__init__(*plated(VGroup(self.boxes, self.parts, self.brace), theme))
        self.ground = self[0]

    def light(self, share: float) -> None:
        """Light up the block that has been come to after a share of the way through all."""
        edge, full = ManimColor(self.theme.edge), ManimColor(self.theme.highlight)
        place = share * len(self.boxes)
        for number, (box, _) in enumerate(self.boxes):
            within = place - number
            strength = float(np.clip(5 * within, 0, 1))
            if within > 1:
                strength = max(PAST, 1 - 5 * (within - 1))
            box.set_stroke(edge.interpolate(full, strength))
            box.set_fill(opacity=0.3 * strength)
        for k, word in enumerate(self.parts):
            within = 2 * (place % 1) - k
            strength = float(np.clip(8 * min(within, 1 - within), 0, 1))
            word.set_fill(opacity=UNLIT + (1 - UNLIT) * strength)
