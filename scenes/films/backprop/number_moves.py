"""How numbers of the graph come, are carried along edges, and change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from manim import FadeIn, ManimColor, VGroup, interpolate_color, linear, smooth

from engine.experiments.backprop import Graph
from scenes.films.backprop.backprop_stage import BackpropStage
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.network_diagram import Edge
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.drive import Drive

ROUND = 1.4
"""Seconds in which a signal runs through what is lit."""
SIGNAL = 0.12
"""Radius of a signal, in those of a unit."""
ENDS, TIGHT_ENDS = 0.08, 0.17
"""Share of its way, at either end, on which a carried number is not seen; and where biases are
near."""
CLEARANCE = 1.15, 0.3
"""Radii from a weight's number within which a carried number is not seen, and in which it fades."""

NEAR_OTHERS = np.array([1.5, 0.6])
"""Radii to the side and up within which a carried number would meet another weight's."""


class Carried(NamedTuple):
    """A number that is carried along an edge: into a weight, and another one out of it.

    Attributes
    ----------
    weight : str
        Name of the weight on the edge.
    before, after : float
    """

    weight: str
    before: float
    after: float


class NumberMoves(BackpropStage):
    """A stage whose numbers move; forwards, until `is_backwards` is set; `now` are those shown."""

    is_backwards = False

    def prepare(self) -> None:
        """Set the stage, without signals."""
        super().prepare()
        self.now = self.step.before
        self.signals = Markers(marker_of(0), fill_opacity=1, stroke_width=0)
        self.add(self.signals)

    def signalling(self, edges: Iterable[Edge]) -> Callable[[float], None]:
        """Return what draws signals so far along edges; at the start and the end there are none."""
        ways = np.array([self.graph.diagram.way(*edge) for edge in edges])
        backwards, radius = self.is_backwards, SIGNAL * self.graph.radius

        def draw(progress: float) -> None:
            share = 1 - progress if backwards else progress
            places = (1 - share) * ways[:, 0] + share * ways[:, 1]
            self.signals.set_fill(self.theme.gradient if backwards else self.theme.highlight)
            self.signals.set_places(places, radius * _seen(progress))

        return draw

    def linger(self, least: float = 0.8) -> None:
        """Let the sentence be read, while signals run through what is lit."""
        _, edges = self.graph.among(self.lit)
        if not edges:
            self.drift(least)
            return
        seconds = self.reading_time(least)
        rounds = max(round(seconds / ROUND), 1)
        draw = self.signalling(edges)
        self.drive(self.signals, lambda p: draw(p * rounds % 1.0), seconds, linear)

    def send(self, names: Iterable[str], seconds: float = 0.8) -> None:
        """Send signals along all edges that lead to units, or back from them."""
        edges = [edge for name in names for edge in self.graph.way_to(name)]
        self.drive(self.signals, self.signalling(edges), seconds)

    def go_home_while(self, names: Iterable[str]) -> None:
        """Look at all of the graph, while signals run along the edges that lead to units."""
        draw = self.signalling([edge for name in names for edge in self.graph.way_to(name)])
        self.move_camera(self.home, draw, 1.2)

    def arrive(self, names: list[str], seconds: float = 0.8) -> None:
        """Send signals to units, and show what they make of them."""
        self.send(names, seconds)
        self.reveal_values(names)

    def growing(self, names: Sequence[str], by: float) -> Callable[[float], None]:
        """Return what moves one parameter, and at every moment the numbers computed from it.

        Parameters
        ----------
        names : sequence of str
            The parameter, and all that follow from it.
        by : float
        """
        parameters = {name: self.step.before[name].value for name in self.network.parameters}

        def draw(share: float) -> None:
            grown = {**parameters, names[0]: parameters[names[0]] + share * by}
            computed = self.network.forward(grown)
            for name in names:
                self.graph.set_value(name, computed[name].value)
            self.graph.set_parameters(grown)

        return draw

    def flash(self, *names: str, seconds: float = 0.7) -> None:
        """Let values swell and light up for a moment: they enter the formula."""
        graph, theme = self.graph, self.theme

        def draw(progress: float) -> None:
            strength = float(np.sin(np.pi * progress))
            for name in names:
                number = graph.values[name]
                graph.put(
                    number, self.digits.text(self.formulas.value(name), name), 1 + 0.35 * strength
                )
                number.set_fill(
                    interpolate_color(ManimColor(theme.text), ManimColor(theme.highlight), strength)
                )

        self.drive(graph, draw, seconds, linear)

    def reveal_values(self, names: Iterable[str]) -> None:
        """Write the values of units."""
        values = {name: self.now[name].value for name in names}
        self.act(
            FadeIn(self.graph.write(self.graph.values, values)), *self.outcomes(), seconds=0.35
        )

    def reveal(self, names: Iterable[str]) -> None:
        """Write derivatives below their numbers."""
        adjoints = {name: self.step.adjoints[name] for name in names}
        self.act(
            FadeIn(self.graph.write(self.graph.adjoints, adjoints)), *self.outcomes(), seconds=0.45
        )

    def hand_back(self, sources: Iterable[str], names: Iterable[str], seconds: float = 0.8) -> None:
        """Send signals back from units, and show the derivatives that they make."""
        self.send(sources, seconds)
        self.reveal(names)

    def carry(self, carried: list[Carried], seconds: float) -> None:
        """Carry numbers along the edges of weights."""
        graph = self.graph
        colour = self.theme.gradient if self.is_backwards else self.theme.highlight
        numbers = VGroup(*(LiveNumber(graph.size, colour, align=0.5) for _ in carried))
        signal = self.signalling([graph.edges[each.weight] for each in carried])
        off = graph.radius * (at(0.85, -0.1) if graph.layout.downwards else at(0, 0.5))
        clear, fading = CLEARANCE

        def draw(progress: float) -> None:
            signal(progress)
            share = 1 - progress if self.is_backwards else progress
            for number, each in zip(numbers, carried, strict=True):
                start, end = graph.diagram.way(*graph.edges[each.weight])
                place = start + share * (end - start)
                beyond = float((place - graph.values[each.weight].start[:2]) @ (end - start))
                apart = abs(beyond) / np.linalg.norm(end - start) / graph.radius
                seen = float(np.clip((apart - clear) / fading, 0, 1))
                seen *= _seen(progress, TIGHT_ENDS if graph.is_tight else ENDS)
                seen *= self._clear_of_others(place + off[:2], each.weight)
                is_out = (beyond < 0) == self.is_backwards
                text = self.digits.text(each.after if is_out else each.before)
                number.place(at(*place) + off).write(text if seen > 0 else "")
                number.set_fill(opacity=seen)

        draw(0.0)
        self.drive(numbers, draw, seconds, linear)
        self.remove(numbers)

    def _clear_of_others(self, place: np.ndarray, weight: str) -> float:
        """Return how much is seen of a number that is carried past the numbers of other weights."""
        graph = self.graph
        others = [graph.values[name].start[:2] for name in graph.edges if name != weight]
        apart = np.abs(np.array(others) - place) / graph.radius / NEAR_OTHERS
        return float(np.clip((apart.max(axis=1).min() - 1) / CLEARANCE[1], 0, 1))

    def grow_dots(self, names: Iterable[str]) -> None:
        """Let the dots of links' curves appear where their inputs lie."""
        graph, named = self.graph, list(names)

        def draw(progress: float) -> None:
            for name in named:
                graph.curves[name].dot_at(self.now[graph.sources[name]].value, progress)

        self.drive(graph.curves[named[0]], draw, 0.5)

    def touch(self, names: Iterable[str]) -> None:
        """Draw the tangents of links' curves, and write their slopes."""
        graph, named = self.graph, list(names)
        slopes = {name: self.step.before[name].local[graph.sources[name]] for name in named}
        written = graph.write(graph.locals, slopes, "×{}")

        def draw(progress: float) -> None:
            for name in named:
                graph.curves[name].touch(self.formulas.value(graph.sources[name]), progress)

        self.act(Drive(graph.curves[named[0]], draw), FadeIn(written), seconds=0.8)

    def changing(self, start: Graph, end: Graph, waves: list[list[str]]) -> Callable[[float], None]:
        """Return what moves numbers from one graph to another.

        Parameters
        ----------
        start, end : Graph
        waves : list of list of str
            Names that change together, one after another; each begins half-way through the last.
        """
        graph, span = self.graph, 2 / (len(waves) + 1)
        parameters = {name: start[name].value for name in self.network.parameters}

        def draw(progress: float) -> None:
            for wave, names in enumerate(waves):
                share = smooth(float(np.clip(progress / span - wave / 2, 0, 1)))
                for name in names:
                    value = (1 - share) * start[name].value + share * end[name].value
                    graph.set_value(name, value)
                    if name in parameters:
                        parameters[name] = value
            if any(name in parameters for names in waves for name in names):
                graph.set_parameters(parameters)

        return draw

    def let_go(self) -> None:
        """Empty all units but the inputs: what they hold will not be true of new parameters."""
        graph, formulas = self.graph, self.formulas
        given = {*self.network.parameters, *(name for name in graph.values if name[0] == "x")}
        computed = [name for name in graph.values if name not in given]
        gone = [graph.values[name] for name in computed] + [
            number
            for name, number in (*graph.adjoints.items(), *graph.locals.items())
            if name not in self.network.parameters
        ]
        gone = [number for number in gone if len(number.points)]
        starts = [number.get_fill_opacity() for number in gone]
        at_links = {link: formulas.value(source) for link, source in graph.sources.items()}

        def draw(progress: float) -> None:
            for link, x in at_links.items():
                graph.curves[link].touch(x, 1 - progress).dot_at(x, 1 - progress)
            for number, start in zip(gone, starts, strict=True):
                number.set_fill(opacity=(1 - progress) * start)
            for name in computed:
                graph.fills.shade(name, 1 - progress)

        self.drive(graph, draw, 0.6)
        for number in gone:
            number.write("")
        for name in computed:
            graph.fills.empty(name)


def _seen(progress: float, ends: float = 0.0) -> float:
    """Return how much is seen of what comes at the start of its way, and goes before the end."""
    return float(np.clip(8 * (min(progress, 1 - progress) - ends), 0, 1))
