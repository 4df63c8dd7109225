"""The stage of the film of backpropagation: a graph that fills the frame, formulas below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

import numpy as np
from manim import DOWN, RIGHT, FadeIn, FadeOut, VGroup, VMobject

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

STRIP = 1.25
"""Height of the strip for formulas below the graph, in a frame of 16:9."""
FORMULA = 40
"""Size of formulas there."""
FAINT = 0.66
"""Opacity of numbers that the formula is not about."""
SOFT = 0.7
"""Width over which a picture seen from close by fades out at the edges, in a frame of 16:9."""


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
        self.lines, self.outcome = VGroup(), VGroup()
        self.lit: tuple[str, ...] = ()
        self.bright: list[LiveNumber] = []
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
        *,
        pending: bool = False,
    ) -> None:
        """Replace the formula at the foot, and light up the numbers that it is about.

        Parameters
        ----------
        rows : Rows, optional
        about : iterable of str
            Names whose units and links are ringed.
        bright : sequence of LiveNumber, optional
            Numbers that are not faint: those of these names, or all if there are none.
        pending : bool
            Whether what it comes to is kept back until `outcomes`.
        """
        lines = VGroup() if rows is None else self.set_rows(rows)
        self.outcome = VGroup()
        if rows is not None and pending:
            self.outcome = withheld(lines, rows)
        self.show_lines(lines, about, bright)

    def set_rows(self, rows: Rows) -> VGroup:
        """Set a formula and how it goes on: in one line if there is room, else in two."""
        size = self.stage.text_size(FORMULA)
        line = formula(" ".join(rows), size, self.theme.text)
        if line.width <= self.strip.size[0]:
            return VGroup(line)
        parts = [formula(row, size, self.theme.text) for row in rows]
        return VGroup(*parts).arrange(DOWN, buff=0.16 * self.stage.scale)

    def outcomes(self) -> list[Drive]:
        """Return what lets come what was kept back."""
        outcome, self.outcome = self.outcome, VGroup()

        def come(progress: float) -> None:
            outcome.set_fill(opacity=progress)

        return [Drive(outcome, come)] if len(outcome) else []

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

    def chain_columns(self, path: list[str]) -> list[VGroup]:
        """Set the chain rule along a path, from the loss back: its factors, then what comes out.

        Each is two rows, letters and number, behind a dot or a sign of equality, and stands in the
        strip; none is on screen yet.

        Parameters
        ----------
        path : list of str
            Names from a parameter to the loss.
        """
        size, buff = self.stage.text_size(FORMULA), 0.22 * self.stage.scale
        columns: list[VGroup] = []
        signs: list[str] = []
        for sign, above, below in self.formulas.chain(path):
            rows = [
                formula(above, size, self.theme.text),
                formula(below, size, self.theme.gradient),
            ]
            columns.append(VGroup(*rows).arrange(DOWN, buff=0.7 * buff))
            signs.append(sign)
        lines = VGroup(*columns).arrange(RIGHT, buff=3.4 * buff)
        for row in (0, 1):  # fractions on one line, numbers on another
            for column in columns:
                column[row].set_y(columns[0][row].get_y())
        for sign, (before, column) in zip(signs[1:], pairwise(columns), strict=True):
            x = (before.get_right()[0] + column.get_left()[0]) / 2
            for row in (1, 0):
                mark = formula(sign if row else sign.replace("approx", "="), size, self.theme.text)
                column.add(mark.move_to(at(x, columns[0][row].get_y())))
        self.in_strip(lines)
        return columns

    def lighting(
        self, about: Iterable[str] = (), bright: Sequence[LiveNumber] | None = None
    ) -> list[Drive]:
        """Return what lets the highlights before go and those of some names come.

        Numbers become faint, and full again, with them: see `explain`.
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
        return FAINT if bright else 1.0

    def close_strip(self) -> None:
        """Let the picture end above the strip, wherever the camera looks from now on."""
        low = np.array([self.stage.frame.low[0], self.strip.high[1]])
        self.following.window = low, self.stage.frame.high
        self.add(self.soft_edge)
        self.pin(self.soft_edge)

    def drift(self, least: float = 0.8) -> None:
        """Let the sentence be read, while the camera comes a little closer."""
        self.look_at(View(self.view.centre, 1.015 * self.view.zoom), self.reading_time(least))


def withheld(lines: VGroup, rows: Rows) -> VGroup:
    """Return the letters of what a formula comes to, unseen."""
    outcome = re.split(r" (?==|approx)", " " + rows[1])[-1]
    count = len(_glyphs(formula(outcome, FORMULA, "white")))
    return VGroup(*_glyphs(lines)[-count:]).set_fill(opacity=0)


def _glyphs(text: VMobject) -> list[VMobject]:
    return [part for part in text.get_family() if isinstance(part, VMobject) and len(part.points)]
