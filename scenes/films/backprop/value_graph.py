"""A small network with every number written down: values above, derivatives of the loss below."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from manim import VGroup, VMobject

from engine.experiments.small_network import SmallNetwork
from scenes.languages.numbers import compact
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.network_diagram import Edge, NetworkDiagram, Unit
from scenes.mobjects.text import LiveNumber, formula
from scenes.theme.theme import Theme

LOW, HIGH = np.array([-6.8, -2.72]), np.array([6.8, 1.95])
RADIUS, SIZE = 0.56, 20
ALONG = 0.29
"""Where on its line a first weight stands: elsewhere, lines cross."""
NAMES = {"p": "hat(y)", "s": "s", "L": "L", "c": "c"}


def symbol(name: str) -> str:
    """Write a number's name in Typst's math mode: ``w12`` is w with the subscript 12."""
    return NAMES.get(name, f"{name[0]}_({name[1:]})")


class ValueGraph(VGroup):
    """The graph of numbers from the inputs to the loss; none is written yet.

    Parameters
    ----------
    network : SmallNetwork
    theme : Theme
    links : sequence of str
        What is written, in Typst's math mode, on the links that have no weight: from sums to hidden
        values, from the output's sum to the output if that is another number, and to the loss.
    strongest : float
        Weight with the thickest line.

    Attributes
    ----------
    values, adjoints, locals : dict
        A `LiveNumber` for each name; `locals` are those of the links, by the name they lead to.
    """

    def __init__(
        self, network: SmallNetwork, theme: Theme, links: Sequence[str], strongest: float
    ) -> None:
        self.network, self.theme = network, theme
        units = network.units
        columns = [
            [f"x{i}" for i in range(1, len(network.inputs) + 1)],
            [f"z{unit}" for unit in units],
            [f"a{unit}" for unit in units],
            *([["s"]] if len(links) == 3 else []),
            ["p"],
            ["L"],
        ]
        xs = [-6.15, -3.0, -0.75, 1.95, 3.95, 6.15] if len(links) == 3 else [-6.1, -2.5, 0, 3.4, 6]
        self.units: dict[str, Unit] = {
            name: (layer, place)
            for layer, column in enumerate(columns)
            for place, name in enumerate(column)
        }
        self.diagram = NetworkDiagram(
            [len(column) for column in columns], LOW, HIGH, theme,
            xs=xs, radius=RADIUS, strongest=strongest,
        )  # fmt: skip
        self.radius = self.diagram.radius
        self.edges = self._weighted_edges()
        self.link_edges: dict[str, Edge] = {
            f"a{unit}": (1, unit - 1, unit - 1) for unit in units
        } | {name: (self.units[name][0] - 1, 0, 0) for name in (["p"] * (len(links) == 3) + ["L"])}
        self.links, self.link_words = VMobject(fill_color=theme.muted, fill_opacity=1), VGroup()
        self.links.set_stroke(width=0)
        self.names = VGroup()
        self.values: dict[str, LiveNumber] = {}
        self.adjoints: dict[str, LiveNumber] = {}
        self.locals: dict[str, LiveNumber] = {}
        self._draw_links(links)
        self._number_units()
        self._number_parameters()
        numbers = (*self.values.values(), *self.adjoints.values(), *self.locals.values())
        super().__init__(self.diagram, self.links, self.link_words, self.names, *numbers)

    def write(
        self, numbers: dict[str, LiveNumber], values: dict[str, float], text: str = "{}"
    ) -> VGroup:
        """Write some of `values`, `adjoints` or `locals`, and give those that were written."""
        return VGroup(
            *(numbers[name].write(text.format(compact(value))) for name, value in values.items())
        )

    def set_parameters(self, parameters: dict[str, float]) -> None:
        """Draw the weights' lines."""
        network = self.network
        first = [[parameters[w] for w in network.weights_into(unit)] for unit in network.units]
        last = [[parameters[w] for w in network.weights_out]]
        others = [None] * (len(self.diagram.weights) - 3)
        self.diagram.set_weights([np.array(first), None, np.array(last), *others])

    def way_to(self, name: str) -> list[Edge]:
        """Return all edges and links that lead straight to a unit."""
        if name in self.link_edges:
            return [self.link_edges[name]]
        layer, place = self.units[name]
        return [
            (layer - 1, source, place)
            for source in range(len(self.diagram.columns[layer - 1].drawn))
        ]

    def among(self, names: Collection[str]) -> tuple[list[Unit], list[Edge]]:
        """Return the units of some names, the edges of its weights, and the links inside."""
        units = [self.units[name] for name in names if name in self.units]
        edges = [self.edges[name] for name in names if name in self.edges]
        links = [self.link_edges[name] for name in names if name in self.link_edges]
        edges += [(layer, source, end) for layer, source, end in links if (layer, source) in units]
        return units, edges

    def _weighted_edges(self) -> dict[str, Edge]:
        network = self.network
        edges: dict[str, Edge] = {}
        for unit in network.units:
            for source, weight in enumerate(network.weights_into(unit)):
                edges[weight] = (0, source, unit - 1)
        for source, weight in enumerate(network.weights_out):
            edges[weight] = (2, source, 0)
        return edges

    def _draw_links(self, links: Sequence[str]) -> None:
        ways = np.array([self.diagram.way(*edge) for edge in self.link_edges.values()])
        self.links.points = bands(ways[:, 0], ways[:, 1], np.full(len(ways), 0.03))
        kinds = {"a": links[0], "p": links[-2], "L": links[-1]}
        for name, (start, end) in zip(self.link_edges, ways, strict=True):
            middle = (start + end) / 2
            words = formula(kinds[name[0]], 24, self.theme.muted)
            words.scale(min(1, 0.94 * (end - start)[0] / words.width))
            self.link_words.add(words.move_to(at(middle[0], middle[1] + 0.24)))
            number = LiveNumber(SIZE, self.theme.gradient, align=0.5)
            self.locals[name] = number.place(at(middle[0], middle[1] - 0.34))

    def _number_units(self) -> None:
        for name, unit in self.units.items():
            x, y = self.diagram.place(*unit)
            label = formula(symbol(name), 26, self.theme.muted)
            self.names.add(label.move_to(at(x, y + self.radius + 0.2)))
            self._number(name, at(x, y))

    def _number_parameters(self) -> None:
        network = self.network
        for weight, edge in self.edges.items():
            start, end = self.diagram.way(*edge)
            x, y = start + (ALONG if edge[0] == 0 else 0.5) * (end - start)
            self._number(weight, at(x, y), over=True)
        for bias in (*(f"b{unit}" for unit in network.units), "c"):
            target = f"z{bias[1:]}" if bias[0] == "b" else network.output_sum
            x, y = self.diagram.place(*self.units[target])
            low = y - self.radius - 0.17
            label = formula(f"{symbol(bias)} =", 24, self.theme.muted)
            self.names.add(label.move_to(at(x - 0.3, low)))
            self._number(bias, at(x + 0.5, low - 0.12), beside=True)

    def _number(
        self, name: str, place: np.ndarray, *, beside: bool = False, over: bool = False
    ) -> None:
        """Make the two numbers of a name: one below or beside the other, or over a line."""
        theme = self.theme
        value = LiveNumber(SIZE, theme.loss if name == "L" else theme.text, align=0.5)
        adjoint = LiveNumber(SIZE, theme.gradient, align=0.5)
        self.values[name] = value.place(place + at(0, 0.04))
        self.adjoints[name] = adjoint.place(place + (at(0.92, 0.04) if beside else at(0, -0.26)))
        if over:
            for number in (value, adjoint):
                number.set_stroke(theme.background, width=16, background=True)
