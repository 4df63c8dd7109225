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
from scenes.films.activations.mobjects.shape import INPUTS
from scenes.films.activations.output_text import chain_text
from scenes.languages.numbers import fixed_or_zero, superscript
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

SHAPE = 1.1
"""Width to height that cards are to have."""
GAP = 0.16
"""Between two cards, in frame units."""
REACH, MIDDLE, TALL = 4.7, 0.55, 3.4
"""What is seen of each curve: half its width, the middle of its height, and that height."""
STRETCH = 1.7
"""A unit upwards is at most so many times as long as one across."""
STRIP = 0.3
"""Share of an area's height that cards get which are not the ones that it is about."""
PLATE = 0.8
"""How opaque the ground of words is."""
LAYERS = 10
"""Units in a chain, one after another."""
DESCENT = 0.2
"""What hangs below the line on which a number stands, as a share of its height."""
NEAR = 0.3
"""A point that comes so near to the edge of its card begins to fade, in frame units."""


def common_sight(box: Box) -> Sight:
    """Return how each curve is seen in a box: all on the same axes, none distorted by much."""
    across = box.size[0] / (2 * REACH)
    unit = np.array([across, min(box.size[1] / TALL, STRETCH * across)])
    return Sight(box, np.array([0.0, MIDDLE]), unit)


