"""The stage of the film of backpropagation: a graph that fills the frame, formulas below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, FadeIn, FadeOut, VGroup, VMobject

from engine.experiments.small_network import DescentStep
from scenes.films.backprop.backprop_formulas import Formulas, Rows
from scenes.films.backprop.soft_edge import SoftEdge
from scenes.films.backprop.specs import BackpropSpec
from scenes.films.backprop.value_graph import ValueGraph
from scenes.languages.numbers import typeset
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, late
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

STRIP = 1.4
"""Height of the strip for formulas below the graph, in a frame of 16:9."""
FORMULA = 40
"""Size of formulas there."""
FAINT = 0.6
"""Opacity of numbers that the formula is not about."""
SOFT = 0.7
"""Width over which a picture seen from close by fades out at the edges, in a frame of 16:9."""
APART = 0.12
"""Least gap between parts of the chain rule that stand below their links, in frame units."""


class BackpropStage(StagedScene):
    """A graph of numbers in the whole frame, above a strip for formulas."""

    spec: ClassVar[BackpropSpec] = BackpropSpec()
    layout: ClassVar[str] = BAND
    results: ClassVar[DescentStep]

    def prepare(self) -> None:
        """Open with the graph, its parameters, the inputs and the target."""
        stage, step = self.stage, self.results
        self.step, self.network = step, step.network
        left, edge = stage.hero.low[0], stage.frame.high[0] - stage.hero.high[0]
        top = stage.frame.high[1] - edge
        foot = stage.hero.low[1] + STRIP * stage.scale
        hero = Area(np.array([left, foot]), np.array([stage.hero.high[0], top]))
        self.strip = Area(stage.hero.low, np.array([stage.hero.high[0], foot]))
        self.stage = replace(stage, hero=hero)
        self.home = view_of(hero, self.stage, 0.0)
        self.formulas = Formulas(step)
        self.digits = self.formulas.digits
        edges = Area(np.array([stage.frame.low[0], foot]), stage.frame.high)
        self.soft_edge = SoftEdge(edges, SOFT * stage.scale, self.theme.background)
        self.graph = ValueGraph(step, hero, self.formulas.links, self.theme)
        self.lines = VGroup()
        self.lit: tuple[str, ...] = ()
        self.bright: list[LiveNumber] = []
        self.put_away: list[LiveNumber] = []
        graph, network = self.graph, self.network
        inputs = [f"x{i}" for i in range(1, len(network.inputs) + 1)]
        given = {name: self.formulas.value(name) for name in (*network.parameters, *inputs)}
        graph.set_parameters(given)
        graph.write(graph.values, given)
        loss = at(*graph.diagram.place(*graph.units["L"]))
        self.target = formula(f"y = {typeset(network.target)}", graph.size, self.theme.text)
        self.target.move_to(loss - graph.radius * at(0, 1.4))
        lower = self.home.centre + [0.0, STRIP * stage.scale / 2]  # no formula stands there yet
        self.following.aim(lower, self.home.zoom)
        parts = [part for part in graph.get_family() if not part.submobjects]
        self.open_with(graph, self.target, hero=parts)

    def _aim(self, view: View) -> None:
        """Look there; from close by, what is cut off at the edges fades out."""
        super()._aim(view)
        self.soft_edge.hide_edges(float(np.clip(4 * (view.zoom / self.home.zoom - 1), 0, 1)))

    # The strip of formulas

    def explain(
        self,
        rows: Rows | None = None,
        about: Iterable[str] = (),
        bright: Sequence[LiveNumber] | None = None,
    ) -> None:
        """Replace the formula at the foot, and light up the numbers that it is about.

        Parameters
        ----------
        rows : Rows, optional
        about : iterable of str
            Names whose units and links are ringed.
        bright : sequence of LiveNumber, optional
            Numbers that are not faint: those of these names, or all if there are none.
        """
        self.show_lines(VGroup() if rows is None else self.set_rows(rows), about, bright)

    def set_rows(self, rows: Rows) -> VGroup:
        """Set a formula and how it goes on: in one line if there is room, else in two."""
        size = self.stage.text_size(FORMULA)
        line = formula(" ".join(rows), size, self.theme.text)
        if line.width <= self.strip.size[0]:
            return VGroup(line)
        parts = [formula(row, size, self.theme.text) for row in rows]
        return VGroup(*parts).arrange(DOWN, buff=0.16 * self.stage.scale)

    def show_lines(
        self,
        lines: VGroup,
        about: Iterable[str] = (),
        bright: Sequence[LiveNumber] | None = None,
    ) -> None:
        """Put formulas into the strip in place of those before, and light up what they mean."""
        old, self.lines = self.lines, self.in_strip(lines) if len(lines) else lines
        fades: list[FadeIn | FadeOut] = [FadeOut(old, rate_func=early)] if len(old) else []
        if len(lines):
            fades.append(FadeIn(lines, rate_func=late))
        self.act(*fades, *self.lighting(about, bright), seconds=0.5)
        if old in self.following.fixed:
            self.following.fixed.remove(old)

    def in_strip(self, lines: VGroup) -> VGroup:
        """Place formulas in the middle of the strip, where they stay put."""
        strip = self.strip
        lines.scale(float(min(1.0, *(strip.size / [lines.width, lines.height]))))
        self.pin(lines)
        return lines.move_to(at(*strip.centre))

    def chain_columns(self, path: list[str], way: list[str]) -> list[VGroup]:
        """Set the chain rule along a path: its left side, and each factor below its link.

        Each is two rows, letters and number, with a dot between it and the one before. They stand
        in the strip, and are not on screen yet.

        Parameters
        ----------
        path, way : list of str
            Names from a parameter to the loss; and these with the weights on the way.
        """
        size, buff = self.stage.text_size(FORMULA), 0.2 * self.stage.scale
        cells = list(zip(*self.formulas.chain(path), strict=True))
        columns = []
        for place, (above, below) in enumerate(cells):
            rows: list[VMobject] = [
                formula(above, size, self.theme.text),
                formula(below, 1.1 * size, self.theme.gradient),
            ]
            columns.append(VGroup(*rows).arrange(DOWN, buff=0.7 * buff))
            if place == 0:
                rows[1].align_to(rows[0], RIGHT)
        lines = VGroup(*columns)
        lines.scale(float(min(1.0, self.strip.size[1] / max(each.height for each in columns))))
        self._stand_below_links(columns, way)
        for row in (0, 1):  # fractions on one line, numbers on another
            for column in columns:
                column[row].set_y(columns[0][row].get_y())
        for before, column in pairwise(columns[1:]):
            x = (before.get_right()[0] + column.get_left()[0]) / 2
            for row in (1, 0):
                dot = formula("dot", 1.3 * size, self.theme.text)
                column.add(dot.move_to(at(x, columns[0][row].get_y())))
        if lines.width > self.strip.size[0]:
            lines.scale_to_fit_width(self.strip.size[0])
        lines.move_to(at(lines.get_x(), self.strip.centre[1]))
        self.pin(lines)
        return columns

    def _stand_below_links(self, columns: list[VGroup], way: list[str]) -> None:
        """Stand the factors below the links that they belong to, if there is room, or in a row."""
        graph, gap = self.graph, APART * self.stage.scale
        edges = sorted(graph.among(way)[1])
        xs = [float(np.mean(graph.diagram.way(*edge), axis=0)[0]) for edge in edges]
        head, *factors = columns
        if not graph.layout.downwards and len(xs) == len(factors):
            for factor, x in zip(factors, xs, strict=True):
                factor.set_x(x)
            head.next_to(factors[0], LEFT, buff=2 * gap)
            ends = [(each.get_left()[0], each.get_right()[0]) for each in columns]
            is_free = all(a[1] + gap < b[0] + 1e-6 for a, b in pairwise(ends[1:]))
            if is_free and ends[0][0] >= self.strip.low[0]:
                return
        VGroup(*columns).arrange(RIGHT, buff=3 * gap).move_to(at(*self.strip.centre))

    def lighting(
        self, about: Iterable[str] = (), bright: Sequence[LiveNumber] | None = None
    ) -> list[Drive]:
        """Return what lets the highlights before go and those of some names come.

        Numbers become faint, and full again, with them: see `explain`. Those in `put_away` are not
        seen unless they are bright.
        """
        graph, was, now = self.graph, self.lit, tuple(about)
        before, after = self.bright, graph.numbers_of(now) if bright is None else list(bright)
        self.lit, self.bright = now, after
        numbers = [*graph.values.values(), *graph.adjoints.values(), *graph.locals.values()]
        numbers = [each for each in numbers if len(each.points)]
        starts = [each.get_fill_opacity() for each in numbers]
        ends = [self._opacity(each, after) for each in numbers]

        def light(progress: float) -> None:
            names, strength = (was, 1 - 2 * progress) if progress < 0.5 else (now, 2 * progress - 1)
            units, edges = graph.among(names)
            graph.diagram.highlight(units, edges, strength=strength)
            for number, start, end in zip(numbers, starts, ends, strict=True):
                number.set_fill(opacity=start + progress * (end - start))

        return [Drive(graph.diagram.rings, light)] if was or now or before or after else []

    def _opacity(self, number: LiveNumber, bright: Sequence[LiveNumber]) -> float:
        """Return how much is to be seen of a number, if some are bright, or all for want of any."""
        if any(number is one for one in bright):
            return 1.0
        if any(number is one for one in self.put_away):
            return 0.0
        return FAINT if bright else 1.0

    def close_strip(self) -> None:
        """Let the picture end above the strip, wherever the camera looks from now on."""
        low = np.array([self.stage.frame.low[0], self.strip.high[1]])
        self.following.window = low, self.stage.frame.high
        self.add(self.soft_edge)
        self.pin(self.soft_edge)

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
