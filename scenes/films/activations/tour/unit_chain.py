"""A row of units that a gradient passes from the right: what is left of it after each."""

from __future__ import annotations

import numpy as np
from manim import DOWN, UP, VGroup, VMobject

from scenes.films.activations.output_text import chain_text, factor_text
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence, verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

EDGE = 0.5
"""Room at the frame's edges, in frame units."""
ENTRY = 1.5
"""The gradient comes from so far, in steps from unit to unit."""
FILLED = 0.42
"""Radius of a gradient of 1, as a share of the way from unit to unit."""
TITLE, NUMBER, LABEL = 44, 60, 30


class UnitChain(VGroup):
    """Units from the frame's one side to the other, with discs where the gradient has passed.

    The area of a disc is what is left; a rim has that of a gradient of 1.

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
        Where units stand, from the right.
    """

    def __init__(
        self, title: str, slope: float, layers: int, colour: str, stage: Stage, theme: Theme
    ) -> None:
        self.left = slope ** np.arange(1, layers + 1)
        hero, scale = stage.hero, stage.scale
        wide = float(hero.size[0]) - 2 * EDGE * scale
        step = wide / (layers + ENTRY - 0.5)
        first = float(hero.high[0]) - EDGE * scale - ENTRY * step
        self.radius, self.scale_of = FILLED * step, scale
        level = float(hero.centre[1]) + 0.1 * scale
        self.places = np.column_stack([first - step * np.arange(layers), np.full(layers, level)])
        disc = marker_of(0)
        self.rings = Markers(disc, stroke_color=theme.text, stroke_width=3)
        self.rings.set_places(self.places, self.radius)
        self.discs = Markers(disc, fill_color=theme.gradient, fill_opacity=1, stroke_width=0)
        self.wires = VMobject(stroke_color=theme.muted, stroke_width=3)
        aside = np.array([self.radius, 0.0])
        self.wires.points = as_points(straight(self.places[:-1] - aside, self.places[1:] + aside))
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
        self.title.move_to(at(hero.centre[0], level + max(2.0 * scale, 2.5 * self.radius)))
        self.title.set_y(min(self.title.get_y(), float(hero.high[1]) - 0.9 * scale))
        self.number = LiveNumber(stage.text_size(NUMBER), theme.gradient, align=0.5)
        self.limits = float(hero.low[0]) + EDGE * scale, float(hero.high[0]) - EDGE * scale
        self.base = level - self.radius - 1.1 * scale
        super().__init__(
            self.wires, self.comes, self.discs, self.rings, self.enters, self.title, self.number
        )

    def appear(self, share: float) -> UnitChain:
        """Draw all but discs and number as clearly as a number from 0 to 1 says, words at last."""
        for solid in (self.enters, self.title, self.comes):
            solid.set_opacity(max(0.0, 2 * share - 1))
        for line in (self.wires, self.rings):
            line.set_stroke(opacity=share)
        return self

    def draw(self, passed: float) -> UnitChain:
        """Draw what is left as far as the gradient has passed so many units."""
        grown = np.clip(passed - np.arange(len(self.left)), 0, 1)
        self.discs.set_places(self.places, self.radius * np.sqrt(self.left) * grown)
        whole = max(int(passed), 1)
        text = chain_text(float(self.left[whole - 1]))
        self.number.place(np.zeros(3)).write(text)
        half = self.number.width / 2
        x = float(np.clip(self.places[whole - 1, 0], self.limits[0] + half, self.limits[1] - half))
        self.number.place(at(x, self.base)).write(text)
        return self
