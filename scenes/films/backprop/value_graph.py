"""A small network with every number written down: values, and the loss's derivatives below them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from manim import RIGHT, VGroup, VMobject

from engine.experiments.small_network import DescentStep
from scenes.films.backprop.digits import Digits
from scenes.films.backprop.graph_layout import layout_in
from scenes.films.backprop.link_curve import LinkCurve, curve_of_link
from scenes.films.backprop.names import symbol, weight_name
from scenes.films.backprop.unit_fills import UnitFills
from scenes.mobjects.bands import bands
from scenes.mobjects.frame import at
from scenes.mobjects.network_diagram import Edge, NetworkDiagram, Unit
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

ALONG = 0.2, 0.36
"""Where on its line a first weight stands at least and at most, from the nearer end: elsewhere,
lines cross."""
LAST = 0.45
"""Where on its line a last weight stands: clear of the output's bias."""
LONGEST = 6
"""Characters of a number that are written in full size."""
PARAMETER = 0.85
"""Size of the numbers of parameters, as a share of those in units."""


class ValueGraph(VGroup):
    """The graph of numbers from the inputs to the loss; none is written yet.

    Parameters
    ----------
    step : DescentStep
        Whose numbers all have room.
    area : Area
        That it fills.
    links : sequence of str
        What is written, in Typst's math mode, on the links that have no weight: from sums to hidden
        values, from the output's sum to the output if that is another number, and to the loss.
    theme : Theme

    Attributes
    ----------
    values, adjoints, locals : dict
        A `LiveNumber` for each name; `locals` are those of the links, by the name they lead to.
    curves : dict
        A `LinkCurve` for each link, by the name it leads to.
    """

    def __init__(self, step: DescentStep, area: Area, links: Sequence[str], theme: Theme) -> None:
        self.step, self.network, self.theme = step, step.network, theme
        self.digits = Digits.of(step)
        units = self.network.units
        columns = [
            [f"x{i}" for i in range(1, len(self.network.inputs) + 1)],
            [f"z{unit}" for unit in units],
            [f"a{unit}" for unit in units],
            *([["s"]] if len(links) == 3 else []),
            ["p"],
            ["L"],
        ]
        self.layout = layout_in(area, max(map(len, columns)), len(columns))
        self.radius, self.size = self.layout.radius, self.layout.size
        self.units: dict[str, Unit] = {
            name: (layer, place)
            for layer, column in enumerate(columns)
            for place, name in enumerate(column)
        }
        weights = [
            abs(graph[name].value)
            for graph in (step.before, step.after)
            for name in self.network.parameters
        ]
        self.diagram = NetworkDiagram(
            [len(column) for column in columns], self.layout.box.low, self.layout.box.high, theme,
            xs=self.layout.layers.tolist(), radius=self.radius, strongest=max(1.0, *weights),
            roomy=8.0, downwards=self.layout.downwards,
        )  # fmt: skip
        self.edges = self._weighted_edges()
        self.along = self._share_of_line()
        self.link_edges: dict[str, Edge] = {
            f"a{unit}": (1, unit - 1, unit - 1) for unit in units
        } | {name: (self.units[name][0] - 1, 0, 0) for name in (["p"] * (len(links) == 3) + ["L"])}
        self.sources = {name: next(iter(step.before[name].local)) for name in self.link_edges}
        self.links, self.link_words = VMobject(fill_color=theme.muted, fill_opacity=1), VGroup()
        self.links.set_stroke(width=0)
        self.names = VGroup()
        self.curves: dict[str, LinkCurve] = {}
        self.values: dict[str, LiveNumber] = {}
        self.adjoints: dict[str, LiveNumber] = {}
        self.locals: dict[str, LiveNumber] = {}
        self._draw_links(links)
        filled = {n: self.diagram.place(*unit) for n, unit in self.units.items() if n != "L"}
        self.fills = UnitFills(filled, self.radius, theme)
        self._number_units()
        self._number_parameters()
        numbers = (*self.values.values(), *self.adjoints.values(), *self.locals.values())
        self.usual = {id(number): number.size for number in numbers}
        super().__init__(
            self.diagram, self.fills, self.links, *self.curves.values(), self.link_words,
            self.names, *numbers,
        )  # fmt: skip

    def write(
        self, numbers: dict[str, LiveNumber], values: Mapping[str, float], text: str = "{}"
    ) -> VGroup:
        """Write some of `values`, `adjoints` or `locals`, and return those that were written."""
        is_value = numbers is self.values
        written = VGroup()
        for name, value in values.items():
            shown = text.format(self.digits.text(value, name if is_value else ""))
            written.add(self.put(numbers[name].set_fill(opacity=1), shown))
            if is_value and name in self.fills.of:
                written.add(self.fills.fill(name, value))
        return written

    def put(self, number: LiveNumber, text: str, size: float = 1.0) -> LiveNumber:
        """Write a text, smaller where it is long, and `size` times as large as usual."""
        usual = self.usual[id(number)]
        number.size = size * usual * min(1.0, LONGEST / max(len(text), 1))
        return number.write(text)

    def set_value(self, name: str, value: float) -> None:
        """Let a value be another one: its number, its unit's colour, and the dots that it moves."""
        self.put(self.values[name], self.digits.text(value, name))
        if name in self.fills.of:
            self.fills.fill(name, value)
        for link, source in self.sources.items():
            if source == name:
                self.curves[link].dot_at(value)

    def colour_of(self, name: str) -> str:
        """Return the colour of a value's number."""
        return self.theme.loss if name == "L" else self.theme.text

    def numbers_of(self, names: Collection[str]) -> list[LiveNumber]:
        """Return what is written at and below some names, and on the links to them."""
        return [
            numbers[name]
            for numbers in (self.values, self.adjoints, self.locals)
            for name in names
            if name in numbers
        ]

    def set_parameters(self, parameters: Mapping[str, float]) -> None:
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

    def _share_of_line(self) -> float:
        """Return how far along their lines first weights stand, so that they stand apart."""
        first, second = self.diagram.columns[1].places[:2]
        clearance = 1.05
        return float(np.clip(clearance * self.radius / np.linalg.norm(first - second), *ALONG))

    def _share_of(self, edge: Edge) -> float:
        """Return how far along its line a weight stands."""
        start, end = self.diagram.way(*edge)
        if edge[0]:
            return 0.5 if self.is_tight else LAST
        straight = float(np.abs(end - start).min()) < 0.1 * self.radius  # crosses in the middle
        if straight:
            return 0.5
        # Two that cross stand beside each other: below one another, they look like a sum.
        return 1 - self.along if self._rises(edge) else self.along

    def _rises(self, edge: Edge) -> bool:
        """Return whether a first weight's line rises across one that falls."""
        start, end = self.diagram.way(*edge)
        is_plain = not (edge[0] or self.is_tight or self.layout.downwards)
        return is_plain and end[1] - start[1] > 0.1 * self.radius

    @property
    def is_tight(self) -> bool:
        """Whether there is little room below a unit."""
        return self.network.hidden > 2 and not self.layout.downwards

    def _is_lowest(self, bias: str) -> bool:
        """Whether a bias belongs to the lowest unit of the first layer."""
        return bias == f"b{self.network.hidden}" and not self.layout.downwards

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
        self.links.points = bands(ways[:, 0], ways[:, 1], np.full(len(ways), 0.04 * self.radius))
        kinds = {"a": links[0], "p": links[-2], "L": links[-1]}
        radius, downwards = self.radius, self.layout.downwards
        for name, (start, end) in zip(self.link_edges, ways, strict=True):
            middle = at(*(start + end) / 2)
            length = float(np.linalg.norm(end - start))
            room = 1.7 * radius if downwards else 0.96 * length
            words = formula(kinds[name[0]], 1.1 * self.size, self.theme.text)
            is_high = name == "L" and not downwards
            words.scale(min(1, (3.0 * radius if is_high else room) / words.width))
            number = LiveNumber(0.85 * self.size, self.theme.gradient, align=0.5)
            widest = number.write(f"×{self.digits.text(-1.0)}").width
            number.size *= min(1, room / widest)
            if downwards:
                words.move_to(middle + radius * at(-1.05, 0.25))
                place = middle + radius * at(-1.05, -0.5)
                size = radius * np.array([1.8, min(1.15, 0.9 * length / radius)])
                centre = middle + radius * at(1.2, 0.0)
            else:
                words.move_to(middle + radius * at(0.0, 1.85 if is_high else -0.32))
                place = middle + radius * at(0.0, -0.92)
                size = np.array([min(0.9 * length, 2.0 * radius), 1.15 * radius])
                centre = middle + radius * at(0.0, 0.8)
            self.link_words.add(words)
            self.locals[name] = number.place(place).write("")
            self.curves[name] = curve_of_link(
                self.step, name, self.sources[name], centre[:2], size, self.theme
            )

    def _number_units(self) -> None:
        for name, unit in self.units.items():
            place = at(*self.diagram.place(*unit))
            label = formula(symbol(name), 1.1 * self.size, self.theme.text)
            self.names.add(label.move_to(place + self.radius * at(0.0, 0.6)))
            self._number(name, place)

    def _number_parameters(self) -> None:
        network = self.network
        for weight, edge in self.edges.items():
            start, end = self.diagram.way(*edge)
            x, y = start + self._share_of(edge) * (end - start)
            self._number(weight, at(x, y), over=True)
            if not self.is_tight:
                spot = self.values[weight].start + self._rises(edge) * self.radius * at(0.2, 0.0)
                above = self.layout.downwards or weight[0] == "v" or self._rises(edge)
                self.names.add(
                    weight_name(weight, spot, self.radius, self.size, self.theme, above=above)
                )
        for bias in (*(f"b{unit}" for unit in network.units), "c"):
            target = f"z{bias[1:]}" if bias[0] == "b" else network.output_sum
            place = at(*self.diagram.place(*self.units[target]))
            label = formula(f"{symbol(bias)} =", 1.1 * self.size, self.theme.text)
            end = at(1.95, 0.0) if self.layout.downwards else at(-0.5, -1.4)
            if self.is_tight:  # steep lines come in from the left
                end = at(0.2, -1.35)
            elif self._is_lowest(bias):  # between the rows, as the others are
                end = at(-0.5, 1.8)
            label.move_to(place + self.radius * end, aligned_edge=RIGHT)
            spot = place + self.radius * (end + at(0.12, -0.13))
            self.names.add(label)
            self._number(bias, spot, beside=True)

    def _number(
        self, name: str, place: np.ndarray, *, beside: bool = False, over: bool = False
    ) -> None:
        """Make the two numbers of a name: one below or beside the other, or over a line."""
        theme, radius, align = self.theme, self.radius, 0.0 if beside else 0.5
        size = PARAMETER * self.size if over or beside else self.size
        value = LiveNumber(size, self.colour_of(name), align=align)
        adjoint = LiveNumber(size, theme.gradient, align=align)
        is_right = name[0] == "b" and not self.layout.downwards
        aside = at(1.25, 0.0) if is_right else at(0.0, -0.46 if over or beside else -0.62)
        up = at(0.0, 0.0 if beside else 0.18 if over else -0.06)  # clear of the line
        self.values[name] = value.place(place + radius * up)
        self.adjoints[name] = adjoint.place(place + radius * aside)
        if over:
            for number in (value, adjoint):
                number.set_stroke(theme.background, width=16, background=True)
