"""The end of the tour: ten units in a row, and what each function leaves of a gradient."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from manim import FadeIn, FadeOut, Mobject, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_sentences import reason_of
from scenes.films.activations.activation_slopes import RADIUS, ActivationSlopes
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.notes import Notes
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.output_text import chain_text, factor_text
from scenes.films.activations.tour.slope_plot import SlopePlot
from scenes.films.activations.tour.tints import names_in
from scenes.films.activations.tour.unit_chain import UnitChain
from scenes.languages.language import Phrase
from scenes.languages.numbers import trimmed
from scenes.mobjects.arrays.point_cloud import Markers
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early

LAYERS, STOP = 10, 1.0
"""How many units stand in a row, and the input of each."""
CHAIN = "Suppose {layers} units in a row, all at x = {x}, weights left out: slopes multiply."
"""What is supposed of them."""
ALIKE = 1e-9
"""A slope that differs from 1 by less keeps a gradient as it is."""
UNLIT = 0.35
"""How clearly curves are drawn that are not spoken of, in the end."""
SMALL = 0.01
"""Where less is left, units at the beginning hardly learn."""


class ActivationRow(ActivationSlopes):
    """A film in the end of which units of each function stand in a row."""

    def stand_in_a_row(self) -> None:
        """Turn outputs into slopes, and multiply them: of one function, and then of all."""
        self.say("What sets them apart most is the slope.")
        names = self.turn_into_slopes()
        plot = SlopePlot(
            self.order, STOP, LAYERS, list(self.tints.values()), self.stage, self.theme
        )
        told = told_of(plot)
        least = int(plot.left[:, -1].argmin())
        stem, dot = self.stop_at(STOP, least, factor_text(float(plot.left[least, 1]), LAYERS))
        self.say(CHAIN, layers=LAYERS, x=trimmed(STOP, 2))
        self.leave(names, stem, seconds=0.3)
        chain = self.become_a_chain(plot, least, dot)

        def pass_on(progress: float) -> None:
            chain.draw(1 + (LAYERS - 1) * progress)

        self.drive_in_place(pass_on, 4.0)
        if told and told[0][1] == (self.order[least],):
            self.tell_at_rest(told.pop(0)[0])
        self.say(
            "Now {layers} units of each of the {count} functions.",
            count=len(self.order),
            layers=LAYERS,
        )
        self.become_a_plot(chain, plot, least)
        for sentence, lit in told:
            self.say(sentence)
            self.light(plot, lit)
            self.come_nearer(1.0)
        self.unfold_again(plot)

    def tell_at_rest(self, sentence: Phrase) -> None:
        """Say something of what is seen, until it has been read."""
        self.say(sentence)
        self.come_nearer(1.0)

    def become_a_chain(self, plot: SlopePlot, least: int, dot: Markers) -> UnitChain:
        """Let the mark of one slope move to where the gradient is after the first unit."""
        graph, fan, start = self.graph, self.fan, self.spot
        name, slope = self.order[least], float(plot.left[least, 1])
        chain = UnitChain(
            WORDS[name].title, slope, LAYERS, self.tints[name], self.stage, self.theme
        )
        size = chain.radius * float(np.sqrt(slope))
        chain.appear(0.0)
        self.remove(dot)
        self.add(chain, dot)

        def move(progress: float) -> None:
            gone = max(0.0, 1 - 2 * progress)
            graph.paper.set_opacity_of_lines(gone)
            graph.paper.ground.set_fill(opacity=0)
            graph.paper.numbering = gone
            graph.draw()
            fan.clear = np.full(len(self.order), gone)
            fan.draw(graph.sight, 1.0)
            chain.appear(max(0.0, 1.5 * progress - 0.5))
            chain.glow(max(0.0, 2 * progress - 1) * (np.arange(LAYERS) == 0))
            place = start + progress * (chain.places[0] - start)
            radius = RADIUS * self.stage.scale
            dot.set_places(place[None], radius + progress * (size - radius))

        self.drive_in_place(move, 1.6)
        self.remove(graph, fan, dot)
        chain.draw(1.0)
        self.hero = (chain,)
        self.enter(chain.number, seconds=0.3)
        return chain

    def become_a_plot(self, chain: UnitChain, plot: SlopePlot, least: int) -> None:
        """Let the discs of one function move to the heights of what is left; then draw all."""
        sizes = chain.radius * np.sqrt(chain.left)
        ends, small = plot.ends_of(least), np.full(LAYERS, 0.6 * plot.size)
        small[-1] = plot.size
        passed = np.where(np.arange(len(self.order)) == least, float(LAYERS), 0.0)
        lit = np.zeros(len(self.order))
        plot.draw(passed).light(lit).appear(0.0)
        chain.remove(chain.discs)
        self.remove(chain)
        self.add(chain, plot, chain.discs)
        self.hero = (chain, chain.discs, plot)

        def fall(progress: float) -> None:
            chain.appear(max(0.0, 1 - 1.6 * progress))
            chain.number.set_opacity(max(0.0, 1 - 2.5 * progress))
            chain.discs.set_places(
                chain.places + progress * (ends - chain.places), sizes + progress * (small - sizes)
            )
            lit[least] = max(0.0, 2.5 * progress - 1.5)
            plot.light(lit).appear(lit[least])

        self.drive_in_place(fall, 1.8)
        self.remove(chain, chain.discs)
        self.hero = (plot,)
        plot.light(np.ones(len(self.order)))

        def pass_on(progress: float) -> None:
            plot.draw(np.maximum(passed, LAYERS * progress))

        self.drive_in_place(pass_on, 3.0)
        self.come_nearer(1.0)

    def light(self, plot: SlopePlot, names: Collection[str]) -> None:
        """Light some functions, and dim the others."""
        start, end = plot.clear.copy(), plot.light_of(names)

        def change(progress: float) -> None:
            plot.light(start + progress * (end - start))

        self.drive_in_place(change, 0.6)

    def unfold_again(self, plot: SlopePlot) -> None:
        """End as it began: all curves, and the one to begin with in front of them."""
        graph, fan = self.graph, self.fan
        fan.shapes, fan.closed = fan.closed, fan.shapes
        is_told = "relu" in self.order
        if is_told:
            self.say(reason_of(ActivationFacts(PICTURED["relu"])))
        else:
            self.say("None is best everywhere: try more than one.")
        graph.sight = self.home
        goal = np.ones(len(self.order))
        if is_told:
            goal = UNLIT * np.array([each != "relu" for each in self.order])
            graph.shape = Shape.of(PICTURED["relu"])
            graph.paint(self.tints["relu"])
        self.add(fan, graph)
        names = names_in(self.tints, self.stage, self.theme)

        def unfold(progress: float) -> None:
            graph.paper.set_opacity_of_lines(progress)
            graph.paper.ground.set_fill(opacity=0)
            graph.paper.numbering = progress
            graph.curve.set_stroke(opacity=progress * is_told)
            graph.draw()
            fan.clear = progress * goal
            fan.draw(graph.sight, 1.0)

        unfold(0.0)
        self.hero = (graph, fan)
        nothing = Mobject()
        gone = FadeOut(plot, rate_func=early)
        self.act(Drive(nothing, unfold, rate_func=smooth), gone, FadeIn(names), seconds=1.4)
        self.remove(nothing)
        if is_told:
            shape = Shape.of(PICTURED["relu"])
            self.enter(Notes(self.home, self.stage, self.theme).of_pieces(shape), seconds=0.5)
        self.come_nearer(2.0)


def told_of(plot: SlopePlot) -> list[tuple[Phrase, tuple[str, ...]]]:
    """Return what is said of units in a row, each with the functions of which it is said."""
    names, left = plot.names, plot.left[:, -1]
    told: list[tuple[Phrase, tuple[str, ...]]] = []

    def left_of(which: int) -> dict[str, str]:
        return {"name": WORDS[names[which]].title, "left": chain_text(float(left[which]))}

    worst, most = int(left.argmin()), int(left.argmax())
    if 0 < left[worst] < SMALL:
        shrinks = "{name} leaves {left} of a gradient of 1: the first units hardly learn."
        told.append(((shrinks, left_of(worst)), (names[worst],)))
    if left[most] > 1 + SMALL:
        grows = "{name}: a slope above 1 lets it grow, here to {left}."
        told.append(((grows, left_of(most)), (names[most],)))
    kept = tuple(name for name, each in zip(names, left, strict=True) if abs(each - 1) < ALIKE)
    if len(kept) > 1:
        keeps = "Only a slope of 1 keeps a gradient as it is, however many units."
        told.append(((keeps, {}), kept))
    return told
