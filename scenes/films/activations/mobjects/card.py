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
from scenes.languages.numbers import fixed_or_zero, signed, superscript, trimmed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

SHAPE = 1.1
"""Width to height that cards are to have."""
GAP = 0.16
"""Between two cards, in frame units."""
REACH, MIDDLE, TALL = 4.7, 0.55, 3.4
"""What is seen of each curve: half its width, the middle of its height, and that height."""
STRETCH = 1.7
"""A unit upwards is at most so many times as long as one across."""
HEAD = 0.54
"""Height of a card's head, in which its name stands: it lies on no curve."""
LAYERS = 10
"""Units in a chain, one after another."""
LONGEST = "8 × 10⁻¹⁰"
"""A number for which there is to be room."""
TWICE, BELOW = 1.9, -0.62
"""A number is written so many times as large as a name at most, so far below the axis."""
VEILED = 0.25
"""How clearly curves are seen while numbers are compared."""
LARGER, MOST_LARGER = 1.6, 1.8
"""A slope that is told alone is written so many times as large; and at most so many times that in a
card that has grown."""
HALO = 10.0
"""Width of the rim that parts a number from what is shaded or hatched behind it."""
NEAR = 0.3
"""A point that comes so near to the edge of its card begins to fade, in frame units."""
BELL = 0.8
"""How high a bell of inputs stands above the axis at its middle, in units of the paper."""


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


class Card(Group):
    """A function's curve and slope on a cell of the frame, its name above them.

    Parameters
    ----------
    name : str
        Of the function.
    cell : Box
    stage : Stage
    theme : Theme

    Attributes
    ----------
    clear, lit : float
        From 0 to 1, how clearly name and picture are seen, and its border.
    veil : float
        From 0 to 1, how far the picture stands back behind the number; `look` draws it so.
    number, slope : LiveNumber
        What was measured, large below the axis, and the slope, below the name; no parts of the
        card, so that they come and go.
    """

    def __init__(self, name: str, cell: Box, stage: Stage, theme: Theme) -> None:
        self.function, self.cell, self.stage, self.theme = name, cell, stage, theme
        self.facts = ActivationFacts(PICTURED[name])
        self.clear, self.lit, self.veil = 1.0, 0.0, 0.0
        self.plot = Box(cell.low, cell.high - [0.0, HEAD * stage.scale])
        self.graph = Graph(self.facts, theme, common_sight(self.plot), 0.0, 0.6 * stage.scale)
        self.graph.sloped = -np.inf
        self.graph.paper.ground.set_fill(opacity=0)
        gap = 0.1 * stage.scale
        self.title = sentence(WORDS[name].title, stage.text_size(30), theme.text, bold=True)
        self.title.scale(min(1.0, (cell.size[0] - 2 * gap) / self.title.width))
        # Curves come from below on the left, and leave the upper corner there free.
        size = stage.text_size(42)
        longest = LiveNumber(size, theme.text).write(LONGEST).width
        room = float(cell.size[0]) - 4 * gap
        self.number = LiveNumber(size * min(TWICE, room / longest), theme.accuracy, align=0.5)
        self.number.set_stroke(theme.background, HALO * stage.scale, background=True)
        self.slope = LiveNumber(LARGER * size * min(1.0, room / 2 / longest), theme.gradient)
        self.slope.set_stroke(theme.background, HALO * stage.scale, background=True)
        self.border = VMobject(stroke_color=theme.highlight, stroke_width=7)
        self.first, self.slope_size = cell, self.slope.size
        self.stand(cell)
        super().__init__(self.graph, self.title, self.border)
        self.look(1.0, 0.0)

    def stand(self, cell: Box) -> None:
        """Stand on a cell, larger or smaller than the first one; `look` draws it there."""
        gap, stage = 0.1 * self.stage.scale, self.stage
        self.cell, self.plot = cell, Box(cell.low, cell.high - [0.0, HEAD * stage.scale])
        larger = float(cell.size[0] / self.first.size[0])
        self.graph.sight = common_sight(self.plot)
        self.graph.rider.scale_of = min(0.6 * larger, 1.0) * stage.scale
        corner = at(cell.low[0], cell.high[1])
        self.title.move_to(corner + gap * (RIGHT + DOWN), aligned_edge=UP + LEFT)
        self.slope.size = min(larger, MOST_LARGER) * self.slope_size
        top = float(self.plot.high[1]) - gap - float(np.ptp(self.slope.write("0").points[:, 1]))
        self.slope.place(at(float(cell.low[0]) + gap, top)).write("")
        below = self.graph.sight.place(np.array([0.0, BELOW]))
        half = float(np.ptp(self.number.write("0").points[:, 1])) / 2
        self.number.place(at(float(below[0]), float(below[1]) - half)).write("")
        corners = cell.low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * cell.size
        self.border.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))

    def look(self, clear: float, lit: float) -> Card:
        """Draw it as clearly, and its border, as numbers from 0 to 1 say."""
        self.clear, self.lit = clear, lit
        graph, seen = self.graph, clear * (1 - (1 - VEILED) * self.veil)
        for part in (graph.paper.ground, graph.paper.lines, graph.paper.axes):
            part.set_stroke(opacity=seen)
        graph.pale(seen)
        self.title.set_opacity(clear)
        self.border.set_stroke(opacity=lit)
        return self

    def room_at(self, x: np.ndarray) -> np.ndarray:
        """Return how far inside the card the curve runs at inputs (…), in frame units."""
        y = np.interp(x, INPUTS, self.graph.shape.outputs)
        places = self.graph.sight.place(np.stack([x, y], axis=-1))
        room: np.ndarray = np.minimum(places - self.plot.low, self.plot.high - places).min(axis=-1)
        return room

    def ride(self, x: float, size: float) -> None:
        """Draw a point on the curve at an input, smaller near to the card's edge."""
        room = float(np.clip(self.room_at(np.array(x)) / NEAR, 0, 1))
        self.graph.x, self.graph.size = x, np.array([1.0, 1.0, 0.0]) * size * room
        self.graph.draw_rider()

    def mean(self) -> VGroup:
        """Write the mean output of standard normal inputs; return their bell, and its line."""
        sight = self.graph.sight
        line = VMobject(stroke_color=self.theme.accuracy, stroke_width=3.5)
        line.points = dashed(sight, [self.facts.mean], 24)
        x = np.linspace(-3.5, 3.5, 71)
        rim = sight.place(np.column_stack([x, BELL * np.exp(-(x**2) / 2)]))
        bell = VMobject(fill_color=self.theme.text, fill_opacity=0.3, stroke_width=0)
        bell.points = as_points(straight(rim, np.roll(rim, -1, axis=0)))
        self.number.write(fixed_or_zero(self.facts.mean))
        return VGroup(bell, line)

    def write_slope(self, x: float) -> None:
        """Write the slope at an input."""
        self.slope.write(trimmed(self.graph.shape.slope_at(x), 2))

    def chain(self, x: float) -> None:
        """Write the product of the slopes of units in a row, all at one input."""
        self.number.write(chain_text(self.graph.shape.slope_at(x) ** LAYERS))


