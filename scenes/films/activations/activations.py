"""A tour of activation functions: curve and plane of each, and all side by side in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from manim import LEFT, UP, FadeOut, Group, RoundedRectangle, VGroup

from engine.experiments.activated_plane import ActivatedPlane
from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_panels import ActivatedPlanePanel, CurvePanel
from scenes.films.activations.activation_specs import ActivationsSpec
from scenes.films.activations.activation_story import MARGIN, ActivationStory
from scenes.films.activations.activation_words import WORDS, range_of
from scenes.languages.numbers import fixed_or_zero
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.story import Act

REACH, LOW, HIGH = 4.0, -2.0, 4.0
"""All curves are drawn on the same axes: inputs from -REACH to REACH, outputs from LOW to HIGH."""
CURVE = np.array([-6.1, -2.55]), np.array([0.3, 2.1])
PLANE, SIDE = np.array([4.1, -0.35]), 5.0
"""The large pictures: box of the curve, middle and side of the plane."""
CARD, GAP = np.array([3.34, 3.1]), np.array([0.1, 0.16])
"""Size of a card, and the room between two."""
SMALL = 1.5
"""Side of the pictures on a card."""
HEIGHT = 0.33
"""Of the middle of all cards."""


@dataclass(frozen=True)
class Party:
    """Functions that have something in common, and the sentence that says what."""

    members: tuple[str, ...]
    sentence: str


class Activations(ActivationStory):
    """A tour of activation functions, curve and plane, side by side in the end."""

    spec: ClassVar[ActivationsSpec] = ActivationsSpec()

    def prepare(self) -> None:
        """Set up what all acts share."""
        names = self.spec.names
        self.chart = self.shared_axes(*CURVE, numbers=True)
        self.panel = ActivatedPlanePanel(
            ActivatedPlane(PICTURED[names[0]]), PLANE, SIDE, self.theme, 0.065
        )
        self.visited = VGroup()

    def story(self) -> Iterator[Act]:
        """Visit each function, then lay all of them out."""
        for name in self.spec.names:
            self.meet(name, PICTURED[name])
            yield Act(self.words.title, self.visit)
        yield Act("side by side", self.side_by_side)

    def side_by_side(self) -> None:
        """Lay all functions out, by their flat sides."""
        self.clear_stage()
        self.lay_out(parties_of(self.spec.names))

    def visit(self) -> None:
        """Draw one function's curve, and let it act on the plane."""
        curve, panel = CurvePanel(self.facts, self.chart), self.panel
        title, source = self.name_and_source(4.6)
        title.move_to(at(-MARGIN, 3.6), aligned_edge=LEFT + UP)
        source.move_to(at(-MARGIN, 3.0), aligned_edge=LEFT + UP)
        written = self.formula_of(38, 5.0).move_to(at(PLANE[0], 3.1))
        if not len(self.visited):
            self.say("Each function acts on a line of numbers, and on both axes of a plane.")
            self.enter(self.chart, panel, seconds=0.5)
            self.beat(2.0)
        else:
            self.fall_silent()  # before another title stands above its sentence
            self.act(FadeOut(self.visited), seconds=0.4)
            self.drive(panel, lambda progress: self.press(1 - progress), 0.9)
        panel.plane = self.plane
        self.enter(title, source, written, seconds=0.4)
        self.say(self.words.moral)

        def draw(progress: float) -> None:
            curve.draw_to(REACH * (2 * progress - 1))

        self.drive(curve.line, draw, 1.3)
        self.drive(panel, self.press, 2.0)
        self.beat(1.7)
        self.visited = VGroup(title, source, written, curve.line)

    def press(self, share: float) -> None:
        """Apply the function in part to both axes of the plane."""
        self.panel.activate(share, share)

    def shared_axes(self, low: np.ndarray, high: np.ndarray, *, numbers: bool) -> Chart:
        """Draw the axes that all functions share."""
        ticks = None if numbers else ()
        label = "g(x)" if numbers else ""
        x, y = Axis(-REACH, REACH, ticks=ticks), Axis(LOW, HIGH, label, ticks=ticks)
        return Chart(low, high, x, y, self.theme)

    def lay_out(self, parties: list[Party]) -> None:
        """Show a card of each function at once, and state what some have in common."""
        names = self.spec.names
        places = dict(zip(names, card_places(len(names)), strict=True))
        cards = {name: self.card(name, place) for name, place in places.items()}
        self.say("All of them, on the same axes: what sets them apart?")
        for card in cards.values():
            self.enter(card, seconds=0.35)
        self.beat(2.0)
        for party in parties:
            frames = VGroup(*(self.frame(places[name], lit=True) for name in party.members))
            self.say(party.sentence)
            self.enter(frames, seconds=0.5)
            self.beat(2.5)
            self.act(FadeOut(frames), seconds=0.4)
        self.say("None is best everywhere; ReLU is the usual one to begin with.")
        self.beat(3.5)

    def frame(self, place: np.ndarray, *, lit: bool) -> RoundedRectangle:
        """Draw the border of a card."""
        theme = self.theme
        return RoundedRectangle(
            corner_radius=0.1,
            width=CARD[0],
            height=CARD[1],
            stroke_color=theme.highlight if lit else theme.edge,
            stroke_width=6 if lit else 2,
        ).move_to(at(*place))

    def card(self, name: str, place: np.ndarray) -> Group:
        """Sum one function up: name, curve, plane, and what matters."""
        theme, words = self.theme, WORDS[name]
        facts = ActivationFacts(PICTURED[name])
        low = place - [CARD[0] / 2 - 0.12, SMALL / 2 - 0.15]
        curve = CurvePanel(facts, self.shared_axes(low, low + SMALL, numbers=False))
        curve.line.set_stroke(width=3)
        middle = place + [CARD[0] / 2 - 0.12 - SMALL / 2, 0.15]
        plane = ActivatedPlanePanel(
            ActivatedPlane(facts.kind), middle, SMALL, theme, 0.026
        ).activate(1, 1)
        whole = len(facts.outputs) == 1
        measured = self.write(
            "{range}, mean {mean}" if whole else "mean {mean}",
            20,
            theme.muted,
            range=range_of(facts),
            mean=fixed_or_zero(facts.mean),
        )
        title = self.write(words.title, 24, bold=True)
        lines = [title, sentence(words.trait, 20, theme.text)]
        for line, height in zip([*lines, measured], (1.36, -0.78, -1.14), strict=True):
            line.move_to(at(low[0], place[1] + height), aligned_edge=LEFT + UP)
        return Group(self.frame(place, lit=False), curve, plane, *lines, measured)


