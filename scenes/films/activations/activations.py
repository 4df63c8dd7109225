"""A tour of activation functions: one curve bends into the next, and all stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_cards import (
    LAYERS,
    Card,
    Chain,
    cells,
    cells_about,
    common_sight,
)
from scenes.films.activations.activation_parties import Party, parties_of
from scenes.films.activations.activation_sentences import reason_of
from scenes.films.activations.activation_specs import ActivationsSpec
from scenes.films.activations.activation_stage import FAR, ActivationStage
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.notes import Notes
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.mobjects.sheet import IDENTITY
from scenes.storytelling.story import Act

GHOST = 0.4
"""How clearly a curve is seen with which another is compared."""
SWING = 4.4
"""In the end points ride from minus this input to it, as far as all can be seen."""
CHAINED = -2.0
"""Where they begin when units are chained: most of their inputs lie above."""
RIDDEN = 0.3
"""They ride where all of them are so far inside their cards, in frame units."""
DIM = 0.2
"""How clearly cards are seen that give way to others."""
RIVALS = {
    "tanh": "sigmoid",
    "softsign": "tanh",
    "hardtanh": "tanh",
    "hardsigmoid": "sigmoid",
    "hardswish": "silu",
    **dict.fromkeys(("leaky-relu", "prelu", "rrelu", "relu6", "elu", "selu", "celu"), "relu"),
    **dict.fromkeys(("softplus", "gelu", "silu", "mish"), "relu"),
}
"""With which function another is compared, if that has been visited before."""


class Activations(ActivationStage):
    """A tour of activation functions, side by side in the end."""

    spec: ClassVar[ActivationsSpec] = ActivationsSpec()

    def prepare(self) -> None:
        """Begin with all functions on one paper."""
        self.meet(self.spec.names[0], PICTURED[self.spec.names[0]])
        self.home = common_sight(self.stage.hero)
        self.graph = self.new_graph(self.home)
        self.graph.shape, self.graph.sloped = IDENTITY, -np.inf
        self.graph.paper.ground.set_opacity(0)
        self.graph.clear = 0.0
        self.graph.curve.set_stroke(opacity=0)
        self.live, self.name = self.columns(), VGroup()
        self.ride_to(-0.4)
        self.graph.draw()
        shapes = [Shape.of(PICTURED[name]) for name in self.spec.names]
        self.fan = Fan(shapes, IDENTITY, self.theme).draw(self.home)
        self.pin(self.live)

    def story(self) -> Iterator[Act]:
        """Visit each function, then lay all of them out."""
        for name in self.spec.names:
            yield Act(WORDS[name].title, partial(self.visit, name))
        yield Act("side by side", self.side_by_side)

    def visit(self, name: str) -> None:
        """Bend the curve into that of a function, and ride along it."""
        if not len(self.name):
            self.fold()
        self.bend_into(name)
        self.say(self.words.moral)
        end = FAR if self.graph.x < 0 else -FAR
        self.ride(self.visible(end), 2.0)

    def fold(self) -> None:
        """Let all functions close into the straight line that they are bent out of."""
        graph, fan = self.graph, self.fan
        self.open_with(graph, fan, hero=(graph, fan))
        self.say(
            "{count} ways to bend a straight line: what sets them apart?",
            count=len(self.spec.names),
        )

        def draw(progress: float) -> None:
            fan.clear[1:] = 1 - max(0.0, 2 * progress - 1)
            fan.draw(self.home, 1 - progress)

        self.drive_in_place(draw, self.reading_time(2.4))
        fan.clear[:] = 0
        fan.draw(self.home)
        graph.curve.set_stroke(opacity=1)

    def bend_into(self, name: str) -> None:
        """Bend curve and slope into those of another function, and change its name.

        Only the function that it is compared with is seen besides, faintly.
        """
        graph, fan, before = self.graph, self.fan, self.graph.shape
        shade, x, clear, start = graph.shade, graph.x, graph.clear, graph.size.copy()
        ghosts, rival = fan.clear.copy(), self.rival_of(name)
        wanted = np.array([GHOST * (other == rival) for other in self.spec.names])
        self.meet(name, PICTURED[name])
        after = Shape.of(self.facts.kind)
        card = VGroup(self.card(), *self.notes(name, after))
        self.pin(card)
        self.fall_silent()
        gone = [FadeOut(self.name), FadeOut(self.live)] if len(self.name) else []
        graph.shape = after
        goal = self.visible(x)

        def draw(progress: float) -> None:
            graph.shape = before.towards(after, progress)
            if progress >= 0.5:
                graph.facts = self.facts
            graph.shade = dip(progress) * (1.0 if progress >= 0.5 else shade)
            graph.clear = clear + progress * (1 - clear)
            graph.size = start + progress * (np.array([1.0, 1.0, 0.0]) - start)
            self.ride_to(x + (goal - x) * progress)
            graph.draw()
            fan.clear = ghosts + progress * (wanted - ghosts)
            fan.draw(self.home)

        draw(0.0)
        # What is between two functions has neither's name nor numbers.
        self.act(*gone, seconds=0.25)
        self.drive_in_place(draw, 1.1)
        self.name = card
        self.act(FadeIn(card), FadeIn(self.live), seconds=0.3)

    def rival_of(self, name: str) -> str | None:
        """Return the function with which one is compared, if it has been visited."""
        names, rival = self.spec.names, RIVALS.get(name)
        return rival if rival in names[: names.index(name)] else None

    def notes(self, name: str, shape: Shape) -> list[VGroup]:
        """Say what shading, hatching and slope are where they are first seen, and name a ghost."""
        write, names = Notes(self.home, self.stage, self.theme), self.spec.names
        known = [ActivationFacts(PICTURED[other]) for other in names[: names.index(name)]]
        found = [] if known else [write.of_slope(shape)]
        if not any(facts.saturated for facts in known):
            found.append(write.of_shading(self.facts))
        if not any(facts.dead for facts in known):
            found.append(write.of_hatching(self.facts))
        rival = self.rival_of(name)
        if rival is not None:
            found.append(write.of_ghost(rival, Shape.of(PICTURED[rival]), shape))
        return found

    def side_by_side(self) -> None:
        """Let each curve leave the common paper for one of its own."""
        self.fall_silent()
        names, graph, stage = self.spec.names, self.graph, self.stage
        margin = 0.2 * stage.scale
        self.area = Box(stage.hero.low + [margin, 0.3 * margin], stage.hero.high - margin)
        places = cells(len(names), self.area)
        self.cards = [Card(name, stage.hero, stage, self.theme) for name in names]
        leaving, size, last = self.cards[:-1], graph.size.copy(), places[-1]
        seen = self.fan.clear.tolist()[:-1]
        self.say("Side by side, at the same scale.")

        def part(progress: float) -> None:
            for card, place, clear in zip(leaving, places[:-1], seen, strict=True):
                card.spread_out(progress)
                card.graph.curve.set_stroke(opacity=clear + (1 - clear) * progress)
                card.stand(between(stage.hero, place, progress))
            graph.sight = common_sight(between(stage.hero, last, progress))
            graph.size, graph.paper.numbering = (1 - progress) * size, 1 - progress
            graph.draw()

        part(0.0)
        self.act(FadeOut(self.name), FadeOut(self.live), seconds=0.3)
        self.remove(self.fan)
        self.add(*(card.graph for card in leaving))
        self.drive_in_place(part, 2.0)
        self.cards[-1].stand(last)
        self.act(*(FadeIn(card.words) for card in self.cards), seconds=0.5)
        self.remove(graph, *(card.graph for card in leaving))
        self.add(*self.cards)
        self.hero = tuple(self.cards)
        self.ridden = self.cards
        for party in parties_of(names):
            self.compare(party)
        self.end()

    def swing(self, begin: float, end: float, least: float = 3.0, *chains: Chain) -> None:
        """Let a point ride on each curve that counts, all at one input, until all is read."""
        near = INPUTS[np.abs(INPUTS) <= SWING]
        seen = near[np.min([card.room_at(near) for card in self.ridden], axis=0) >= RIDDEN]
        begin, end = np.clip([begin, end], seen.min(), seen.max()).tolist()

        def draw(progress: float) -> None:
            x = begin + (end - begin) * progress
            for card in self.ridden:
                card.ride(x, min(1.0, 6 * progress, 6 - 6 * progress))
            for chain in chains:
                chain.write(x)

        draw(0.0)
        self.drive_in_place(draw, max(least, self.reading_time(0.0)), smooth)

    def arrange(self, members: Sequence[str], *, grown: bool) -> None:
        """Light up some functions, and let them grow at the cost of all others."""
        large = [card.function in members for card in self.cards]
        places = cells_about(large, self.area) if grown else cells(len(large), self.area)
        before = [(card.cell, card.told, card.lit) for card in self.cards]
        grow = grown and any(large)
        self.ridden = [card for card, own in zip(self.cards, large, strict=True) if own or not grow]

        def draw(progress: float) -> None:
            for card, is_large, place, (cell, told, lit) in zip(
                self.cards, large, places, before, strict=True
            ):
                card.told = told + progress * ((is_large or not grown) - told)
                # On the way cards may cross: words and borders go, others than are spoken of fade.
                way = min(progress, 1 - progress)
                card.named = max(0.0, 1 - 8 * way)
                if any(large) and not is_large:
                    card.pale(max(DIM, 1 - 4 * way))
                card.lit = lit * max(0.0, 1 - 4 * progress) + is_large * max(0.0, 4 * progress - 3)
                card.stand(between(cell, place, progress))

        self.drive_in_place(draw, 1.0)

    def compare(self, party: Party) -> None:
        """Light up functions that have something in common, and let points ride."""
        self.say(party.sentence)
        self.arrange(party.members, grown=not party.is_of_means)
        means = [card.mean() for card in self.cards] if party.is_of_means else []
        self.enter(*means, seconds=0.5 if means else 0.0)
        self.swing(SWING, -SWING)
        if means:
            self.leave(*means)

    def chain(self) -> None:
        """Multiply the slopes of several units in a row, at one input after another."""
        self.say(
            "Depth tells them apart: in a chain of {layers} units, the slopes multiply.",
            layers=LAYERS,
        )
        self.arrange((), grown=False)
        chains = [Chain(card) for card in self.cards]
        for chain in chains:
            chain.write(CHAINED)
        self.enter(*chains)
        self.swing(CHAINED, SWING, 5.5, *chains)
        self.leave(*chains)

    def end(self) -> None:
        """Answer the question that the film began with."""
        self.chain()
        if "relu" in self.spec.names:
            self.say(reason_of(ActivationFacts(PICTURED["relu"])))
            self.arrange(("relu", "leaky-relu"), grown=True)
        else:
            self.say("None is best everywhere: try more than one.")
        self.swing(SWING, -SWING)


def dip(progress: float) -> float:
    """Return how clearly shading is seen that goes and comes again: not at all, gently, midway."""
    return (2 * progress - 1) ** 2


def between(one: Box, other: Box, share: float) -> Box:
    """Return the box on the way from one to another."""
    return Box(one.low + share * (other.low - one.low), one.high + share * (other.high - one.high))
