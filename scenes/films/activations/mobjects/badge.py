"""An activation function as a badge: its curve in a small circle, and its name beside it."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Circle, VGroup

from engine.experiments.saturation import LayerHealth
from scenes.films.activations.depth.unit_closeup import UnitCloseup
from scenes.films.activations.saturation_words import title_of
from scenes.mobjects.text import sentence
from scenes.theme.theme import Theme


class Badge(VGroup):
    """A circle with the curve in the network's colour, and the name.

    Parameters
    ----------
    network : LayerHealth
    radius : float
        Of the circle, in frame units.
    size : float
        Manim's font size, of the name.
    colour : str
    theme : Theme

    Attributes
    ----------
    disc : VGroup
        The circle and what is in it.
    label : Text
        The name.
    """

    def __init__(
        self, network: LayerHealth, radius: float, size: float, colour: str, theme: Theme
    ) -> None:
        ring = Circle(radius, stroke_color=colour, stroke_width=2)
        ring.set_fill(theme.panel, opacity=1)
        inside = UnitCloseup(np.zeros(2), radius, theme)
        inside.draw(inside.outputs(network.curve), 0.0, 0.0)
        inside.axes.set_stroke(width=1)
        inside.curve.set_stroke(color=colour, width=3.5)
        self.disc = VGroup(ring, inside.axes, inside.curve)
        self.label = sentence(title_of(network.activation), size, colour, bold=True)
        self.label.next_to(ring, RIGHT, buff=0.4 * radius)
        super().__init__(self.disc, self.label)
        self.align_to(np.zeros(3), LEFT)