def card_places(count: int) -> np.ndarray:
    """Return the middles of cards in one row of up to four, or in two, array (count, 2)."""
    columns = count if count <= 4 else -(-count // 2)
    rows = -(-count // columns)
    order = np.arange(count)
    across, down = order % columns, order // columns
    offsets = np.column_stack([across - (columns - 1) / 2, (rows - 1) / 2 - down])
    places: np.ndarray = offsets * (CARD + GAP) + [0, HEIGHT]
    return places


def parties_of(names: tuple[str, ...]) -> list[Party]:
    """Group functions by what was measured; groups of none or of all say nothing."""
    every = {name: ActivationFacts(PICTURED[name]) for name in names}
    sides = {name: flat_sides(facts) for name, facts in every.items()}
    groups = {
        "These are flat on both sides: far from 0, next to no gradient passes.": {
            name for name in names if sides[name] == 2
        },
        "These are flat on one side only.": {name for name in names if sides[name] == 1},
        "Here the slope comes near 0 nowhere.": {
            name for name in names if every[name].gentlest > 0 and sides[name] == 0
        },
        "These are zero-centred: standard normal inputs give outputs of mean 0.": {
            name for name in names if every[name].is_centred
        },
    }
    return [
        Party(tuple(name for name in names if name in members), text)
        for text, members in groups.items()
        if 0 < len(members) < len(names)
    ]


def flat_sides(facts: ActivationFacts) -> int:
    """Count the sides on which the slope is or goes to 0."""
    parts = (*facts.saturated, *facts.dead)
    return [part.low for part in parts].count(-np.inf) + [part.high for part in parts].count(np.inf)
