"""What comes out of an activation function: its range, and the mean output of a bell of inputs."""

from __future__ import annotations

from math import ceil

import numpy as np
from manim import VGroup, linear, smooth

from engine.geometry.box import Box
from scenes.films.activations.activation_asides import ActivationAsides
from scenes.films.activations.activation_sentences import (
    mean_sentence,
    range_sentence,
    takes_few_values,
)
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.measures import (
    Limits,
    MeanLine,
    OutputAxis,
    SteepestLine,
    ZeroShare,
)
from scenes.films.activations.mobjects.swarm import NORMAL, Swarm
from scenes.languages.numbers import percent

SPARSE = 0.01
"""A smaller share of outputs that are 0 is not worth a sentence."""
BESIDE = 0.52
"""Share of the frame's width that a curve takes beside an axis of outputs."""
SOFT = 0.7
"""Opacity of a bell of dots, through which the curve is seen."""
PALER = 0.75
"""How much less clearly the curve is drawn under piles of outputs."""
ROW = 101
"""Inputs that are carried to the axis of outputs."""
WAVE = 7.0
"""Dots set out one after the other, so many times the way of one: no second curve is seen."""
PART = 0.4
"""They take this share of the time up to the curve, as much on to the axis, and rest between."""


class ActivationOutputs(ActivationAsides):
    """A film about one function that carries many numbers through it at once."""

    steepest: SteepestLine

    def rest(self) -> None:
        """Let the point that rides shrink away, and its numbers go."""
        graph, size = self.graph, self.graph.size.copy()
        self.leave(self.live)

        def shrink(progress: float) -> None:
            graph.size = (1 - progress) * size
            if self.passage in self.mobjects:
                self.pass_back(1 - progress)
            graph.draw()

        self.drive_in_place(shrink, 0.5)

    def show_range(self) -> None:
        """Carry inputs from one axis to the other: there they fill the range."""
        if len(self.steepest):
            self.leave(self.steepest, seconds=0.3)
        self.rest()
        self.remove(self.passage)
        graph, stage = self.graph, self.stage
        seen = graph.sight.seen
        row = np.linspace(seen.low[0], seen.high[0], ROW)
        swarm = Swarm(row, 0.055 * stage.scale, self.theme.text, is_piled=False)
        swarm.lag = WAVE
        swarm.draw(graph.sight, graph.shape, 0.0)
        self.enter(swarm, seconds=0.4)
        self.say(range_sentence(self.facts))

        def carry(progress: float) -> None:
            ways = (min(progress / PART, 1.0), max((progress - 1) / PART + 1, 0.0))
            swarm.draw(graph.sight, graph.shape, float(smooth(ways[0]) + smooth(ways[1])) / 2)

        self.drive_in_place(carry, 3.4, linear)
        limits = Limits(self.facts, graph.sight, stage, self.theme)
        self.enter(limits)
        self.come_nearer(1.2)
        self.leave(swarm, limits)

    def clear_up(self) -> None:
        """Let the curve be seen as clearly as before."""
        graph, pale = self.graph, self.graph.clear

        def draw(progress: float) -> None:
            graph.pale(pale + (1 - pale) * progress)

        self.drive_in_place(draw, 0.4)

    def show_mean(self) -> None:
        """Carry standard normal numbers to the axis of outputs, and mark their mean.

        Where many outputs are 0, that axis stands apart: they would lie on that of inputs.
        """
        facts, graph, stage = self.facts, self.graph, self.stage
        is_sparse = facts.silent > SPARSE
        has_axis = is_sparse and not takes_few_values(facts)
        heading: VGroup = self.outputs_heading()
        self.say("Now a bell of inputs around 0, with a standard deviation of 1, goes in …")
        sight = graph.sight
        if has_axis:
            self.step_aside()
            place, right = float(graph.sight.box.high[0]) + 0.8 * stage.scale, stage.hero.high[0]
            heading = OutputAxis(place, graph.sight, stage, self.theme)
            sight = seen_in(graph.sight, place, float(right))
            swarm = self.few_dots(float(right) - place - 0.4 * stage.scale)
            swarm.aside = place, stage.hero
        else:
            swarm = Swarm(NORMAL, 0.06 * stage.scale, self.theme.text, is_piled=True)
            swarm.clear = SOFT, SOFT
        swarm.lag = WAVE
        axis, floor = float(graph.sight.place(np.zeros(2))[1]), float(graph.sight.box.low[1])
        swarm.foot = min(axis - floor - 0.2 * stage.scale, 1.7 * stage.scale)
        swarm.draw(graph.sight, graph.shape, 0.0)
        self.enter(swarm, seconds=0.5)
        self.enter(heading, seconds=0.3)
        self.come_nearer(1.5)

        def lift(progress: float) -> None:
            swarm.draw(graph.sight, graph.shape, 0.5 * progress)
            graph.pale(1 - PALER * progress)

        def slide(progress: float) -> None:
            swarm.draw(graph.sight, graph.shape, 0.5 + 0.5 * progress)

        self.drive_in_place(lift, max(2.2, self.reading_time(0.0)), linear)
        self.say(mean_sentence(facts))
        self.drive_in_place(slide, 2.2, linear)
        line = MeanLine(facts, sight, stage, self.theme, above=has_axis)
        self.enter(line)
        self.come_nearer(2.0)
        told = ZeroShare(facts, swarm, stage, self.theme) if has_axis else VGroup()
        if is_sparse:
            share = percent(facts.silent, 0)
            self.say(
                "For such inputs, {share} of its outputs are exactly 0, or “off”: they are sparse.",
                share=share,
            )
            if len(told):
                self.enter(told, seconds=0.4)

            def dim(progress: float) -> None:
                swarm.clear = 1.0, SOFT * (1 - 0.6 * progress)
                swarm.draw(graph.sight, graph.shape, 1.0)

            self.drive_in_place(dim, 1.0)
            self.come_nearer(1.0)
        self.leave(swarm, line, heading, *([told] if len(told) else []))
        self.clear_up()

    def few_dots(self, room: float) -> Swarm:
        """Return a bell of as many dots as there is room for those that become 0, side by side."""
        width = 0.11 * self.stage.scale
        row = self.facts.silent * len(NORMAL) * width
        swarm = Swarm(
            NORMAL[:: max(2, ceil(row / room))], width / 2, self.theme.text, is_piled=True
        )
        swarm.clear = 1.0, SOFT
        return swarm

    def step_aside(self) -> None:
        """Let the curve make room on its right for an axis of outputs."""
        graph, start, hero = self.graph, self.graph.sight, self.stage.hero
        end = smaller(start, Box(hero.low, hero.low + hero.size * [BESIDE, 1.0]))

        def move(progress: float) -> None:
            graph.sight = start.towards(end, progress)
            graph.draw()

        self.drive_in_place(move, 1.0)


def smaller(sight: Sight, box: Box) -> Sight:
    """Return how all that is seen across is seen in a narrower box: the axis at its height."""
    unit = sight.unit * box.size[0] / sight.box.size[0]
    up = sight.place(np.zeros(2))[1] - box.centre[1]
    return Sight(box, np.array([sight.centre[0], -up / unit[1]]), unit)


def seen_in(sight: Sight, left: float, right: float) -> Sight:
    """Return the same heights, seen between two places of the frame."""
    box = Box(np.array([left, sight.box.low[1]]), np.array([right, sight.box.high[1]]))
    return Sight(box, sight.centre, sight.unit)
