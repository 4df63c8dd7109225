"""The last part of the tour: all functions side by side, each in a place that it keeps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import FadeIn, FadeOut, Mobject, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_parties import Party, parties_of
from scenes.films.activations.activation_sentences import reason_of
from scenes.films.activations.activation_stage import ActivationStage
from scenes.films.activations.mobjects.card import (
    GAP,
    LAYERS,
    Card,
    Depth,
    Heading,
    cells,
    common_sight,
)
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.shape import INPUTS
from scenes.storytelling.drive import Drive

SWING = 4.4
"""Points ride from minus this input to it, as far as all can be seen."""
RIDDEN = 0.3
"""They ride where all of them are so far inside their cards, in frame units."""
DIM, COMPARED = 0.3, 0.7
"""How clearly functions are seen that are not spoken of, and whose numbers are compared."""
BEGUN = 0.4
"""How clearly the others are seen when the last curve has come to its own place."""
STOPS = 1.0, -1.0
"""Inputs at which slopes are told: those of units in a row, and of one of them."""


class ActivationWall(ActivationStage):
    """A film in the end of which some functions stand side by side."""

    fan: Fan
    home: Sight
    cards: list[Card]
    below: Box

    def side_by_side(self, names: Sequence[str]) -> None:
        """Let the curve draw back into its own place, and the others come beside it."""
        graph, stage, fan = self.graph, self.stage, self.fan
        margin = 0.2 * stage.scale
        area = Box(stage.hero.low + [margin, 0.3 * margin], stage.hero.high - margin)
        edge = float(area.high[1]) - 0.4 * stage.scale
        heading = Heading(Box(np.array([area.low[0], edge]), area.high), stage, self.theme)
        self.below = Box(area.low, np.array([area.high[0], edge - GAP / 2]))
        places = cells(len(names), self.below)
        self.heading = heading
        self.cards = [
            Card(name, place, stage, self.theme) for name, place in zip(names, places, strict=True)
        ]
        size, ghosts, start, goal = graph.size.copy(), fan.clear.copy(), self.home, self.cards[-1]
        self.say("Side by side, at the same scale.")

        def draw_back(progress: float) -> None:
            graph.sight = common_sight(start.box.towards(goal.plot, progress))
            graph.paper.numbering = 1 - progress
            graph.paper.ground.set_stroke(opacity=progress)
            graph.draw()

        others = self.cards[:-1]

        def appear(progress: float) -> None:
            for card in others:
                card.look(progress, 0.0)

        def draw_back_and_begin(progress: float) -> None:
            draw_back(progress)
            appear(BEGUN * max(0.0, 2 * progress - 1))

        appear(0.0)

        def calm(progress: float) -> None:
            graph.size, fan.clear = (1 - progress) * size, (1 - progress) * ghosts
            graph.draw_rider()
            fan.draw(start)

        nothing = Mobject()
        going = Drive(nothing, calm, rate_func=smooth)
        self.act(going, FadeOut(self.name), FadeOut(self.live), seconds=0.4)
        self.remove(nothing)
        self.add(*others)
        self.drive_in_place(draw_back_and_begin, 1.0)
        self.remove(fan)
        self.act(FadeIn(goal.title), FadeIn(heading), seconds=0.3)
        self.drive_in_place(lambda p: appear(BEGUN + (1 - BEGUN) * p), 0.6)
        self.remove(graph, goal.title)
        self.add(goal)
        self.hero = tuple(self.cards)
        for party in parties_of(tuple(names)):
            self.compare(party)
        self.emphasise(())
        self.end(names)

    def emphasise(self, members: Sequence[str], dim: float = DIM, veil: float = 0.0) -> None:
        """Frame some functions, dim all others, and take their points away; or show all alike.

        All pictures stand back so far behind what is written on them as the veil says.
        """
        before = [(card.clear, card.lit, card.graph.size.copy()) for card in self.cards]
        veiled = [card.veil for card in self.cards]
        after = [
            (1.0 if not members or card.function in members else dim, card.function in members)
            for card in self.cards
        ]

        def draw(progress: float) -> None:
            for card, (clear, lit, size), (clear_then, lit_then), start in zip(
                self.cards, before, after, veiled, strict=True
            ):
                card.veil = start + progress * (veil - start)
                card.graph.size = size if lit_then else (1 - progress) * size
                card.look(
                    clear + progress * (clear_then - clear), lit + progress * (lit_then - lit)
                )

        self.drive_in_place(draw, 0.6)

    def swing(self, members: Sequence[str]) -> None:
        """Let a point ride on each curve that counts, all at one input, until all is read."""
        ridden = [card for card in self.cards if card.function in members]
        near = INPUTS[np.abs(INPUTS) <= SWING]
        seen = near[np.min([card.room_at(near) for card in ridden], axis=0) >= RIDDEN]
        begin, end = float(seen.max()), float(seen.min())

        def draw(progress: float) -> None:
            for card in ridden:
                card.ride(begin + (end - begin) * progress, min(1, 6 * progress, 6 - 6 * progress))

        draw(0.0)
        self.drive_in_place(draw, max(2.6, self.reading_time(0.0)), smooth)

    def compare(self, party: Party) -> None:
        """Point out functions that have something in common, by points or by numbers."""
        self.say(party.sentence)
        if not party.is_of_means:
            self.emphasise(party.members)
            self.swing(party.members)
            return
        self.emphasise(party.members, COMPARED, veil=1.0)
        means = [card.mean() for card in self.cards]
        numbers = [card.number for card in self.cards]
        told = self.heading.of_means()
        self.enter(*means, *numbers, told, seconds=0.5)
        self.come_nearer(4.0)
        self.leave(*means, *numbers, told)

    def end(self, names: Sequence[str]) -> None:
        """Multiply the slopes of several units in a row, and answer the film's question."""
        self.say(
            "Let {layers} units in a row all have the same input x: their slopes multiply.",
            layers=LAYERS,
        )
        numbers = [card.number for card in self.cards]
        self.emphasise((), veil=1.0)
        depth = Depth(self.heading, self.cards)
        depth.write(STOPS[0])
        self.come_to(self.cards, STOPS[0])
        self.enter(depth, *numbers, seconds=0.5)
        self.come_nearer(3.0)
        if "relu" not in names:
            self.say("None is best everywhere: try more than one.")
            self.come_nearer(1.5)
            return
        kept = [card.function for card in self.cards if card.graph.shape.slope_at(STOPS[0]) == 1]
        if len(kept) > 1:
            self.say("Only a slope of 1 keeps a gradient as it is, however many units.")
            self.emphasise(kept, veil=1.0)
            self.come_nearer(1.5)
        self.say(reason_of(ActivationFacts(PICTURED["relu"])))
        self.emphasise(("relu",), veil=1.0)
        self.come_nearer(1.0)
        self.leave(depth, *numbers)
        self.show_leak()

    def show_leak(self) -> None:
        """Compare the slopes of a dead ReLU and of a leaky one: themselves, not multiplied."""
        self.say("If its units die, take a leaky one: its slope is 0 nowhere.")
        members = [card for card in self.cards if card.function in ("relu", "leaky-relu")]
        begin, end = STOPS
        self.grow(members)
        depth = Depth(self.heading, members, layers=1)
        depth.write(begin)
        self.come_to(members, begin)
        self.enter(depth, *(card.slope for card in members), seconds=0.4)

        def draw(progress: float) -> None:
            x = begin + (end - begin) * progress
            for card in members:
                card.ride(x, 1.0)
            depth.write(x)

        self.drive_in_place(draw, 1.6)
        self.come_nearer(1.5)

    def grow(self, members: Sequence[Card]) -> None:
        """Let all other cards go, and some grow until they fill the frame."""
        others = [card for card in self.cards if card not in members]
        before = [(card.clear, card.lit, card.veil, card.graph.size.copy()) for card in self.cards]

        def go(progress: float) -> None:
            for card, (clear, lit, veil, size) in zip(self.cards, before, strict=True):
                card.veil = (1 - progress) * veil
                card.graph.size = (1 - progress) * size
                if card in others:
                    card.look((1 - progress) * clear, (1 - progress) * lit)
                else:
                    card.look(clear + progress * (1 - clear), (1 - progress) * lit)

        self.drive_in_place(go, 0.5)
        self.remove(*others)
        places = [
            (card.cell, to)
            for card, to in zip(members, cells(len(members), self.below), strict=True)
        ]

        def move(progress: float) -> None:
            for card, (start, end) in zip(members, places, strict=True):
                card.stand(start.towards(end, progress))
                card.look(1.0, 0.0)

        self.drive_in_place(move, 1.0)
        self.hero = tuple(members)

    def come_to(self, cards: Sequence[Card], x: float) -> None:
        """Let a point grow on each curve, all at one input."""

        def grow(progress: float) -> None:
            for card in cards:
                card.ride(x, progress)

        if cards:
            self.drive_in_place(grow, 0.4)
