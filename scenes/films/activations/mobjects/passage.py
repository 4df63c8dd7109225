"""A gradient on its way back through a unit: it arrives as long as 1, and leaves as the slope."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Mobject, VGroup

from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import Rider
from scenes.films.activations.mobjects.shape import Shape
from scenes.languages.numbers import trimmed
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

SMALLEST = 0.6
"""Names of arrows are scaled down at most to this share, where there is little room."""


class Passage(VGroup):
    """Two arrows below the axis of inputs, measured in its units: what arrives, and what leaves.

    Parameters
    ----------
    theme : Theme
    scale : float
        Of their thickness.
    floor : float
        Height in the frame below which they do not stand.
    down : float, optional
        How far below the axis they stand, in frame units.
    """

    def __init__(
        self, theme: Theme, scale: float, floor: float = -np.inf, down: float | None = None
    ) -> None:
        self.scale_of, self.floor = scale, floor
        self.down = 0.5 * scale if down is None else down
        self.arrives = Arrow(theme.muted, 0.07 * scale)
        self.leaves = Arrow(theme.gradient, 0.11 * scale)
        super().__init__(self.arrives, self.leaves)

    def draw(self, sight: Sight, x: float, slope: float, size: float) -> None:
        """Draw both at an input, for a gradient of 1, grown to a share of their lengths.

        What has arrived comes from the right; with a slope below 0 it is turned round.
        """
        foot = sight.place(np.array([x, 0.0])) - [0.0, self.down]
        foot[1] = max(foot[1], self.floor + 0.2 * self.scale_of)
        unit = np.array([sight.unit[0], 0.0])
        gap = np.array([0.05 * self.scale_of, 0.0])
        begin = foot + unit
        self.arrives.set_ends(begin, begin + size * (foot + gap - begin), self.scale_of)
        begin = foot - gap
        self.leaves.set_ends(begin, begin - size * slope * unit, self.scale_of)


class PassageWords(VGroup):
    """Names of both arrows at an input, outside their ends: what arrives, and what goes on.

    Parameters
    ----------
    sight, x, slope
        As of `Passage.draw`.
    stage : Stage
    theme : Theme
    numbers : Mobject, optional
        What stands below the axis on the right: they are no lower, but on the left of it.
    down : float, optional
        How far below the axis the arrows are, in frame units.
    """

    def __init__(
        self,
        sight: Sight,
        x: float,
        slope: float,
        stage: Stage,
        theme: Theme,
        numbers: Mobject | None = None,
        down: float | None = None,
    ) -> None:
        size, gap, row = stage.text_size(30), 0.16 * stage.scale, 0.5 * stage.scale
        down = row if down is None else down
        floor, beside = -np.inf, np.inf
        if numbers is not None:
            floor, beside = float(numbers.get_top()[1]), float(numbers.get_left()[0])
        lowest = floor + 0.2 * stage.scale
        y = max(float(sight.place(np.zeros(2))[1]) - down, lowest)
        tip, tail = sight.place(np.array([[x - max(slope, 0.0), 0.0], [x + 1.0, 0.0]]))[:, 0]
        left, right = sight.box.low[0] + gap, sight.box.high[0] - gap
        text = trimmed(slope, 3)
        product = sentence(
            "out: 1 × {slope} = {product}", size, theme.gradient, bold=True,
            slope=f"({text})" if slope < 0 else text, product=text,
        )  # fmt: skip
        comes = sentence("gradient in: 1", size, theme.text)
        comes.scale(min(1.0, max((right - tail - 2 * gap) / comes.width, SMALLEST)))
        room, below = tip - left - 2 * gap, y
        if product.width > room:
            end = left + gap + product.width
            if end < beside or y - row >= lowest:
                below, tip = y - row, max(tip, end)
            else:
                product.scale(max(room / product.width, SMALLEST))
        arrives, leaves = plated(comes, theme, 0.06), plated(product, theme, 0.06)
        arrives.move_to(at(min(tail + gap, right - arrives.width), y), aligned_edge=LEFT)
        leaves.move_to(at(max(tip - gap, left + leaves.width), below), aligned_edge=RIGHT)
        super().__init__(arrives, leaves)


class Passages(VGroup):
    """Gradients of 1 that pass at several inputs at once, with a point on the curve at each.

    Parameters
    ----------
    sight : Sight
    shape : Shape
    inputs : tuple of float
    stage : Stage
    theme : Theme

    Attributes
    ----------
    words : VGroup
        How much arrives and leaves at each; no part of it, so that they come later.
    """

    def __init__(
        self, sight: Sight, shape: Shape, inputs: tuple[float, ...], stage: Stage, theme: Theme
    ) -> None:
        self.sight, self.shape, self.inputs = sight, shape, inputs
        floor = float(sight.box.low[1]) + 0.7 * stage.scale
        self.riders = [Rider(theme, stage.scale) for _ in inputs]
        self.arrows = [Passage(theme, stage.scale, floor) for _ in inputs]
        super().__init__(*self.riders, *self.arrows)
        self.grow(1.0)
        self.words = VGroup()
        gap, left = 0.35 * stage.scale, float(sight.box.low[0])
        room = (sight.box.size[0] - (len(inputs) + 1) * gap) / len(inputs)
        for x, arrow in sorted(zip(inputs, self.arrows, strict=True), key=lambda pair: pair[0]):
            words = sentence(
                "1 in, {slope} out", stage.text_size(34), theme.gradient, bold=True,
                slope=trimmed(shape.slope_at(x), 3),
            )  # fmt: skip
            words.scale(min(1.0, room / words.width))
            half = words.width / 2
            most = float(sight.box.high[0]) - gap - half
            middle = min(max(float(arrow.get_center()[0]), left + gap + half), most)
            height = float(arrow.get_bottom()[1]) - 0.3 * stage.scale
            self.words.add(plated(words.move_to(at(middle, height)), theme, 0.06))
            left = middle + half

    def grow(self, size: float) -> None:
        """Draw points and arrows, grown to a share of their sizes."""
        for x, rider, arrow in zip(self.inputs, self.riders, self.arrows, strict=True):
            y, slope = self.shape.output_at(x), self.shape.slope_at(x)
            large = size * np.array([1.0, 1.0, 0.0])
            rider.draw(self.sight, x, y, slope, large, carried=False)
            arrow.draw(self.sight, x, slope, size)