class Heading(VGroup):
    """What all cards show, above them: the colours of curve and slope, on the left.

    Parameters
    ----------
    area : Box
        A strip of the frame.
    stage : Stage
    theme : Theme
    """

    def __init__(self, area: Box, stage: Stage, theme: Theme) -> None:
        self.area, self.stage, self.theme = area, stage, theme
        size = stage.text_size(24)
        super().__init__(
            sentence("output g(x)", size, theme.highlight, bold=True),
            sentence("slope g′(x)", size, theme.gradient, bold=True),
        )
        self.arrange(RIGHT, buff=0.4 * stage.scale)
        self.move_to(at(area.low[0] + 0.1 * stage.scale, area.centre[1]), aligned_edge=LEFT)

    def on_the_right(self, words: VGroup) -> VGroup:
        """Put words at the other end, no longer than there is room."""
        gap = 0.1 * self.stage.scale
        right = float(self.area.high[0]) - gap
        room = right - float(self.get_right()[0]) - 4 * gap
        words.scale(min(1.0, room / words.width))
        return words.move_to(at(right, self.area.centre[1]), aligned_edge=RIGHT)

    def of_means(self) -> VGroup:
        """Say that the numbers are mean outputs."""
        size = self.stage.text_size(24)
        return self.on_the_right(
            VGroup(sentence("mean output", size, self.theme.accuracy, bold=True))
        )


class Depth(VGroup):
    """The input at which units in a row are, and what the numbers of the cards are then.

    Parameters
    ----------
    heading : Heading
        Beside which it stands.
    cards : list of Card
        Whose numbers are written.
    layers : int
        How many units are in the row; of one, the slopes are written themselves.
    """

    def __init__(self, heading: Heading, cards: list[Card], layers: int = LAYERS) -> None:
        self.cards, self.layers = cards, layers
        stage, theme = heading.stage, heading.theme
        size = stage.text_size(30)
        name = sentence("x =", size, theme.text, bold=True)
        self.number = LiveNumber(size, theme.text).write(signed(-1.0, 1))
        self.number.next_to(name, RIGHT, buff=0.14 * stage.scale, aligned_edge=DOWN)
        if layers > 1:
            power = sentence(
                "slope{power}", size, theme.accuracy, bold=True, power=superscript(layers)
            )
        else:
            power = sentence("slope", size, theme.gradient, bold=True)
        power.next_to(self.number, RIGHT, buff=0.6 * stage.scale)
        super().__init__(name, self.number, power)
        wide = self.width
        heading.on_the_right(self)
        self.number.size *= self.width / wide
        self.number.place(self.number.get_corner(DOWN + LEFT))

    def write(self, x: float) -> None:
        """Write an input, and the products of the slopes there: at the input as it is written."""
        written = round(x, 1)
        self.number.write(signed(written, 1))
        for card in self.cards:
            if self.layers > 1:
                card.chain(written)
            else:
                card.write_slope(written)
