"""Small pictures of activation functions, side by side."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, VGroup, VMobject

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import Graph
from scenes.films.activations.mobjects.measures import dashed
from scenes.films.activations.mobjects.sheet import Sheet
from scenes.languages.numbers import fixed_or_zero
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

SHAPE = 1.1
"""Width to height that cards are to have."""
GAP = 0.16
"""Between two cards, in frame units."""
REACH, MIDDLE, TALL = 3.7, 0.55, 3.4
"""What is seen of each curve: half its width, the middle of its height, and that height."""


def common_sight(box: Box) -> Sight:
    """Return how each curve is seen in a box: all on the same axes, none distorted by much."""
    across = box.size[0] / (2 * REACH)
    unit = np.array([across, min(max(across, box.size[1] / TALL / 1.5), box.size[1] / TALL)])
    return Sight(box, np.array([0.0, MIDDLE]), unit)


def cells(count: int, area: Box) -> list[Box]:
    """Divide an area into cells, row by row from the top, as near to `SHAPE` as can be."""

    def unlike(columns: int) -> float:
        size = area.size / [columns, -(-count // columns)]
        return float(abs(np.log(size[0] / size[1] / SHAPE)))

    columns = min(range(1, count + 1), key=unlike)
    rows = -(-count // columns)
    size = (area.size - GAP * (np.array([columns, rows]) - 1)) / [columns, rows]
    found = []
    for number in range(count):
        row, column = divmod(number, columns)
        low = area.low + (size + GAP) * [column, rows - 1 - row]
        found.append(Box(low, low + size))
    return found


class Card(Group):
    """A function's curve, slope and sheet on a cell of the frame, with its name.

    Parameters
    ----------
    name : str
        Of the function.
    cell : Box
    stage : Stage
    theme : Theme
    """

    def __init__(self, name: str, cell: Box, stage: Stage, theme: Theme) -> None:
        self.function, self.cell, self.stage, self.theme = name, cell, stage, theme
        self.facts, words = ActivationFacts(PICTURED[name]), WORDS[name]
        sight = common_sight(cell)
        self.graph = Graph(self.facts, theme, sight, 0.0, 0.6 * stage.scale)
        self.graph.sloped, self.graph.shade = -np.inf, 1.0
        self.graph.paper.ground.set_fill(opacity=0)
        self.graph.draw()
        self.sheet = Sheet(sight.seen, theme, sight, 0.018 * stage.scale)
        self.sheet.strength = 0.4
        self.sheet.draw(sight, self.graph.shape, self.graph.shape)
        room = cell.size[0] - 0.3 * stage.scale
        title = sentence(words.title, stage.text_size(24), theme.text, bold=True)
        trait = sentence(words.trait, stage.text_size(20), theme.text)
        for line in (title, trait):
            line.scale(min(1.0, room / line.width))
        corner, gap = at(cell.low[0], cell.high[1]), 0.14 * stage.scale
        title.move_to(corner + gap * (RIGHT + DOWN), aligned_edge=UP + LEFT)
        trait.move_to(at(*cell.low) + gap * (RIGHT + UP), aligned_edge=DOWN + LEFT)
        self.words = VGroup(plated(title, theme, 0.06), plated(trait, theme, 0.06))
        self.border = VMobject(stroke_color=theme.highlight, stroke_width=7)
        self.veil = VMobject(fill_color=theme.background, fill_opacity=0.75, stroke_width=0)
        corners = cell.low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * cell.size
        for outline in (self.border, self.veil):
            outline.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        super().__init__(self.sheet, self.graph, self.words)

    def mean(self) -> VGroup:
        """Return a line at the mean output of standard normal inputs, with the number."""
        line = VMobject(stroke_color=self.theme.accuracy, stroke_width=3.5)
        line.points = dashed(self.graph.sight, [self.facts.mean], 24)
        words = sentence(
            "mean {mean}", self.stage.text_size(20), self.theme.accuracy, bold=True,
            mean=fixed_or_zero(self.facts.mean),
        )  # fmt: skip
        y = self.graph.sight.place(np.array([0.0, self.facts.mean]))[1]
        right = self.cell.high[0] - 0.14 * self.stage.scale
        words.move_to(at(right, y - 0.24 * self.stage.scale), aligned_edge=RIGHT)
        return VGroup(line, plated(words, self.theme, 0.06))
