"""A tour of activation functions: one curve bends into the next, and ten in a row are compared."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, ManimColor, Mobject, VGroup, interpolate_color, linear, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_rounding import GHOST, RIVALS, rounded_of
from scenes.films.activations.activation_row import ActivationRow
from scenes.films.activations.activation_sentences import dead_sentence, range_sentence
from scenes.films.activations.activation_specs import ActivationsSpec
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.accent import Accent
from scenes.films.activations.mobjects.coordinate_paper import common_sight
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.notes import Notes
from scenes.films.activations.mobjects.passage_bars import PassageBars
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.mobjects.sheet import IDENTITY
from scenes.films.activations.tour.tints import names_in, tints_of
from scenes.languages.numbers import trimmed
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, late
from scenes.storytelling.story import Act

FOLDING = 1.4
"""Seconds in which all curves close into a straight line."""
PASSING = "Learning sends gradients back, times the slope: at x = {x}, 1 becomes {left}, …"
STOPPING = "… and at x = {x}, only {left}: there a unit hardly learns."
"""How much of a gradient passes where a function is steepest, and where it is flat."""
RIDDEN = 3.0
"""The point rides so far to each side: nothing that it has not reached is written as reached."""
BODIES = 12
"""Inputs of a dead unit are drawn."""


class Activations(ActivationRow):
    """A tour of activation functions, of which each stands ten in a row in the end."""

    spec: ClassVar[ActivationsSpec] = ActivationsSpec()
    cites: ClassVar[bool] = False

    def prepare(self) -> None:
        """Begin with all functions on one paper."""
        rounded = rounded_of(self.spec.names)
        visited = tuple(name for name in self.spec.names if name not in rounded)
        self.order, self.rounded = (*visited, *rounded), rounded
        self.tints = tints_of(self.order, self.theme)
        self.meet(self.order[0], PICTURED[self.order[0]])
        self.home = common_sight(self.stage.hero)
        self.graph = self.new_graph(self.home)
        self.graph.shape, self.graph.sloped = IDENTITY, -np.inf
        self.graph.thorough = True
        self.graph.paper.ground.set_opacity(0)
        self.graph.clear = 0.0
        self.graph.paint(self.tint)
        self.graph.curve.set_stroke(opacity=0)
        self.live, self.name = self.columns(), VGroup()
        self.ride_to(-0.4)
        self.graph.draw()
        shapes = [Shape.of(PICTURED[name]) for name in self.order]
        self.fan = Fan(shapes, [IDENTITY] * len(shapes), list(self.tints.values()))
        self.fan.draw(self.home)
        self.pin(self.live)

    def story(self) -> Iterator[Act]:
        """Visit each function, those that are much alike together; then multiply their slopes."""
        for name in self.order[: len(self.order) - len(self.rounded)]:
            yield Act(WORDS[name].title, partial(self.visit, name))
        if self.rounded:
            yield Act("rounded off", partial(self.round_off, self.rounded))
        yield Act("in a row", self.stand_in_a_row)

    def visit(self, name: str) -> None:
        """Bend the curve into that of a function, and ride along it."""
        if not len(self.name):
            self.fold()
        self.bend_into(name)
        end = RIDDEN if self.graph.x < 0 else -RIDDEN
        self.ride(self.visible(end), 1.5)
        self.accent(name)
        if name == self.narrowing:
            self.send_gradients()
        dead = [part.high for part in self.facts.dead if np.isneginf(part.low)]
        if dead and self.facts.steepest > 0:
            self.show_a_dead_unit(dead[0])

    def show_a_dead_unit(self, edge: float) -> None:
        """Let all inputs of a unit appear where its slope is 0."""
        sight, scale = self.graph.sight, self.stage.scale
        low = float(sight.seen.low[0]) + 0.6
        places = np.linspace(edge - 0.35, low, BODIES)
        spots = sight.place(np.column_stack([places, np.zeros(BODIES)]))
        inputs = Markers(marker_of(0), fill_color=self.theme.text, fill_opacity=1, stroke_width=0)
        inputs.set_places(spots[:0], 0.0)
        self.say(dead_sentence(edge))
        self.add(inputs)

        def appear(progress: float) -> None:
            grown = np.clip((1 + BODIES) * progress - np.arange(BODIES), 0, 1)
            inputs.set_places(spots, 0.12 * scale * grown)

        self.drive_in_place(appear, max(2.0, self.reading_time(0.0)), linear)
        self.leave(inputs, seconds=0.3)

    def accent(self, name: str) -> None:
        """Mark what is new about a function, if anything is."""
        names = self.order
        known = {other: Shape.of(PICTURED[other]) for other in names[: names.index(name)]}
        mark = Accent(
            self.facts, self.graph.shape, known, self.home, self.live, self.stage, self.theme
        )
        if len(mark):
            self.enter(mark, seconds=0.4)
            self.come_nearer(1.0)
            self.leave(mark, seconds=0.3)

    @property
    def narrowing(self) -> str | None:
        """The first function that is flat on both sides but passes something, if any is."""
        names = self.order
        return next((n for n in names if len(ActivationFacts(PICTURED[n]).saturated) == 2), None)

    def send_gradients(self) -> None:
        """Send a gradient of 1 back through the unit: where it is steepest, and where it is flat.

        It leaves as long as the slope.
        """
        graph = self.graph
        passage = PassageBars.on(
            graph.sight, graph.shape, self.stage, self.theme, numbers=self.live
        )
        near = graph.shape.steepest
        far = self.visible(float(np.floor(self.facts.saturated[0].high)))
        for x, sentence in ((near, PASSING), (far, STOPPING)):
            self.say(sentence, x=trimmed(x, 2), left=trimmed(graph.shape.slope_at(x), 3))
            begin = graph.x

            def follow(progress: float, begin: float = begin, x: float = x) -> None:
                self.ride_to(begin + (x - begin) * progress)
                size = progress if x == near else 1.0
                slope = graph.shape.slope_at(round(graph.x, 2))
                passage.draw([slope], size)
                graph.draw()

            if x == near:
                follow(0.0)
                self.pin(passage)
                self.add(passage)
            self.drive_in_place(follow, 1.4)
            self.come_nearer(0.6)

        def shrink(progress: float) -> None:
            passage.draw([graph.shape.slope_at(far)], 1 - progress)

        self.drive_in_place(shrink, 0.3)
        self.remove(passage)

    def fold(self) -> None:
        """Let all functions close into the straight line that they are bent out of."""
        graph, fan = self.graph, self.fan
        self.open_with(graph, fan, hero=(graph, fan))
        self.say(
            "{count} ways to bend a straight line: what sets them apart?",
            count=len(self.spec.names),
        )
        names = names_in(self.tints, self.stage, self.theme)
        self.enter(names, seconds=0.4)
        clear = fan.clear.copy()

        def draw(progress: float) -> None:
            fan.clear = clear * (1 - max(0.0, 2 * progress - 1))
            fan.clear[0] = 1.0
            fan.draw(self.home, 1 - progress)

        self.come_nearer(1.0)
        self.leave(names, seconds=0.3)
        self.drive_in_place(draw, FOLDING)
        fan.clear[:] = 0
        fan.draw(self.home)
        graph.curve.set_stroke(opacity=1)

    def bend_into(self, name: str) -> None:
        """Bend curve and slope into those of another function, and change its name.

        Only the function that it is compared with is seen besides, faintly. Point and numbers are
        away meanwhile: what is in between is no function that anything is said of.
        """
        graph, fan, before = self.graph, self.fan, self.graph.shape
        shade, x, clear, start = graph.shade, graph.x, graph.clear, graph.size.copy()
        colour = ManimColor(self.tint)
        ghosts, rival = fan.clear.copy(), self.rival_of(name)
        is_told = name == self.narrowing  # of its gradients, in a moment
        if not is_told:
            self.say(WORDS[name].moral)
        wanted = np.array([GHOST * (other == rival) for other in self.order])
        self.meet(name, PICTURED[name])
        after = Shape.of(self.facts.kind)
        card = VGroup(self.card(), *self.notes(name, after))
        self.pin(card)
        graph.shape = after
        goal = self.visible(x)
        graph.shape = before

        def draw(progress: float) -> None:
            # One slope goes and the other comes: none is seen that is no curve's.
            known = after if progress >= 0.5 else before
            graph.shape = Shape(before.towards(after, progress).outputs, known.slopes)
            if known is after:
                graph.facts = self.facts
            graph.shade = dip(progress) * (1.0 if known is after else shade)
            graph.clear = dip(progress) * (1.0 if known is after else clear)
            graph.paint(interpolate_color(colour, ManimColor(self.tint), progress))
            graph.size = start * max(0.0, 1 - 4 * progress)
            graph.x = x + (goal - x) * progress
            graph.draw()
            fan.clear = ghosts + progress * (wanted - ghosts)
            fan.draw(self.home)

        if len(self.name):  # nothing is read off a curve that is on its way

            def let_go(progress: float) -> None:
                graph.size = (1 - progress) * start
                graph.draw_rider()

            rider = Mobject()
            self.act(Drive(rider, let_go), FadeOut(self.live), seconds=0.4)
            self.remove(rider)
            start = np.zeros(3)
        draw(0.0)
        # One name goes while the curve leaves it, and the other comes as the curve arrives.
        is_first = not len(self.name)
        leaving = [] if is_first else [self.name]
        gone = [FadeOut(mobject, rate_func=early) for mobject in leaving]
        nothing, come = Mobject(), FadeIn(card, rate_func=late)
        self.act(Drive(nothing, draw, rate_func=smooth), *gone, come, seconds=1.2)
        self.remove(nothing)
        self.name = card
        self.live.numbers[1].set_fill(self.tint)
        self.ride_to(goal)

        def touch(progress: float) -> None:
            graph.size = np.array([progress, progress, 0.0])
            graph.draw_rider()

        tangent = Mobject()
        self.act(Drive(tangent, touch, rate_func=smooth), FadeIn(self.live), seconds=0.3)
        self.remove(tangent)
        if is_told:
            self.say(range_sentence(self.facts))

    def rival_of(self, name: str) -> str | None:
        """Return the function with which one is compared, if it has been visited."""
        names, rival = self.order, RIVALS.get(name)
        return rival if rival in names[: names.index(name)] else None

    def notes(self, name: str, shape: Shape) -> list[VGroup]:
        """Say what slope and shading are, and name a ghost."""
        write = Notes(self.home, self.stage, self.theme)
        found = [
            write.of_slope(shape), write.of_slope_below(shape), write.of_shading(self.facts),
            write.of_dead_parts(self.facts),
        ]  # fmt: skip
        rival = self.rival_of(name)
        if rival is not None:
            found.append(
                write.of_ghost(rival, self.tints[rival], Shape.of(PICTURED[rival]), shape, found[0])
            )
        return found


def dip(progress: float) -> float:
    """Return how clearly shading is seen that goes and comes again: not at all, gently, midway."""
    return (2 * progress - 1) ** 2
