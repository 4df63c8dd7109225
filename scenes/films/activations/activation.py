"""One activation function: its curve, where it is flat, and what it does to the plane."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import numpy as np
from manim import RIGHT, UP, VGroup

from engine.experiments.activation_facts import Interval
from engine.progress import Work, unwatched
from scenes.cache.results import trained_run
from scenes.films.activations.activation_outputs import ActivationOutputs
from scenes.films.activations.activation_plane import DIM
from scenes.films.activations.activation_sentences import (
    end_of,
    flat_sentence,
    moral_of,
    plane_sentence,
    steepest_sentence,
)
from scenes.films.activations.activation_specs import LEARNING, ActivationSpec
from scenes.films.activations.activation_stage import FAR, curve_sight
from scenes.films.activations.mobjects.graph import Rider
from scenes.films.activations.mobjects.measures import SteepestLine
from scenes.films.activations.mobjects.passage_bars import PassageBars
from scenes.films.activations.mobjects.shape import INPUTS
from scenes.films.activations.mobjects.swarm import NORMAL, Swarm
from scenes.languages.numbers import signed, trimmed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import plated
from scenes.storytelling.story import Act

CROSSING = 1.2
"""Inputs beside the end of a dead part, between which the film begins."""
HOW_IT_DIES = "How can a unit stop learning for good?"
EXAMPLES = "Each dot is the x of one unit, for one example."
TOO_LARGE = "One step of its bias b, too large, moves every x below {edge}."
DEAD_UNIT = "There the slope is 0: no gradient moves the unit any more. It is dead."
"""How a unit can die."""
BESIDE_BELL = 0.3
"""Between a bell of inputs that lies below an edge and that edge, and the end of what is seen."""


class Activation(ActivationOutputs):
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

        def read(progress: float) -> None:
            self.name[1][-1].set_opacity(1 - progress)  # the source has been read

        self.ride(self.visible(FAR), 4.0, read)
        plate, lines = self.name
        tall = plate.height - lines.height + lines[:-1].height
        plate.stretch_to_fit_height(tall, about_edge=UP)
        self.say(
            "A gradient tells how to change weights; on its way back the slope g′(x) multiplies it."
        )
        self.show_slope()
        self.finish_slope()

    def finish_slope(self) -> None:
        """Draw the rest of the slope, and ride to where it is steepest."""
        left, graph = self.graph.x, self.graph
        self.steepest = SteepestLine(self.facts, graph.sight, self.stage, self.theme)

        def finish(progress: float) -> None:
            graph.sloped = left + min(3 * progress, 1.0) * (INPUTS[0] - left)
            self.pass_back(1.0)

        said = steepest_sentence(self.facts)
        met = {round(graph.shape.slope_at(self.visible(stop)), 6) for stop in self.stops}
        if "least" in said[1] and len(met) == 2:  # both values have been seen, and said
            self.leave(*self.named, seconds=0.3)
            graph.sloped = INPUTS[0]
            graph.draw()
            return
        self.say(said)
        self.leave(*self.named, seconds=0.3)
        if len(self.steepest):
            self.enter(self.steepest, seconds=0.4)
        self.ride(self.visible(graph.shape.steepest), 2.4, finish)

    def show_facts(self) -> None:
        """Show what was measured: the range, where it is flat, the mean output."""
        self.show_range()
        self.show_flat_parts()
        self.show_mean()

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
        if self.dead_edge is None:
            self.say(moral_of(self.words, self.facts))
        else:
            self.say(HOW_IT_DIES)
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
        inputs = self.compared()
        if inputs is None:
            self.enter_rider()
            self.ride(self.visible(FAR), 4.0)
            return
        graph, stage, shape = self.graph, self.stage, self.graph.shape
        slopes = [shape.slope_at(x) for x in inputs]
        leaving = [("out at x = {x}:", {"x": trimmed(x, 2)}) for x in inputs]
        bars = PassageBars.on(graph.sight, shape, stage, self.theme, leaving)
        riders = VGroup(*(Rider(self.theme, stage.scale) for _ in inputs))

        def grow(progress: float) -> None:
            large = progress * np.array([1.0, 1.0, 0.0])
            for x, slope, rider in zip(inputs, slopes, riders, strict=True):
                rider.draw(graph.sight, x, shape.output_at(x), slope, large, carried=False)
            bars.draw(slopes, progress)

        grow(0.0)
        self.pin(bars)
        self.add(riders, bars)
        self.drive_in_place(grow, 1.6)
        self.come_nearer(3.0)

    def enter_rider(self) -> None:
        """Let the point that rides grow on the left of the curve, with its numbers."""
        graph = self.graph
        self.ride_to(self.visible(-FAR))
        self.enter(self.live, seconds=0.3)

        def grow(progress: float) -> None:
            graph.size = progress * np.array([1.0, 1.0, 0.0])
            graph.draw()

        self.drive_in_place(grow, 0.4)

    def show_dead_unit(self, edge: float) -> None:
        """Let all inputs land where the slope is 0: equal outputs, and no gradient comes back."""
        graph, stage, inputs = self.graph, self.stage, NORMAL[::3]
        middle = edge - float(inputs.max()) - BESIDE_BELL
        lowest = middle + float(inputs.min()) - BESIDE_BELL
        start = graph.sight
        end = start.nearer(min(1.0, float(start.seen.low[0]) / lowest))
        bells = [
            Swarm(edge + inputs, 0.06 * stage.scale, colour, is_piled=True)
            for colour in (self.theme.muted, self.theme.text)
        ]
        swarm = bells[1]
        swarm.is_heaped = True

        def widen(progress: float) -> None:
            graph.sight = start.towards(end, progress)
            self.under.look(graph.sight)  # the curve's paper since the plane has gone
            graph.draw()

        self.drive_in_place(widen, 0.8)

        step = LiveNumber(stage.text_size(34), self.theme.highlight)
        cause = VGroup(self.write("step of b", stage.text_size(28), self.theme.highlight), step)
        x, y = end.place(np.array([(edge + middle) / 2, 0.0])).tolist()
        cause[0].move_to(at(x, y + 0.45 * stage.scale), aligned_edge=RIGHT)
        step.place(at(x + 0.2 * stage.scale, y + 0.32 * stage.scale))

        def push(progress: float) -> None:
            shift = progress * (middle - edge)
            step.write(signed(shift) if shift else "0.00")
            for each in bells:  # one stays: it is where inputs are
                each.foot, each.numbers = 1.25 * stage.scale, edge + shift + inputs
                each.draw(graph.sight, graph.shape, 0.0)

        push(0.0)
        self.enter(*bells, seconds=0.4)
        self.say(EXAMPLES)
        self.come_nearer(0.8)
        self.say(TOO_LARGE, edge=end_of(edge))
        self.enter(cause, seconds=0.3)
        self.drive_in_place(push, 2.2)
        self.come_nearer(0.8)
        self.leave(cause, seconds=0.3)
        self.say(DEAD_UNIT)
        self.drive_in_place(lambda p: swarm.draw(graph.sight, graph.shape, p), 2.0)
        graph.x = middle
        told = self.all_outputs(graph.shape.output_at(graph.x))
        self.enter(told, seconds=0.3)
        beyond = float(graph.sight.place(np.zeros(2))[0]) + 0.4 * stage.scale
        self.passage = PassageBars.on(graph.sight, graph.shape, stage, self.theme, beyond=beyond)
        self.pass_back(0.0)
        self.pin(self.passage)
        self.add(self.passage)
        self.drive_in_place(self.pass_back, 0.8)
        self.come_nearer(1.5)
        self.say(moral_of(self.words, self.facts))
        self.leave(*bells, told, self.passage)
        self.compare_gradients()

    def all_outputs(self, value: float) -> VGroup:
        """Say left of the axis of outputs, a little above it, what all outputs are."""
        stage, theme = self.stage, self.theme
        place = self.graph.sight.place(np.array([0.0, value])) + np.array([-0.3, 0.4]) * stage.scale
        words = self.write(
            "all outputs: {value}", stage.text_size(26), theme.text, bold=True,
            value=trimmed(value, 2),
        )  # fmt: skip
        return plated(words.move_to(at(*place.tolist()), aligned_edge=RIGHT), theme, 0.06)