def cells(count: int, area: Box) -> list[Box]:
    """Divide an area into cells, row by row from the top, near to `SHAPE` and with few gaps."""

    def unlike(columns: int) -> float:
        rows = -(-count // columns)
        size = area.size / [columns, rows]
        return float(abs(np.log(size[0] / size[1] / SHAPE)) + np.log(columns * rows / count))

    columns = min(range(1, count + 1), key=unlike)
    rows = -(-count // columns)
    size = (area.size - GAP * (np.array([columns, rows]) - 1)) / [columns, rows]
    found = []
    for number in range(count):
        row, column = divmod(number, columns)
        low = area.low + (size + GAP) * [column, rows - 1 - row]
        found.append(Box(low, low + size))
    return found


def cells_about(large: list[bool], area: Box) -> list[Box]:
    """Divide an area into large cells above and small ones below, each kind in order."""
    edge = area.low[1] + STRIP * area.size[1]
    above = Box(np.array([area.low[0], edge + GAP]), area.high)
    below = Box(area.low, np.array([area.high[0], edge]))
    some, others = (
        iter(cells(large.count(is_large), part))
        for is_large, part in ((True, above), (False, below))
    )
    return [next(some if is_large else others) for is_large in large]


class Card(Group):
    """A function's curve and slope on a cell of the frame, with its name.

    Parameters
    ----------
    name : str
        Of the function.
    cell : Box
    stage : Stage
    theme : Theme

    Attributes
    ----------
    named, told, lit : float
        From 0 to 1, how clearly its words are written, its trait among them, and its border drawn,
        the next time.
    """

    def __init__(self, name: str, cell: Box, stage: Stage, theme: Theme) -> None:
        self.function, self.cell, self.stage, self.theme = name, cell, stage, theme
        self.facts, words = ActivationFacts(PICTURED[name]), WORDS[name]
        self.named, self.told, self.lit = 1.0, 1.0, 0.0
        self.graph = Graph(self.facts, theme, common_sight(cell), 0.0, 0.6 * stage.scale)
        self.graph.sloped, self.graph.shade = -np.inf, 1.0
        self.graph.paper.ground.set_fill(opacity=0)
        title = sentence(words.title, stage.text_size(24), theme.text, bold=True)
        trait = sentence(words.trait, stage.text_size(20), theme.text)
        self.words = VGroup(plated(title, theme, 0.06), plated(trait, theme, 0.06))
        self.widths = [line.width for line in self.words]
        self.border = VMobject(stroke_color=theme.highlight, stroke_width=7)
        super().__init__(self.graph, self.words, self.border)
        self.stand(cell)

    def stand(self, cell: Box) -> Card:
        """Draw all of it in a cell."""
        self.cell, gap = cell, 0.14 * self.stage.scale
        self.graph.sight = common_sight(cell)
        self.graph.draw()
        title, trait = self.words
        for line, width in zip(self.words, self.widths, strict=True):
            line.scale_to_fit_width(min(width, cell.size[0] - gap))
        corner = at(cell.low[0], cell.high[1])
        title.move_to(corner + (gap - 0.06) * (RIGHT + DOWN), aligned_edge=UP + LEFT)
        # Curves come from below on the left, and leave the lower right free.
        foot = at(cell.high[0], cell.low[1])
        trait.move_to(foot + (gap - 0.06) * (LEFT + UP), aligned_edge=DOWN + RIGHT)
        for (ground, words), clear in zip(self.words, (1.0, self.told), strict=True):
            ground.set_fill(opacity=PLATE * clear * self.named)
            words.set_opacity(clear * self.named)
        corners = cell.low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * cell.size
        self.border.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        self.border.set_stroke(opacity=self.lit)
        return self

    def spread_out(self, share: float) -> None:
        """Show, the next time, what stands around the curve as clearly as a number from 0 to 1."""
        graph = self.graph
        graph.clear = graph.shade = share
        for part in (graph.paper.ground, graph.paper.lines, graph.paper.axes):
            part.set_stroke(opacity=share)

    def room_at(self, x: np.ndarray) -> np.ndarray:
        """Return how far inside the card the curve runs at inputs (…), in frame units."""
        y = np.interp(x, INPUTS, self.graph.shape.outputs)
        places = self.graph.sight.place(np.stack([x, y], axis=-1))
        room: np.ndarray = np.minimum(places - self.cell.low, self.cell.high - places).min(axis=-1)
        return room

    def ride(self, x: float, size: float) -> None:
        """Draw a point on the curve at an input, smaller near to the card's edge."""
        room = float(np.clip(self.room_at(np.array(x)) / NEAR, 0, 1))
        self.graph.x, self.graph.size = x, np.array([1.0, 1.0, 0.0]) * size * room
        self.graph.draw_rider()

    def pale(self, share: float) -> None:
        """Show the next time, as clearly as a number from 0 to 1, all but words and border."""
        self.spread_out(share)
        self.graph.curve.set_stroke(opacity=share)

    def mean(self) -> VGroup:
        """Return a line at the mean output of standard normal inputs, with the number."""
        line = VMobject(stroke_color=self.theme.accuracy, stroke_width=3.5)
        line.points = dashed(self.graph.sight, [self.facts.mean], 24)
        words = sentence(
            "mean {mean}", self.stage.text_size(20), self.theme.accuracy, bold=True,
            mean=fixed_or_zero(self.facts.mean),
        )  # fmt: skip
        y = self.graph.sight.place(np.array([0.0, self.facts.mean]))[1]
        left = self.cell.low[0] + 0.14 * self.stage.scale
        words.move_to(at(left, y + 0.24 * self.stage.scale), aligned_edge=LEFT)
        return VGroup(line, plated(words, self.theme, 0.06))


class Chain(VGroup):
    """What a chain of units lets through, below a card's name: the product of their slopes.

    Parameters
    ----------
    card : Card
    """

    def __init__(self, card: Card) -> None:
        self.shape, stage, theme = card.graph.shape, card.stage, card.theme
        power = superscript(LAYERS)
        label = sentence("slope{power}", stage.text_size(20), theme.text, power=power)
        self.number = LiveNumber(stage.text_size(24), theme.accuracy).write(chain_text(1e-9))
        self.number.next_to(label, RIGHT, buff=0.14 * stage.scale, aligned_edge=DOWN)
        self.number.shift(DESCENT * self.number.height * UP)
        line = VGroup(label, self.number)
        fit = min(1.0, (card.cell.size[0] - 0.3 * stage.scale) / line.width)
        line.scale(fit)
        self.number.size *= fit
        gap = 0.14 * stage.scale
        top = float(card.words[0].get_bottom()[1]) - gap
        line.move_to(at(float(card.cell.low[0]) + gap, top), aligned_edge=UP + LEFT)
        self.number.place(self.number.get_corner(DOWN + LEFT))
        super().__init__(plated(line, theme, 0.06))

    def write(self, x: float) -> None:
        """Write the product of the slopes, where all units are at one input."""
        self.number.write(chain_text(self.shape.slope_at(x) ** LAYERS))
