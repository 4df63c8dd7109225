"""One activation function: its curve, where it is flat, and what it does to the plane."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np
from manim import VGroup, linear, smooth

from engine.experiments.activation_facts import Interval
from engine.progress import Work, unwatched
from scenes.cache.results import trained_run
from scenes.films.activations.activation_asides import ActivationAsides
from scenes.films.activations.activation_plane import DIM
from scenes.films.activations.activation_sentences import (
    end_of,
    flat_sentence,
    mean_sentence,
    moral_of,
    plane_sentence,
    range_sentence,
    steepest_sentence,
)
from scenes.films.activations.activation_specs import LEARNING, ActivationSpec
from scenes.films.activations.activation_stage import FAR, curve_sight
from scenes.films.activations.mobjects.measures import Limits, MeanLine, SteepestLine, ZeroShare
from scenes.films.activations.mobjects.shape import INPUTS
from scenes.films.activations.mobjects.swarm import NORMAL, Swarm
from scenes.languages.numbers import percent
from scenes.storytelling.story import Act

SPARSE = 0.01
"""A smaller share of outputs that are 0 is not worth a sentence."""
SOFT = 0.7
"""Opacity of a bell of dots, through which the curve is seen."""
PALER = 0.75
"""How much less clearly the curve is drawn under piles of outputs."""
ROW = 101
"""Inputs that are carried to the axis of outputs."""
PART = 0.4
"""They take this share of the time up to the curve, as much on to the axis, and rest between."""
CROSSING = 1.2
"""Inputs beside the end of a dead part, between which the film begins."""
CLOSE = 1.5
"""How much closer the film begins."""


class Activation(ActivationAsides):
    """One activation function, as a curve and as what it does to the plane."""

    spec: ClassVar[ActivationSpec] = ActivationSpec()

    @classmethod
    def compute(cls, spec: ActivationSpec, work: Work = unwatched) -> Any:
        """Train the network in which a parametric ReLU learns its slope, if that is asked for."""
        return trained_run(LEARNING, work) if spec.name == "prelu" else None

    def prepare(self) -> None:
        """Draw the function on paper, with a point on its curve."""
        self.meet(self.spec.name, self.spec.kind)
        self.home = curve_sight(self.facts, self.stage.hero)
        self.graph = self.new_graph(self.home)
        self.graph.sight = self.home.nearer(CLOSE)
        self.name, self.live = self.card(), self.columns()
        self.graph.size = np.array([1.0, 0.0, 0.0])
        self.ride_to(self.first_ride[0])
        self.graph.draw()
        self.pin(self.name, self.live)

    def story(self) -> Iterator[Act]:
        """Return the acts of all functions, and those that only a few have."""
        yield Act("curve", self.show_curve)
        yield Act("facts", self.show_facts)
        if self.spec.name == "tanh":
            yield Act("relation", self.relate_to_sigmoid)
        yield Act("plane", self.act_on_the_plane)
        if self.spec.name == "prelu":
            yield Act("learning", partial(self.learn_alpha, self.results))
        if self.spec.name == "rrelu":
            yield Act("drawing", self.draw_slopes)
        yield Act("summary", self.sum_up)

    @property
    def first_ride(self) -> tuple[float, float]:
        """Inputs between which the point rides at first: over the end of a dead part, if any."""
        edge = self.dead_edge
        if edge is not None:
            return self.visible(edge - CROSSING), self.visible(edge + CROSSING)
        return self.visible(-FAR), self.visible(-0.3)

    def show_curve(self) -> None:
        """Ride along the curve, and back with the slope."""
        self.open_with(self.graph, self.name, self.live, hero=(self.graph,))
        self.say("What does this curve do to a number, and to a gradient?")
        self.ride(self.first_ride[1], 2.6)
        self.say("An activation function takes one number, x, and gives one back: g(x).")
        near, graph = self.graph.sight, self.graph
        goal = self.graph.x  # it is chosen as the picture will be
        graph.sight = self.home
        goal = self.visible(FAR)
        graph.sight = near

        def open_up(progress: float) -> None:
            graph.sight = near.towards(self.home, progress)

        self.ride(goal, 4.0, open_up)
        self.say("On its way back through the unit, the gradient is multiplied by the slope g′(x).")
        self.show_slope()
        self.say(steepest_sentence(self.facts))
        left, graph = self.graph.x, self.graph
        self.steepest = SteepestLine(self.facts, graph.sight, self.stage, self.theme)
        if len(self.steepest):
            self.enter(self.steepest, seconds=0.4)

        def finish(progress: float) -> None:
            graph.sloped = left + min(3 * progress, 1.0) * (INPUTS[0] - left)
            self.pass_back(1.0)

        self.ride(self.visible(graph.shape.steepest), 2.4, finish)

    def show_facts(self) -> None:
        """Show what was measured: the range, where it is flat, the mean output."""
        self.show_range()
        self.show_flat_parts()
        self.show_mean()

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
        swarm = Swarm(row, 0.055 * stage.scale, self.theme.highlight, is_piled=False)
        swarm.lag = 0.0
        swarm.draw(graph.sight, graph.shape, 0.0)
        self.enter(swarm, seconds=0.4)
        self.say(range_sentence(self.facts))

        def carry(progress: float) -> None:
            ways = (min(progress / PART, 1.0), max((progress - 1) / PART + 1, 0.0))
            swarm.draw(graph.sight, graph.shape, float(smooth(ways[0]) + smooth(ways[1])) / 2)

        self.drive_in_place(carry, 2.8, linear)
        limits = Limits(self.facts, graph.sight, stage, self.theme)
        self.enter(limits)
        self.come_nearer(1.2)
        self.leave(swarm, limits)

    def show_flat_parts(self) -> None:
        """Shade where hardly any gradient passes, and ride there."""
        facts, graph = self.facts, self.graph
        parts = [*facts.saturated, *facts.dead]
        self.enter(self.live, *self.named, seconds=0.4)
        self.say(flat_sentence(facts))

        def appear(progress: float) -> None:
            graph.size = np.array([progress, progress, 0.0])
            graph.shade = progress
            graph.draw()

        self.drive_in_place(appear, 0.6)
        self.ride(self.inside(parts[-1]) if parts else self.flattest, 3.4)
        self.leave(*self.named, seconds=0.3)
        self.rest()

    def inside(self, part: Interval) -> float:
        """Return an input in a flat part: far out, or in its middle."""
        if np.isneginf(part.low):
            return self.visible(-FAR)
        return self.visible(FAR if np.isinf(part.high) else (part.low + part.high) / 2)

    def number(self, start: float, end: float) -> None:
        """Let the numbers of inputs come or go; when they have come, the curve is clear."""
        graph, pale = self.graph, self.graph.clear

        def draw(progress: float) -> None:
            graph.paper.sides[0] = start + (end - start) * progress
            graph.pale(pale + (1 - pale) * progress)

        self.drive_in_place(draw, 0.4)

    def show_mean(self) -> None:
        """Carry standard normal numbers to the axis of outputs, and mark their mean."""
        facts, graph, stage = self.facts, self.graph, self.stage
        self.number(1.0, 0.0)
        heading = self.outputs_heading()
        self.say("Now a bell of inputs around 0, with a standard deviation of 1, goes in …")
        swarm = Swarm(NORMAL, 0.045 * stage.scale, self.theme.text, is_piled=True)
        swarm.clear = SOFT, SOFT
        swarm.draw(graph.sight, graph.shape, 0.0)
        self.enter(swarm, seconds=0.5)
        self.enter(heading, seconds=0.3)

        def carry(progress: float) -> None:
            swarm.draw(graph.sight, graph.shape, progress)
            graph.pale(1 - PALER * min(2 * progress, 1.0))

        self.drive_in_place(carry, max(4.0, self.reading_time(0.0)))
        told = ZeroShare(facts, swarm, stage, self.theme) if facts.silent > SPARSE else VGroup()
        if len(told):  # a pile that lies along the axis is no range of outputs
            self.enter(told, seconds=0.3)
            self.come_nearer(0.8)
        self.say(mean_sentence(facts))
        line = MeanLine(facts, graph.sight, stage, self.theme)
        self.enter(line)
        self.come_nearer(1.0)
        if facts.silent > SPARSE:
            share = percent(facts.silent, 0)
            self.say("For such inputs, {share} of its outputs are exactly 0: sparse.", share=share)

            def dim(progress: float) -> None:
                swarm.clear = SOFT + (1 - SOFT) * progress, SOFT * (1 - 0.6 * progress)
                swarm.draw(graph.sight, graph.shape, 1.0)

            self.drive_in_place(dim, 1.0)
            self.come_nearer(1.0)
        self.leave(swarm, line, heading, told)
        self.number(0.0, 1.0)

    def act_on_the_plane(self) -> None:
        """Apply the function to each axis of a plane."""
        self.unroll()
        self.say("Two inputs, x₁ and x₂, make a plane: each point is a pair of numbers.")
        self.shrink_graph()
        self.say("The function acts on each coordinate by itself: first on x₁, …")
        self.act_on_axis(0)
        self.say("… then on x₂.")
        self.act_on_axis(1)
        self.say(plane_sentence(self.words, self.facts))
        self.close_in()

    def sum_up(self) -> None:
        """Go home: the curve alone, and what matters about it."""
        graph = self.graph
        if self.dead_edge is not None:
            self.say(
                "If every input lands below {edge}, no gradient ever moves the unit: it is dead.",
                edge=end_of(self.dead_edge),
            )
        else:
            self.say(moral_of(self.words, self.facts))
        if graph in self.mobjects and graph.sight is self.home:  # a learned slope brought it there

            def appear(progress: float) -> None:
                graph.shade = graph.clear = progress
                self.sheet.strength = (1 - progress) * DIM
                self.draw_plane()
                graph.draw()

            self.drive_in_place(appear, 0.8)
        else:
            self.go_home()
        if self.dead_edge is not None:
            self.show_dead_unit(self.dead_edge)
        else:
            self.compare_gradients()

    def compare_gradients(self) -> None:
        """Send a gradient of 1 back at two inputs at once: where much passes, and where little."""
        pair = self.passages()
        if pair is None:
            self.enter_rider()
            self.ride(self.visible(FAR), 4.0)
            return
        pair.grow(0.0)
        self.add(pair)
        self.drive_in_place(pair.grow, 1.2)
        self.enter(pair.words, seconds=0.4)
        self.come_nearer(2.0)

    def enter_rider(self) -> None:
        """Let the point that rides grow on the left of the curve, with its numbers."""
        graph = self.graph
        self.ride_to(self.visible(-FAR))
        self.enter(self.live, seconds=0.3)

        def grow(progress: float) -> None:
            graph.size = progress * np.array([1.0, 1.0, 0.0])
            graph.draw()

        self.drive_in_place(grow, 0.4)
