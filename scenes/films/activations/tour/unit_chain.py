"""Units in a row, folded once, that a gradient passes from the right: what is left after each."""

from __future__ import annotations

import numpy as np
from manim import DOWN, UP, VGroup, VMobject

from scenes.films.activations.output_text import chain_text, factor_text
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence, verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

EDGE = 0.5
"""Room at the frame's edges, in frame units."""
ENTRY = 1.4
"""The gradient comes from so far, in steps from unit to unit."""
FILLED, TALLEST = 0.36, 0.12
"""Radius of a gradient of 1, as a share of the way from unit to unit; of the height at most."""
TITLE, NUMBER, LABEL = 40, 36, 30
ROOMY = 0.86
"""A number takes at most so much of the way from unit to unit."""
GLOW, LEAST = 0.6, 0.05
"""How clearly units glow after which all of the gradient is left, and the least of it."""


class UnitChain(VGroup):
    """Units from the right to the left, and back below, with discs where the gradient has passed.

    The area of a disc is what is left; a rim has that of a gradient of 1. Units glow by powers of
    ten of it, and it is written below each.

    Parameters
    ----------
    title : str
        The name of the function.
    slope : float
        Of each unit, from 0 to 1.
    layers : int
        How many units there are.
    colour : str
        Of the name.
    stage, theme

    Attributes
    ----------
    left : array (layers,)
        What is left of a gradient of 1 after each unit.
    places : array (layers, 2)
        Where units stand, in the gradient's order.
    number : VGroup
        What is left after each.
    """

    def __init__(
        self, title: str, slope: float, layers: int, colour: str, stage: Stage, theme: Theme
    ) -> None:
        self.left = slope ** np.arange(1, layers + 1)
        hero, scale = stage.hero, stage.scale
        wide, tall = float(hero.size[0]) - 2 * EDGE * scale, float(hero.size[1])
        across = -(-layers // 2)
        step = wide / (across + ENTRY - 0.5)
        first = float(hero.high[0]) - EDGE * scale - ENTRY * step
        self.radius, self.scale_of = min(FILLED * step, TALLEST * tall), scale
        rows = float(hero.low[1]) + np.array([0.645, 0.27]) * tall
        order = np.arange(layers)
        column = np.where(order < across, order, 2 * across - 1 - order)
        level = float(rows[0])
        self.places = np.column_stack([first - step * column, rows[order // across]])
        disc = marker_of(0)
        self.rings = Markers(disc, stroke_color=theme.text, stroke_width=3)
        self.rings.set_places(self.places, self.radius)
        self.lights = VGroup()
        for place in self.places:
            light = Markers(disc, fill_color=theme.gradient, fill_opacity=0, stroke_width=0)
            light.set_places(place[None], self.radius)
            self.lights.add(light)
        self.discs = Markers(disc, fill_color=theme.gradient, fill_opacity=1, stroke_width=0)
        self.wires = VMobject(stroke_color=theme.muted, stroke_width=3)
        ways = np.diff(self.places, axis=0)
        aside = self.radius * ways / np.linalg.norm(ways, axis=1, keepdims=True)
        starts, ends = self.places[:-1] + aside, self.places[1:] - aside
        self.wires.points = as_points(straight(starts, ends))
        aside = np.array([self.radius, 0.0])
        tip = self.places[0] + aside + [0.08 * scale, 0.0]
        tail = np.array([float(hero.high[0]) - EDGE * scale, level])
        self.comes = Arrow(theme.gradient, 0.1 * scale).set_ends(tail, tip, scale)
        self.enters = sentence("gradient 1", stage.text_size(LABEL), theme.gradient, bold=True)
        self.enters.move_to(at(tail[0], level + self.radius + 0.3 * scale), aligned_edge=DOWN)
        self.enters.shift((self.enters.width / 2) * np.array([-1.0, 0.0, 0.0]))
        name = verbatim(title, stage.text_size(TITLE), colour, bold=True)
        times = sentence(
            "each unit: × {slope}", stage.text_size(TITLE), theme.text,
            slope=factor_text(slope, layers),
        )  # fmt: skip
        self.title = VGroup(name, times).arrange(buff=0.5 * scale, aligned_edge=UP)
        if self.title.width > wide:
            self.title.arrange(DOWN, buff=0.25 * scale)
        self.title.move_to(at(hero.centre[0], float(hero.low[1]) + 0.92 * tall))
        widths = [float(np.ptp(number_outline(chain_text(x), 1.0)[:, 0])) for x in self.left]
        size = min(stage.text_size(NUMBER), ROOMY * step / max(widths))
        self.number = VGroup()
        for x, y in self.places.tolist():
            number = LiveNumber(size, theme.gradient, align=0.5)
            number.set_stroke(theme.background, 10 * scale, background=True)
            self.number.add(number.place(at(x, y - self.radius - 0.52 * scale)))
        super().__init__(
            self.wires, self.comes, self.lights, self.discs, self.rings, self.enters, self.title,
            self.number,
        )  # fmt: skip

    def appear(self, share: float) -> UnitChain:
        """Draw all but discs and number as clearly as a number from 0 to 1 says, words at last."""
        for solid in (self.enters, self.title, self.comes):
            solid.set_opacity(max(0.0, 2 * share - 1))
        for line in (self.wires, self.rings):
            line.set_stroke(opacity=share)
        for light in self.lights:
            light.set_fill(opacity=min(float(light.get_fill_opacity()), share))
        return self

    def draw(self, passed: float) -> UnitChain:
        """Draw what is left as far as the gradient has passed so many units."""
        grown = np.clip(passed - np.arange(len(self.left)), 0, 1)
        self.discs.set_places(self.places, self.radius * np.sqrt(self.left) * grown)
        self.glow(grown)
        whole = max(int(passed), 1)
        for number, left in zip(self.number[:whole], self.left.tolist(), strict=False):
            number.write(chain_text(left))
        return self

    def glow(self, grown: np.ndarray) -> None:
        """Light the units as far as numbers (layers,) from 0 to 1 say."""
        depth = np.log(self.left) / min(float(np.log(self.left[-1])), -1e-9)
        clear = grown * (GLOW + np.clip(depth, 0, 1) * (LEAST - GLOW))
        for light, share in zip(self.lights, clear.tolist(), strict=True):
            light.set_fill(opacity=share)
