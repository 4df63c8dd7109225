"""The stage of the film of backpropagation: a graph that fills the frame, formulas above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
from manim import DOWN, RIGHT, FadeIn, FadeOut, VGroup

from engine.experiments.small_network import DescentStep
from scenes.films.backprop.backprop_formulas import Formulas, Rows
from scenes.films.backprop.specs import BackpropSpec
from scenes.films.backprop.value_graph import ValueGraph
from scenes.languages.numbers import typeset
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

STRIP = 1.3
"""Height of the strip for formulas above the graph, in a frame of 16:9."""
FORMULA = 34
"""Size of formulas there."""


class BackpropStage(StagedScene):
    """A graph of numbers in the whole frame, below a strip for formulas."""

    spec: ClassVar[BackpropSpec] = BackpropSpec()
    layout: ClassVar[str] = BAND
    results: ClassVar[DescentStep]

    def prepare(self) -> None:
        """Open with the graph, its parameters, the inputs and the target."""
        stage, step = self.stage, self.results
        self.step, self.network = step, step.network
        left, edge = stage.hero.low[0], stage.frame.high[0] - stage.hero.high[0]
        top = stage.frame.high[1] - edge
        hero = Area(stage.hero.low, np.array([stage.hero.high[0], top - STRIP * stage.scale]))
        self.strip = Area(np.array([left, hero.high[1]]), np.array([stage.hero.high[0], top]))
        self.stage = replace(stage, hero=hero)
        self.home = view_of(hero, self.stage, 0.0)
        self.formulas = Formulas(step)
        self.graph = ValueGraph(step, hero, self.formulas.links, self.theme)
        self.lines = VGroup()
        self.lit: tuple[str, ...] = ()
        graph, network = self.graph, self.network
        inputs = [f"x{i}" for i in range(1, len(network.inputs) + 1)]
        given = {name: self.formulas.value(name) for name in (*network.parameters, *inputs)}
        graph.set_parameters(given)
        graph.write(graph.values, given)
        loss = at(*graph.diagram.place(*graph.units["L"]))
        self.target = formula(f"y = {typeset(network.target)}", graph.size, self.theme.text)
        self.target.move_to(loss - graph.radius * at(0, 1.4))
        higher = self.home.centre - [0.0, STRIP * stage.scale / 2]  # no formula stands there yet
        self.following.aim(higher, self.home.zoom)
        parts = [part for part in graph.get_family() if not part.submobjects]
        self.open_with(graph, self.target, hero=parts)

    # The strip of formulas

    def explain(self, rows: Rows | None = None, about: Iterable[str] = ()) -> None:
        """Replace the formula at the top, and light up the numbers that it is about."""
        self.show_lines(VGroup() if rows is None else self.set_rows(rows), about)

    def set_rows(self, rows: Rows) -> VGroup:
        """Set a formula and how it goes on: in one line if there is room, else in two."""
        size = self.stage.text_size(FORMULA)
        line = formula(" ".join(rows), size, self.theme.text)
        if line.width <= self.strip.size[0]:
            return VGroup(line)
        parts = [formula(row, size, self.theme.text) for row in rows]
        return VGroup(*parts).arrange(DOWN, buff=0.16 * self.stage.scale)

    def show_lines(self, lines: VGroup, about: Iterable[str] = ()) -> None:
        """Put formulas into the strip in place of those before, and light up what they mean."""
        old, was, self.lit = self.lines, self.lit, tuple(about)
        fades: list[FadeIn | FadeOut] = [FadeOut(old, rate_func=_first)] if len(old) else []
        self.lines = self.in_strip(lines, self.lit) if len(lines) else lines
        if len(lines):
            fades.append(FadeIn(lines, rate_func=_then))
        self.act(*fades, *self.lighting(was, self.lit), seconds=0.5)
        if old in self.following.fixed:
            self.following.fixed.remove(old)

    def in_strip(self, lines: VGroup, about: Sequence[str] = ()) -> VGroup:
        """Place formulas in the strip, where they stay put: above the unit that a weight leads to.

        What is about a link is seen from close by, in the middle.
        """
        strip, graph = self.strip, self.graph
        lines.scale(float(min(1.0, *(strip.size / [lines.width, lines.height]))))
        self.pin(lines)
        ends = [(edge[0] + 1, edge[2]) for name, edge in graph.edges.items() if name in about]
        x = graph.diagram.place(*ends[-1])[0] if ends else strip.centre[0]
        half = lines.width / 2
        x = float(np.clip(x, strip.low[0] + half, strip.high[0] - half))
        return lines.move_to(at(x, strip.centre[1]))

    def chain_columns(self, path: list[str]) -> list[VGroup]:
        """Set the chain rule along a path: its left side, each factor in two rows, and the result.

        They stand in the strip, one beside the other, and are not on screen yet.
        """
        letters, (*numbers, outcome) = self.formulas.chain(path)
        size = self.stage.text_size(FORMULA)
        cells = [(f"{letters[0]} =", "=")]
        for place, (letter, number) in enumerate(zip(letters[1:], numbers, strict=True)):
            times = "dot " * (place > 0)
            cells.append((times + letter, times + number))
        cells.append(("", outcome))
        columns = []
        for above, below in cells:
            column = VGroup(formula(below, size, self.theme.gradient))
            if above:
                column.add_to_back(formula(above, size, self.theme.text))
                column.arrange(DOWN, buff=0.16 * self.stage.scale)
            columns.append(column)
        lines = VGroup(*columns).arrange(RIGHT, buff=0.2 * self.stage.scale, aligned_edge=DOWN)
        columns[0][1].align_to(columns[0], RIGHT)
        for row in (0, -1):  # fractions on one line, numbers on another
            cells_of_row = [column[row] for column in columns if len(column) == 2 or row]
            for cell in cells_of_row:
                cell.set_y(cells_of_row[0].get_y())
        lines.scale(float(min(1.0, *(self.strip.size / [lines.width, lines.height]))))
        lines.move_to(at(*self.strip.centre))
        self.pin(lines)
        return columns

    def lighting(self, was: tuple[str, ...], now: tuple[str, ...]) -> list[Drive]:
        """Return what lets the highlights of some names go, and those of others come."""
        diagram = self.graph.diagram

        def light(progress: float) -> None:
            names, strength = (was, 1 - 2 * progress) if progress < 0.5 else (now, 2 * progress - 1)
            units, edges = self.graph.among(names)
            diagram.highlight(units, edges, strength=strength)

        return [Drive(diagram.rings, light)] if was or now else []

    def close_strip(self) -> None:
        """Let the picture end below the strip, wherever the camera looks from now on."""
        low = np.array([self.stage.frame.low[0], self.stage.sentence.high[1]])
        self.following.window = low, np.array([self.stage.frame.high[0], self.strip.low[1]])

    # Where the camera looks

    def go_to(self, *names: str, seconds: float = 1.2) -> None:
        """Look at units from close by."""
        self.look_at(self.graph.area_of(*names), seconds, margin=0.06)

    def go_home(self, seconds: float = 1.2) -> None:
        """Look at all of the graph."""
        if not self.view.is_near(self.home):
            self.look_at(self.home, seconds)

    def drift(self, least: float = 0.8) -> None:
        """Let the sentence be read, while the camera comes a little closer."""
        self.look_at(View(self.view.centre, 1.015 * self.view.zoom), self.reading_time(least))


def _first(progress: float) -> float:
    return min(2 * progress, 1.0)


def _then(progress: float) -> float:
    return max(2 * progress - 1, 0.0)
