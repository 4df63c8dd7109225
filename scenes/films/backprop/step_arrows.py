"""Arrows beside the parameters of a graph: which way each of them is to go."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes.films.backprop.value_graph import ValueGraph
from scenes.mobjects.arrays.arrow import Arrow
from scenes.storytelling.stage import area_of

WIDTH, GAP, HALF = 0.16, 0.24, 0.32
"""Of a shaft, from a number to its arrow, and half of an arrow's length, in radii of a unit."""


class StepArrows(VGroup):
    """An arrow for each parameter whose slope is written: up where the slope is negative.

    Parameters
    ----------
    graph : ValueGraph
    """

    def __init__(self, graph: ValueGraph) -> None:
        self.graph, theme = graph, graph.theme
        slopes = {name: graph.step.adjoints[name] for name in graph.network.parameters}
        self.ways = {name: -float(np.sign(slope)) for name, slope in slopes.items() if slope}
        self.places = {name: self._place(name) for name in self.ways}
        width = WIDTH * graph.radius
        self.arrows = {name: Arrow(theme.accuracy, width, theme.background) for name in self.ways}
        super().__init__(*self.arrows.values())

    def draw(self, share: float) -> None:
        """Draw so much of every arrow."""
        half = HALF * self.graph.radius
        for name, arrow in self.arrows.items():
            start = self.places[name] - [0.0, self.ways[name] * half]
            arrow.set_ends(start, start + share * np.array([0.0, 2 * self.ways[name] * half]))

    def _place(self, name: str) -> np.ndarray:
        numbers = VGroup(self.graph.values[name], self.graph.adjoints[name])
        area = area_of(numbers)
        return np.array([area.high[0] + GAP * self.graph.radius, area.centre[1]])
