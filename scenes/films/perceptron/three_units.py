"""A diagram of the three units that say xor: two draw a line each, one takes their answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, Circle, VGroup, VMobject

from scenes.languages.numbers import typeset
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

RADIUS = 0.3
"""Of a unit, in a frame of 16:9, in room that is so wide:"""
WIDTH = 3.4
LIT = 0.45
"""Opacity of a unit that is lit."""
DASHES = 7
"""Of the line of a negative weight."""


class ThreeUnits(VGroup):
    """Two inputs, two units, and a third one; nothing of it is seen yet.

    Parameters
    ----------
    units : array (2, 3)
        Weights of the first two, with the bias first.
    third : array (3,)
        Weights of the third, whose inputs are their answers.
    room : Area
    stage : Stage
    theme : Theme
    """

    def __init__(
        self, units: np.ndarray, third: np.ndarray, room: Area, stage: Stage, theme: Theme
    ) -> None:
        size = float(np.clip(room.size[0] / stage.scale / WIDTH, 1.0, 1.5))
        self.theme, self.radius = theme, size * RADIUS * stage.scale
        self.size = size * stage.text_size(26)
        inset = self.radius * np.array([1.0, 1.1])
        (left, low), (right, high) = room.low + inset, room.high - inset
        centre = (left + right) / 2
        inputs = np.array([[left, high], [left, low]])
        middle = np.array([[centre, high], [centre, low]])
        names = [formula(f"x_{i}", self.size, theme.text).move_to(at(*place))
                 for i, place in enumerate(inputs, start=1)]  # fmt: skip
        ends = np.array([right, (high + low) / 2])
        self.parts = [
            self._unit(inputs, middle[0], units[0], "h_1", names),
            self._unit(inputs, middle[1], units[1], "h_2", []),
            self._unit(middle, ends, third, "hat(y)", []),
        ]
        self.lights = [Circle(self.radius, stroke_width=0, fill_opacity=0) for _ in self.parts]
        for light, (_, ring, _) in zip(self.lights, self.parts, strict=True):
            light.set_fill(theme.highlight, opacity=0).move_to(ring)
        super().__init__(*self.lights, *self.parts)
        self.reveal([0.0, 0.0, 0.0])

    def _unit(
        self,
        sources: np.ndarray,
        place: np.ndarray,
        bias_and_weights: np.ndarray,
        name: str,
        names: Sequence[VMobject],
    ) -> VGroup:
        """Draw a unit with the lines that lead to it; those of negative weights are dashed.

        All weights are 1 or −1, so that its threshold and the kind of line say all.
        """
        theme, (bias, *weights) = self.theme, bias_and_weights.tolist()
        lines = VGroup()
        for source, weight in zip(sources, weights, strict=True):
            way = (place - source) / np.linalg.norm(place - source)
            count = 1 if weight > 0 else DASHES
            ends = np.linspace(source + self.radius * way, place - self.radius * way, 2 * count)
            line = VMobject(
                stroke_color=theme.positive if weight > 0 else theme.negative, stroke_width=4
            )
            line.points = as_points(straight(ends[::2], ends[1::2]))
            lines.add(line)
        ring = Circle(self.radius, color=theme.text, stroke_width=3, fill_opacity=0)
        written = formula(name, self.size, theme.text).move_to(at(*place))
        threshold = formula(f"gt.eq {typeset(-bias)}", 0.8 * self.size, theme.muted)
        threshold.next_to(ring.move_to(at(*place)), DOWN, buff=0.3 * self.radius)
        return VGroup(lines, ring, VGroup(written, threshold, *names))

    def light(self, shares: Sequence[float]) -> None:
        """Let each unit light up so much, from 0 to 1."""
        for light, share in zip(self.lights, shares, strict=True):
            light.set_fill(opacity=LIT * share)

    def reveal(self, shares: Sequence[float]) -> None:
        """Show so much of each unit, from 0 to 1."""
        for (lines, ring, names), share in zip(self.parts, shares, strict=True):
            lines.set_stroke(opacity=share)
            ring.set_stroke(opacity=share)
            names.set_fill(opacity=share)
