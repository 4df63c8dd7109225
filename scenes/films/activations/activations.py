"""A tour of activation functions: one curve bends into the next, and all stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup, smooth

from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_cards import Card, cells, common_sight
from scenes.films.activations.activation_parties import Party, parties_of
from scenes.films.activations.activation_specs import ActivationsSpec
from scenes.films.activations.activation_stage import FAR, ActivationStage
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.mobjects.sheet import IDENTITY, Sheet
from scenes.storytelling.story import Act

DIM = 0.4
"""How clearly the sheet is seen under a curve that has bent it."""
SWING = 3.4
"""In the end points ride from minus this input to it."""


class Activations(ActivationStage):
    """A tour of activation functions, side by side in the end."""

    spec: ClassVar[ActivationsSpec] = ActivationsSpec()

    def prepare(self) -> None:
        """Begin with a straight line, on a sheet that nothing has bent."""
        self.meet(self.spec.names[0], PICTURED[self.spec.names[0]])
        self.home = common_sight(self.stage.hero)
        self.graph = self.new_graph(self.home)
        self.graph.shape, self.graph.sloped = IDENTITY, -np.inf
        self.graph.size = np.array([1.0, 1.0, 0.0])
        self.graph.paper.ground.set_opacity(0)
        self.sheet = Sheet(self.home.seen, self.theme, self.home, 0.05 * self.stage.scale)
        self.sheet.strength = 0.8
        self.graph.paper.numbering = 0.0
        self.live, self.name = self.columns(), VGroup()
        self.ride_to(self.visible(-FAR))
        self.graph.draw()
        self.pin(self.live)

    def story(self) -> Iterator[Act]:
        """Visit each function, then lay all of them out."""
        for name in self.spec.names:
            yield Act(WORDS[name].title, partial(self.visit, name))
        yield Act("side by side", self.side_by_side)

    def visit(self, name: str) -> None:
        """Bend the curve and the sheet into those of a function, and ride along it."""
        graph = self.graph
        if not len(self.name):
            self.open_with(self.sheet, graph, self.live, hero=(self.sheet, graph))
            count = len(self.spec.names)
            self.say("{count} ways to bend a straight line: what sets them apart?", count=count)
            self.ride(-0.4, 2.4)
        self.bend_into(name)
        self.say(self.words.moral)
        end = FAR if graph.x < 0 else -FAR
        self.ride(self.visible(end), 2.0)

    def bend_into(self, name: str) -> None:
        """Bend curve, slope and sheet into those of another function, and change its name."""
        graph, sheet, before = self.graph, self.sheet, self.graph.shape
        shade, strength, x = graph.shade, sheet.strength, graph.x
        self.meet(name, PICTURED[name])
        after, card = Shape.of(self.facts.kind), self.card()
        self.pin(card)
        self.fall_silent()
        gone = [FadeOut(self.name)] if len(self.name) else []
        graph.shape = after
        goal = self.visible(x)

        def draw(progress: float) -> None:
            graph.shape = before.towards(after, progress)
            if progress >= 0.5:
                graph.facts = self.facts
            graph.shade = 2 * progress - 1 if progress >= 0.5 else shade * (1 - 2 * progress)
            sheet.strength = strength + progress * (DIM - strength)
            sheet.draw(self.home, graph.shape, graph.shape)
            self.ride_to(x + (goal - x) * progress)
            graph.paper.numbering = max(graph.paper.numbering, progress)
            graph.draw()

        draw(0.0)
        # What is between two functions has neither's name nor numbers.
        self.act(*gone, FadeOut(self.live), seconds=0.3)
        self.drive_in_place(draw, 1.5)
        self.name = card
        self.act(FadeIn(card), FadeIn(self.live), seconds=0.4)

    def side_by_side(self) -> None:
        """Let the last one shrink into its card beside those of all others."""
        self.fall_silent()
        names, graph, stage = self.spec.names, self.graph, self.stage
        margin = 0.2 * stage.scale
        area = Box(stage.hero.low + [margin, 0.3 * margin], stage.hero.high - margin)
        places = cells(len(names), area)
        self.cards = [
            Card(name, place, stage, self.theme) for name, place in zip(names, places, strict=True)
        ]
        last, size, goal = self.cards[-1], graph.size.copy(), common_sight(places[-1])
        self.sheet.strength = DIM
        others = [FadeIn(card) for card in self.cards[:-1]]
        self.say("All of them, on the same axes.")
        self.act(FadeOut(self.name), FadeOut(self.live), seconds=0.3)

        def shrink(progress: float) -> None:
            graph.sight = self.home.towards(goal, progress)
            graph.size, graph.paper.numbering = (1 - progress) * size, 1 - progress
            self.sheet.coloured.radius = (0.05 - 0.032 * progress) * stage.scale
            self.sheet.draw(graph.sight, graph.shape, graph.shape)
            graph.draw()

        self.drive_in_place(shrink, 2.0)
        self.act(*others, FadeIn(last), seconds=0.8)
        self.remove(graph, self.sheet)
        self.hero = tuple(self.cards)
        self.swing(-SWING, SWING, 2.4)
        for party in parties_of(names):
            self.compare(party)
        self.end()

    def swing(self, begin: float, end: float, least: float = 3.0) -> None:
        """Let a point ride on every curve, all at the same input, until the sentence is read."""

        def draw(progress: float) -> None:
            for card in self.cards:
                card.graph.x = begin + (end - begin) * progress
                card.graph.size = np.array([1.0, 1.0, 0.0]) * min(
                    1.0, 6 * progress, 6 - 6 * progress
                )
                card.graph.draw_rider()

        self.drive_in_place(draw, max(least, self.reading_time(0.0)), smooth)

    def compare(self, party: Party) -> None:
        """Light up functions that have something in common, and let points ride."""
        lit = [card.border for card in self.cards if card.function in party.members]
        veils = [card.veil for card in self.cards if card.function not in party.members]
        means = [card.mean() for card in self.cards] if party.is_of_means else []
        shown = [*veils, *means, *lit]
        self.say(party.sentence)
        self.enter(*shown, seconds=0.5)
        self.swing(SWING, -SWING)
        self.leave(*shown)

    def end(self) -> None:
        """Answer the question that the film began with."""
        self.say("So look at two things: where the slope dies, and where the mean output lies.")
        self.swing(-SWING, SWING)
        usual = [card for card in self.cards if card.function == "relu"]
        if usual:
            self.say("None is best everywhere; ReLU is the usual one to begin with.")
            self.enter(usual[0].border, seconds=0.4)
        else:
            self.say("None is best everywhere: try more than one.")
        self.swing(SWING, -SWING)
